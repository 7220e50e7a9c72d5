"""What a person decided, of whatever sort: the acts that undo takes back."""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.records.amendments import Amendment
from wortlaut.records.registry import ActorDecision
from wortlaut.records.relations import RelationDecision
from wortlaut.records.stance import Coding
from wortlaut.records.store import Correction, Judgement

Decision = Judgement | Correction | ActorDecision | Amendment | Coding | RelationDecision
"""An entry of one of the logs of decisions."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One act of a person, which undo takes back as one.

    `entry` is the newest entry of it, or the addition where a statement was added, `subject` the statement, article, actor or first statement
    of a relation that the entry is about, `excerpt` the words it is about (a name, a value, or what is quoted), `subjects` how many
    statements the act is about: one, or those of a batch.
    """

    entry: Decision
    subject: str
    excerpt: str
    subjects: int = 1
