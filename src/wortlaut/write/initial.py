"""What a new `.dna` file holds before anybody codes: the coder Admin, three statement types, three attributes of the usual variables."""

from __future__ import annotations

from wortlaut.records import DataType, dna

VERSION, RELEASED = "3.1.2", "2026-06-30"
"""The DNA whose tables are written, and its date of release."""

STATEMENT_TYPE = "DNA Statement"
STATEMENT_COLOR = (239, 208, 51)
STATEMENT_VARIABLES = (
    ("person", DataType.SHORT_TEXT),
    ("organization", DataType.SHORT_TEXT),
    ("concept", DataType.SHORT_TEXT),
    ("agreement", DataType.BOOLEAN),
)
"""The statement type that networks are made of, with its variables."""

ATTRIBUTES = ("Type", "Alias", "Notes")
"""What DNA knows of persons, organizations and concepts."""

_STORY = ("narrator", "victim", "villain", "plot", "hero", "policy solution")


def coder(name: str, color: tuple[int, int, int], password: str) -> dna.Coder:
    """A coder with all permissions and the settings DNA gives to a new one; `password` is the hash. The id is still 0."""
    return dna.Coder(0, name, *color, 0, 14, password, 300, 0, 0, 1, *(1,) * 16)


def initial_file(password: str) -> dna.File:
    """The rows of a new file; `password` is the hash of the password of Admin."""
    types = (
        dna.StatementType(1, STATEMENT_TYPE, *STATEMENT_COLOR),
        dna.StatementType(2, "NPF Story Element", 100, 200, 190),
        dna.StatementType(3, "Annotation", 211, 211, 211),
    )
    fields = [(name, kind, 1) for name, kind in STATEMENT_VARIABLES]
    fields += [(name, DataType.SHORT_TEXT, 2) for name in _STORY]
    fields += [("note", DataType.LONG_TEXT, 3)]
    variables = tuple(dna.Variable(number, name, kind, of) for number, (name, kind, of) in enumerate(fields, 1))
    attributes = [(variable, name) for name in ATTRIBUTES for variable in (1, 2, 3)]
    admin = coder("Admin", (255, 255, 0), password)
    return dna.File(
        settings=(dna.Setting("version", VERSION), dna.Setting("date", RELEASED)),
        coders=(dna.Coder(1, *dna.cells(admin)[1:]),),  # type: ignore[arg-type] # the cells of a coder without its id
        statement_types=types,
        variables=variables,
        attribute_variables=tuple(dna.AttributeVariable(number, variable, name) for number, (variable, name) in enumerate(attributes, 1)),
    )
