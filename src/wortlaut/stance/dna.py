"""The codebook in a .dna file of Discourse Network Analyzer 3: the entities of the variable `concept`.

Only the concepts are read; the whole file comes in with `wortlaut capture FILE.dna`.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

from wortlaut.errors import CodebookError
from wortlaut.records import AGREEMENT, Concept
from wortlaut.stance.codebook import LONGEST_LABEL, MOST_CONCEPTS, Draft, Entry

VARIABLE = "concept"
LANGUAGE = "mul"
"""The code of labels that may be of any language: the file does not tell."""

_CONCEPTS = """
SELECT e.ID, substr(e.Value, 1, ?), e.ChildOf,
  (SELECT substr(v.AttributeValue, 1, 4000) FROM ATTRIBUTEVALUES v JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId
   WHERE v.EntityId = e.ID AND a.AttributeVariable = 'Notes' LIMIT 1)
FROM ENTITIES e JOIN VARIABLES n ON n.ID = e.VariableId
WHERE n.Variable = ? AND e.Value <> '' GROUP BY e.Value ORDER BY e.ID LIMIT ?
"""


def draft_of(path: Path) -> Draft:
    """The concepts of a .dna file with ids made of their labels; CodebookError if it is no such file or of another version."""
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            version = connection.execute("SELECT substr(Value, 1, 20) FROM SETTINGS WHERE Property = 'version'").fetchone()
            if version is None or not str(version[0]).startswith("3."):
                shown = str(version[0]) if version else "none"
                raise CodebookError("the .dna file is not of version 3", f"{path.name} (version {shown})", "open it once in DNA 3 and save it")
            rows = connection.execute(_CONCEPTS, (LONGEST_LABEL, VARIABLE, MOST_CONCEPTS + 1)).fetchall()
    except (sqlite3.Error, OSError, ValueError) as error:
        raise CodebookError("this is no .dna file that can be read", f"{path.name} ({error})", "give a file of DNA 3") from error
    named = _ids([(int(key), str(value)) for key, value, _, _ in rows])
    entries = []
    for number, (key, value, parent, notes) in enumerate(rows, start=1):
        concept = Concept(named[int(key)], ((LANGUAGE, str(value)),), " ".join(str(notes or "").split()), parent=named.get(parent))
        entries.append(Entry(number, concept))
    return Draft(path.stem, AGREEMENT, tuple(entries))


def _ids(labels: list[tuple[int, str]]) -> dict[int, str]:
    """A short name for every label, told apart by a number where two would be the same."""
    taken: set[str] = set()
    found: dict[int, str] = {}
    for key, label in labels:
        plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or "concept"
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        found[key] = name
    return found
