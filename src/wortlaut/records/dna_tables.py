"""What the tables of a `.dna` file hold, said once: readers check files against it, writers make the tables from it."""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.records import dna
from wortlaut.records.study import DataType

LABEL = 190
"""The longest label in characters; the tables refuse longer ones."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, whether it holds numbers or text, its bounds (a number's value, a text's length), and what it may point to.

    `default` is what SQLite puts where nothing is given; None: no default. `nullable` columns may be empty; a table of DNA
    lets some others be empty too, but DNA never leaves them so, and neither reading nor writing accepts it.
    """

    name: str
    kind: type[int] | type[str] = int
    low: int | None = None
    high: int | None = None
    default: int | str | None = None
    not_null: bool = False
    nullable: bool = False
    refers: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the record of its rows, the field of `File` that holds them, its columns in the order of the fields.

    The first column is the primary key; `unique` columns are unique together, `different` ones never equal, `ordered` ones ascending.
    """

    name: str
    row: type[dna.Row]
    field: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()


def _id() -> Column:
    return Column("ID", not_null=True)


def _label(name: str, default: str | None = None) -> Column:
    return Column(name, str, high=LABEL, default=default, not_null=True)


def _flag(name: str, default: int) -> Column:
    return Column(name, low=0, high=1, default=default, not_null=True)


def _color() -> tuple[Column, ...]:
    return tuple(Column(name, low=0, high=255, default=0, not_null=True) for name in ("Red", "Green", "Blue"))


def _to(table: str, name: str, *, not_null: bool = False) -> Column:
    return Column(name, refers=table, not_null=not_null)


def _values(name: str, row: type[dna.Row], field: str, value: Column) -> Table:
    columns = (_id(), _to("STATEMENTS", "StatementId", not_null=True), _to("VARIABLES", "VariableId", not_null=True), value)
    return Table(name, row, field, columns, unique=("StatementId", "VariableId"))


PERMISSIONS = (
    "AddDocuments",
    "EditDocuments",
    "DeleteDocuments",
    "ImportDocuments",
    "AddStatements",
    "EditStatements",
    "DeleteStatements",
    "EditAttributes",
    "EditRegex",
    "EditStatementTypes",
    "EditCoders",
    "EditCoderRelations",
    "ViewOthersDocuments",
    "EditOthersDocuments",
    "ViewOthersStatements",
    "EditOthersStatements",
)
"""What a coder may do, in the order of the columns."""

TABLES: tuple[Table, ...] = (
    Table("SETTINGS", dna.Setting, "settings", (Column("Property", str), Column("Value", str, not_null=True))),
    Table(
        "CODERS",
        dna.Coder,
        "coders",
        (
            _id(),
            _label("Name"),
            *_color(),
            Column("Refresh", low=0, high=9999, default=0, not_null=True),
            Column("FontSize", low=1, high=99, default=14, not_null=True),
            _label("Password"),
            Column("PopupWidth", low=100, high=9999, default=300, nullable=True),
            _flag("ColorByCoder", 0),
            _flag("PopupDecoration", 0),
            _flag("PopupAutoComplete", 1),
            *(_flag(f"Permission{name}", 1) for name in PERMISSIONS),
        ),
    ),
    Table(
        "CODERRELATIONS",
        dna.CoderRelation,
        "coder_relations",
        (
            _id(),
            Column("Coder", low=1, refers="CODERS"),
            Column("OtherCoder", low=1, refers="CODERS"),
            *(_flag(name, 1) for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")),
        ),
        different=("Coder", "OtherCoder"),
    ),
    Table(
        "DOCUMENTS",
        dna.Document,
        "documents",
        (
            _id(),
            _label("Title"),
            Column("Text", str, not_null=True),
            _to("CODERS", "Coder"),
            *(_label(name, "") for name in ("Author", "Source", "Section")),
            Column("Notes", str, default="", not_null=True),
            _label("Type", ""),
            Column("Date", not_null=True),
        ),
    ),
    Table("STATEMENTTYPES", dna.StatementType, "statement_types", (_id(), _label("Label"), *_color())),
    Table(
        "VARIABLES",
        dna.Variable,
        "variables",
        (
            _id(),
            _label("Variable"),
            Column("DataType", str, default="short text", not_null=True, words=tuple(DataType)),
            _to("STATEMENTTYPES", "StatementTypeId"),
        ),
        unique=("Variable", "StatementTypeId"),
    ),
    Table(
        "VARIABLELINKS",
        dna.VariableLink,
        "variable_links",
        (_id(), _to("VARIABLES", "SourceVariableId"), _to("VARIABLES", "TargetVariableId")),
        different=("TargetVariableId", "SourceVariableId"),
    ),
    Table("REGEXES", dna.Regex, "regexes", (Column("Label", str, high=LABEL), *_color())),
    Table(
        "STATEMENTS",
        dna.Statement,
        "statements",
        (
            _id(),
            _to("STATEMENTTYPES", "StatementTypeId"),
            _to("DOCUMENTS", "DocumentId"),
            Column("Start", low=0, not_null=True),
            Column("Stop", low=0, not_null=True),
            _to("CODERS", "Coder"),
        ),
        ordered=("Start", "Stop"),
    ),
    _values("DATABOOLEAN", dna.BooleanValue, "booleans", Column("Value", default=1, not_null=True)),
    _values("DATAINTEGER", dna.IntegerValue, "integers", Column("Value", default=0, not_null=True)),
    Table(
        "ENTITIES",
        dna.Entity,
        "entities",
        (
            _id(),
            _to("VARIABLES", "VariableId", not_null=True),
            _label("Value", ""),
            *(Column(name, low=0, high=255, nullable=True) for name in ("Red", "Green", "Blue")),
            Column("ChildOf", low=1, refers="ENTITIES", nullable=True),
        ),
        unique=("VariableId", "Value"),
    ),
    _values("DATASHORTTEXT", dna.ShortTextValue, "short_texts", _to("ENTITIES", "Entity", not_null=True)),
    _values("DATALONGTEXT", dna.LongTextValue, "long_texts", Column("Value", str, default="", nullable=True)),
    Table(
        "ATTRIBUTEVARIABLES",
        dna.AttributeVariable,
        "attribute_variables",
        (_id(), _to("VARIABLES", "VariableId", not_null=True), _label("AttributeVariable")),
        unique=("VariableId", "AttributeVariable"),
    ),
    Table(
        "ATTRIBUTEVALUES",
        dna.AttributeValue,
        "attribute_values",
        (
            _id(),
            _to("ENTITIES", "EntityId", not_null=True),
            _to("ATTRIBUTEVARIABLES", "AttributeVariableId", not_null=True),
            _label("AttributeValue", ""),
        ),
        unique=("EntityId", "AttributeVariableId"),
    ),
)
"""All sixteen tables; every table stands behind those it points to, but for entities, which point to each other."""
