"""What the rules pass to each other: a quotation in the making and a verb of saying that was found.

Not for: the final form (records.Draft), which the package builds when all rules have run.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wortlaut.records import Kind, Span
from wortlaut_de.rules.lexicon import Cue


@dataclass(slots=True, eq=False)
class Found:
    """A quotation in the making; `sentence` is the index of the sentence where it starts.

    `heir` is whom a following frameless quotation belongs to, where that is not the speaker as it stands: the person of
    `Angaben von X`; empty where the words only point back (`seinen Angaben`). `shared` marks a direct
    quotation whose frame belongs to an indirect one before it as well.
    """

    kind: Kind
    rule: str
    sentence: int
    quote: list[Span]
    cue: list[Span] = field(default_factory=list)
    frame: list[Span] = field(default_factory=list)
    speaker: list[Span] = field(default_factory=list)
    addressee: list[Span] = field(default_factory=list)
    within: Found | None = None
    reason: str = ""
    heir: list[Span] | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A verb of saying in a sentence: the tokens of its cue, the finite verb of its clause, and how it stands there.

    `first` and `last` are the segments its clause runs over; `particles` are the tokens of a separated particle.
    """

    cue: Cue
    verb: int
    finite: int
    particles: tuple[int, ...]
    first: int
    last: int
    passive: bool
    subordinate: bool

    @property
    def tokens(self) -> tuple[int, ...]:
        """The tokens of the cue in text order."""
        return tuple(sorted({self.verb, *self.particles}))
