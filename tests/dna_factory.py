"""A `.dna` file of the invented Merle dam, written with SQL of its own, and ways to damage it; construction only, no expectations.

The tables stand here once more, apart from those the program knows, so that one can be checked against the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

ADMIN_HASH = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

TEXT = (
    "🌊 Streit um den Merle-Damm\r\n\r\n"
    "Jana Ostermoor vom Flussrat sagte in Altfurt, der Damm 🏗 halte jedem Hochwasser stand.\r\n"
    "Konrad Welling widersprach: „Die Messung ‚fehlt‘ seit Mai“; 🌧 danach schwieg er.\r\n"
)
HOLDS = "der Damm 🏗 halte jedem Hochwasser stand"
STAND = "Hochwasser stand.\r\nKonrad Welling widersprach"
MISSING = "„Die Messung ‚fehlt‘ seit Mai“"
SECOND = "Der Flussrat will messen. Die Stadt Altfurt zahlt."

_MAY = ("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements", "DeleteStatements")
_MAY += ("EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations")
_MAY += ("ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements")


def _flag(name: str, default: int) -> str:
    return f"{name} INTEGER NOT NULL CHECK ({name} BETWEEN 0 AND 1) DEFAULT {default}"


def _label(name: str) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (LENGTH({name}) < 191)"


_COLOR = ", ".join(f"{name} INTEGER NOT NULL DEFAULT 0 CHECK ({name} BETWEEN 0 AND 255)" for name in ("Red", "Green", "Blue"))
_VALUE = (
    "ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, {}, "
    "FOREIGN KEY(StatementId) REFERENCES STATEMENTS(ID) ON DELETE CASCADE, FOREIGN KEY(VariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE, "
    "UNIQUE (StatementId, VariableId)"
)

TABLES: dict[str, str] = {
    "SETTINGS": "Property TEXT PRIMARY KEY, Value TEXT NOT NULL",
    "CODERS": (
        f"ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL CHECK (LENGTH(Name) < 191), {_COLOR}, Refresh INTEGER NOT NULL DEFAULT 0, "
        "FontSize INTEGER NOT NULL DEFAULT 14, Password TEXT NOT NULL, PopupWidth INTEGER DEFAULT 300, "
        + ", ".join(
            [_flag("ColorByCoder", 0), _flag("PopupDecoration", 0), _flag("PopupAutoComplete", 1), *(_flag(f"Permission{f}", 1) for f in _MAY)]
        )
    ),
    "CODERRELATIONS": (
        "ID INTEGER NOT NULL PRIMARY KEY, Coder INTEGER CHECK (Coder > 0), OtherCoder INTEGER CHECK (OtherCoder > 0), "
        + ", ".join(_flag(name, 1) for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments"))
        + ", CHECK (Coder != OtherCoder), FOREIGN KEY(Coder) REFERENCES CODERS(ID), FOREIGN KEY(OtherCoder) REFERENCES CODERS(ID)"
    ),
    "DOCUMENTS": (
        f"ID INTEGER NOT NULL PRIMARY KEY, {_label('Title')}, Text TEXT NOT NULL, Coder INTEGER, {_label('Author')}, {_label('Source')}, "
        f"{_label('Section')}, Notes TEXT NOT NULL DEFAULT '', {_label('Type')}, Date INTEGER NOT NULL, FOREIGN KEY(Coder) REFERENCES CODERS(ID)"
    ),
    "STATEMENTTYPES": f"ID INTEGER NOT NULL PRIMARY KEY, {_label('Label')}, {_COLOR}",
    "VARIABLES": (
        "ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL CHECK (LENGTH(Variable) < 191), "
        "DataType TEXT NOT NULL CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text')), StatementTypeId INTEGER, "
        "FOREIGN KEY(StatementTypeId) REFERENCES STATEMENTTYPES(ID), UNIQUE (Variable, StatementTypeId)"
    ),
    "VARIABLELINKS": "ID INTEGER NOT NULL PRIMARY KEY, SourceVariableId INTEGER, TargetVariableId INTEGER",
    "REGEXES": f"Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191), {_COLOR}",
    "STATEMENTS": (
        "ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER NOT NULL CHECK (Start >= 0), "
        "Stop INTEGER NOT NULL CHECK (Stop >= 0), Coder INTEGER, CHECK (Start < Stop), FOREIGN KEY(DocumentId) REFERENCES DOCUMENTS(ID)"
    ),
    "DATABOOLEAN": _VALUE.format("Value INTEGER NOT NULL DEFAULT 1"),
    "DATAINTEGER": _VALUE.format("Value INTEGER NOT NULL DEFAULT 0"),
    "ENTITIES": (
        f"ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, {_label('Value')}, Red INTEGER, Green INTEGER, Blue INTEGER, "
        "ChildOf INTEGER CHECK (ChildOf > 0), UNIQUE (VariableId, Value), FOREIGN KEY(ChildOf) REFERENCES ENTITIES(ID)"
    ),
    "DATASHORTTEXT": _VALUE.format("Entity INTEGER NOT NULL"),
    "DATALONGTEXT": _VALUE.format("Value TEXT DEFAULT ''"),
    "ATTRIBUTEVARIABLES": f"ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, {_label('AttributeVariable')}, UNIQUE (VariableId, AttributeVariable)",
    "ATTRIBUTEVALUES": (
        f"ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL, {_label('AttributeValue')}, "
        "UNIQUE (EntityId, AttributeVariableId)"
    ),
}


def units(text: str, words: str) -> tuple[int, int]:
    """Where words stand, in UTF-16 code units, counted by encoding what stands before them."""
    start = text.index(words)
    return len(text[:start].encode("utf-16-le")) // 2, len(text[: start + len(words)].encode("utf-16-le")) // 2


def _coder(key: int, name: str, color: tuple[int, int, int], popup: int | None = 300) -> tuple[object, ...]:
    return (key, name, *color, 0, 14, ADMIN_HASH, popup, 0, 0, 1, *(1,) * 16)


ROWS: dict[str, list[tuple[object, ...]]] = {
    "SETTINGS": [("version", "3.0.11"), ("date", "2024-05-01")],
    "CODERS": [_coder(1, "Admin", (255, 255, 0)), _coder(2, "Ilse Brandt", (51, 153, 255), None), _coder(5, "Mehmet Aslan", (1, 2, 3))],
    "CODERRELATIONS": [(n, a, b, 1, 0, 1, 0) for n, (a, b) in enumerate([(1, 2), (2, 1), (1, 5), (5, 1), (2, 5), (5, 2)], 1)],
    "DOCUMENTS": [
        (1, "Streit um den Damm", TEXT, 2, "Rosa Timm", "Uferblatt", "Politik", "am Rand: 'Titel'; DROP TABLE DOCUMENTS", "Bericht", 1_770_989_400),
        (3, "Wer misst?", SECOND, 5, "", "Landfunk", "", "NUL \x00 bleibt", "", -86_400),
        (4, "Noch leer", "", 2, "", "", "", "", "", 0),
    ],
    "STATEMENTTYPES": [(1, "DNA Statement", 239, 208, 51), (2, "Annotation", 211, 211, 211)],
    "VARIABLES": [
        (1, "person", "short text", 1),
        (2, "organization", "short text", 1),
        (3, "concept", "short text", 1),
        (4, "agreement", "boolean", 1),
        (5, "intensity", "integer", 1),
        (6, "note", "long text", 2),
    ],
    "VARIABLELINKS": [(1, 1, 2)],
    "REGEXES": [("D[aä]mme?", 255, 0, 0), ("mess", 0, 10, 20)],
    "STATEMENTS": [
        (1, 1, 1, *units(TEXT, HOLDS), 2),
        (2, 1, 1, *units(TEXT, HOLDS), 5),
        (4, 1, 1, *units(TEXT, STAND), 2),
        (7, 1, 1, *units(TEXT, MISSING), 5),
        (8, 1, 3, *units(SECOND, "Der Flussrat will messen."), 5),
        (9, 2, 1, *units(TEXT, "🌧 danach"), 2),
        (10, 1, 3, *units(SECOND, "Die Stadt Altfurt zahlt."), 2),
    ],
    "DATABOOLEAN": [(n, s, 4, v) for n, (s, v) in enumerate([(1, 1), (2, 0), (4, 0), (7, 0), (8, 1), (10, 1)], 1)],
    "DATAINTEGER": [(n, s, 5, v) for n, (s, v) in enumerate([(1, 3), (2, -2), (4, 0), (7, 900), (8, 0), (10, 1)], 1)],
    "ENTITIES": [
        (1, 1, "", 0, 0, 0, None),
        (2, 1, "Jana Ostermoor", 0, 204, 0, None),
        (3, 1, "Konrad Welling", 255, 153, 0, None),
        (4, 2, "", 0, 0, 0, None),
        (5, 2, "Flussrat", 0, 0, 0, 9),
        (9, 2, "Region", None, None, None, None),
        (10, 3, "", 0, 0, 0, None),
        (11, 3, "Der Damm hält.", 0, 0, 0, None),
        (12, 3, 'Messen; "sofort"', 9, 9, 9, None),
    ],
    "DATASHORTTEXT": [
        (3 * number + place, statement, variable, entity)
        for number, (statement, *entities) in enumerate([(1, 2, 5, 11), (2, 2, 4, 12), (4, 3, 4, 11), (7, 3, 5, 12), (8, 1, 5, 12), (10, 1, 4, 11)])
        for place, (variable, entity) in enumerate(zip((1, 2, 3), entities, strict=True), 1)
    ],
    "DATALONGTEXT": [(1, 9, 6, 'ein Vermerk;\n"in zwei Zeilen"')],
    "ATTRIBUTEVARIABLES": [(1, 1, "Type"), (2, 2, "Type"), (3, 3, "Notes")],
    "ATTRIBUTEVALUES": [
        (n, e, a, v)
        for n, (e, a, v) in enumerate(
            [(1, 1, ""), (2, 1, "Politik"), (3, 1, ""), (4, 2, ""), (5, 2, "Gremium"), (9, 2, ""), (10, 3, ""), (11, 3, "seit 2020"), (12, 3, "")], 1
        )
    ],
}


def write_dna(path: Path, rows: dict[str, list[tuple[object, ...]]] | None = None) -> Path:
    """A sound file at the path."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for name, columns in TABLES.items():
            connection.execute(f"CREATE TABLE {name}({columns})")
            for row in (rows or ROWS)[name]:
                connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - our own names
    return path


def damaged(path: Path, *commands: str | tuple[str, tuple[object, ...]]) -> Path:
    """A file that was sound until these commands ran on it, with every check of SQLite switched off."""
    write_dna(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for command in commands:
            connection.execute(*((command,) if isinstance(command, str) else command))
    return path


def rows_of(path: Path, tables: Iterable[str] = TABLES) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, in the order of their keys."""
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in tables}  # noqa: S608 - our own names
