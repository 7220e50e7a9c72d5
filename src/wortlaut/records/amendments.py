"""What people change about statements: kind, quoted words, cue, speaker, addressee, and statements that were missed; and replies to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records.quote import Kind
from wortlaut.records.registry import Identity

Places = tuple[tuple[int, int], ...]
"""Stretches `[start, end)` of a text, in code points."""


class Part(StrEnum):
    """Which part of a statement an amendment is about; `added` is the statement as a whole, `flag` that a second reader is wanted for it.

    `reply` is what somebody has to say to it, whom it is about or whose words it renders: every reply stands, not the newest alone.
    """

    KIND = "kind"
    QUOTE = "quote"
    CUE = "cue"
    SPEAKER = "speaker"
    ADDRESSEE = "addressee"
    ADDED = "added"
    FLAG = "flag"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Amendment:
    """A person's change to a statement: appended, wins over the machine's, undone by a later entry (`retracted`).

    Like a judgement it is bound to the digest of the text and to the quoted stretch as it was found (`quote`), which is never moved: a
    statement whose quote is amended keeps its id. `kind` is set for kind and added, `words` for quote and cue (none: there is no cue),
    `actor` for speaker and addressee (None: unknown); a flag changes nothing, and neither does a reply: `note` is its text, `actor` whose it
    is. Entries of one `batch` are undone together.
    """

    id: str
    subject: str
    article_digest: str
    quote: Places
    part: Part
    kind: Kind | None
    words: Places
    actor: Identity | None
    by: str
    at: str
    batch: str | None = None
    replaces: str | None = None
    retracted: bool = False
    note: str = ""
