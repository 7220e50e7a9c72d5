"""Writes the ledger as a `.dna` file that DNA 3 opens."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from wortlaut.records import Written
from wortlaut.seams import Ledger, WriteOptions
from wortlaut.write.dna_file import write_file
from wortlaut.write.labels import fitted
from wortlaut.write.password import hashing
from wortlaut.write.project import project


class DnaWriter:
    """The whole ledger as a project of DNA 3: what was imported, row by row, and what Wortlaut found, in DNA's words."""

    name = "dna"
    suffixes: tuple[str, ...] = (".dna",)
    tables: tuple[str, ...] = ()

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write the file; a password is asked for only if a coder is new."""
        made = project(ledger, options.query, hashing(options.password))
        file, shortened = fitted(made.file)
        write_file(file, path)
        rows = tuple((table.name, len(getattr(file, table.name))) for table in fields(file))
        return Written(rows, shortened, made.notes)
