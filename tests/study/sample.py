"""DNA's sample data base as two matrices of counts (dna.md, section 5): they rebuild all of its forty statements."""

from __future__ import annotations

from wortlaut.records import DataType, Document, Event, Events, Variable

ROWS = ("ASE", "EEA", "EPA", "NPRA", "Senate", "Sierra", "USPIRG")
COLUMNS = ("not hurt", "cap and trade", "caused by CO2", "real", "regulate CO2", "legislation")
DISAGREE = (
    (0, 0, 0, 0, 0, 0),
    (2, 0, 0, 0, 1, 0),
    (1, 0, 0, 0, 0, 0),
    (2, 0, 0, 0, 0, 2),
    (2, 0, 0, 0, 1, 0),
    (0, 0, 0, 0, 0, 0),
    (0, 0, 0, 0, 0, 0),
)
AGREE = ((0, 0, 1, 0, 2, 1), (0, 0, 0, 0, 1, 0), (0, 0, 0, 0, 0, 10), (0, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 2), (2, 0, 1, 1, 1, 1), (1, 1, 1, 2, 1, 0))


def rebuilt(rows=ROWS, columns=COLUMNS, disagree=DISAGREE, agree=AGREE, *, once=False):
    """One event per counted statement; `once`: one per non-empty cell, as the file has when repeats in a document are dropped."""
    found = []
    for level, counts in ((False, disagree), (True, agree)):
        for row, line in zip(rows, counts, strict=True):
            for column, number in zip(columns, line, strict=True):
                for _ in range(min(number, 1) if once else number):
                    found.append(Event(str(len(found) + 1), "d1", (row, column, level), "2005-01-26"))
    variables = (Variable("organization"), Variable("concept"), Variable("agreement", DataType.BOOLEAN))
    return Events(variables, tuple(found), (Document("d1"),))
