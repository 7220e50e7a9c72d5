"""Events by column: the values of a variable or a field of the document, the moments, and the order of time and of labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wortlaut.errors import StudyError
from wortlaut.records import DataType, Document, Event, Events, Value, Variable

DOCUMENT_FIELDS: dict[str, Callable[[Document], str]] = {
    "author": lambda document: document.author,
    "source": lambda document: document.source,
    "section": lambda document: document.section,
    "type": lambda document: document.type,
    "id": lambda document: document.id,
    "title": lambda document: document.title,
}
"""The fields of a document that serve as variables, where the events have no variable of that name."""


@dataclass(frozen=True, slots=True)
class Column:
    """One variable of all events, in their order; the empty text counts as no value."""

    variable: Variable
    of_document: bool
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Events with what every question needs of them: the moment of each and their order in time."""

    events: Events
    moments: tuple[datetime | None, ...]
    order: tuple[int, ...]

    def column(self, name: str) -> Column:
        """The variable or document field of that name; StudyError if there is none."""
        for number, variable in enumerate(self.events.variables):
            if variable.name == name:
                return Column(variable, False, tuple(_known(row.values[number]) for row in self.events.rows))
        if name in DOCUMENT_FIELDS:
            return Column(Variable(name), True, self._field(DOCUMENT_FIELDS[name]))
        names = ", ".join([variable.name for variable in self.events.variables] + list(DOCUMENT_FIELDS))
        raise StudyError("no such variable", name, f"there are {names}")

    def _field(self, field: Callable[[Document], str]) -> tuple[Value, ...]:
        fields = {document.id: _known(field(document)) for document in self.events.documents}
        return tuple(fields.get(row.document) for row in self.events.rows)


def table_of(events: Events) -> Table:
    """The table of events; StudyError where a value is missing or a date is none."""
    for row in events.rows:
        if len(row.values) != len(events.variables):
            raise StudyError("an event has not one value per variable", row.id, f"give {len(events.variables)} values")
    moments = tuple(moment(row.when, row.id) for row in events.rows)
    return Table(events, moments, tuple(sorted(range(len(moments)), key=lambda index: in_time(moments[index], events.rows[index]))))


def in_time(when: datetime | None, event: Event) -> tuple[datetime, int, str]:
    """The key of the order in time: unknown dates last, ties by id (numbers by size), so that the order of rows never matters."""
    return (when or datetime.max, len(event.id), event.id)


def moment(when: str | None, subject: str, *, last: bool = False) -> datetime | None:
    """An ISO date or date-time as a moment; a bare date is its first moment, or its last; StudyError if it is none."""
    if when is None:
        return None
    try:
        found = datetime.fromisoformat(when)
    except ValueError:
        raise StudyError("not an ISO date", f"{when} ({subject})", "write 2021-03-09 or 2021-03-09T14:30:00") from None
    if found.tzinfo is not None:
        raise StudyError("a date with a time zone", f"{when} ({subject})", "give the time of the place, without a zone")
    return found + timedelta(days=1, microseconds=-1) if last and len(when) == len("2021-03-09") else found


def in_order(labels: Iterable[str]) -> tuple[str, ...]:
    """Distinct labels in the order of UTF-16 code units, as Java sorts them, without the empty one."""
    return tuple(sorted({label for label in labels if label}, key=lambda label: label.encode("utf-16-be", "surrogatepass")))


def as_text(value: Value) -> str:
    """A value as filters and labels write it: 1 and 0 for true and false, the empty text for none."""
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


def counts_as_label(column: Column) -> bool:
    """Whether the values of a variable can be rows or columns."""
    return column.variable.data_type is DataType.SHORT_TEXT


def _known(value: Value) -> Value:
    return None if value == "" else value
