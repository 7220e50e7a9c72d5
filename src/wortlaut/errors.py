"""Every error Wortlaut raises on purpose: one root, one family per noun.

A message says what happened, on what, and how to fix it, in one line. A document that cannot be read is not an
error but a stored `wortlaut.records.Problem`; errors are for what stops a command.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command tells the shell (the contract of the command line)."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    LEDGER = 3
    DEFECT = 101
    INTERRUPTED = 130


class WortlautError(Exception):
    """Root of all errors raised on purpose; prints as `what: subject: remedy`."""

    exit_code: ExitCode = ExitCode.USAGE

    def __init__(self, what: str, subject: str = "", remedy: str = "") -> None:
        super().__init__(what, subject, remedy)
        self.what = what
        self.subject = subject
        self.remedy = remedy

    def __str__(self) -> str:
        line = ": ".join(part for part in (self.what, self.subject, self.remedy) if part)
        return " ".join(line.split())


class CaptureError(WortlautError):
    """A source cannot be read at all."""


class ArticleError(WortlautError):
    """A capture cannot be made into an article."""


class QuotationError(WortlautError):
    """A quotation breaks its own invariants (empty or inverted spans, words that are not in the text)."""


class LedgerError(WortlautError):
    """The ledger cannot be opened, written or understood."""


class LedgerBusyError(LedgerError):
    """The ledger is locked by another process, or made by a newer version of Wortlaut."""

    exit_code = ExitCode.LEDGER


class StudyError(WortlautError):
    """A network or a measure is asked for that has no meaning, or that its statements cannot carry."""


class WriteError(WortlautError):
    """A file cannot be written as it was asked for."""


class GoldError(WortlautError):
    """A gold file for `wortlaut evaluate` is not what it should be."""


class PackError(WortlautError):
    """A language pack is missing or its data is broken."""


class CodebookError(WortlautError):
    """A codebook is not what it should be; the subject names file and line."""


class ConfigError(WortlautError):
    """A setting is unknown or has a wrong value."""
