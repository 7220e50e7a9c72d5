"""What kind of words a gold speaker is: a name, a role, a pronoun, an organisation, a document, somebody unnamed, or nobody.

The class comes from the gold alone, the words of its speaker and the name of its actor, so that no system can move a speaker into an easier
class. The words of the language tell pronouns and common nouns; what no table knows counts as a person where it is several names in a row.
"""

from __future__ import annotations

import re
from enum import StrEnum

from wortlaut.seams import NameSort, NameWords, NounClass

UNNAMED = "anonym"
"""How the name of an unnamed source starts, in gold and answers; what it is called beyond that is not compared."""

_WORD = re.compile(r"[^\W_](?:[\w'’.-]*[^\W_])?")
_BODIES = frozenset({NounClass.ORGANISATION, NounClass.MEDIUM})
_NAMED_BODIES = frozenset({NameSort.STATE, NameSort.CAPITAL, NameSort.ORGANISATION, NameSort.MEDIUM})


class SpeakerClass(StrEnum):
    """How a gold speaker is put into words.

    none: the gold has no speaker or names no actor. pronoun: only small words ("er", "wir", "demnach"), whoever is meant. anonymous: the
    actor is an unnamed source. document, organisation: the actor is one, states and media among organisations. name, role: the actor is a
    person (or people) whose name stands in the speaker's words, or does not.
    """

    NAME = "name"
    ROLE = "role"
    PRONOUN = "pronoun"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"
    NONE = "none"


def speaker_class(speaker: str, actor: str | None, words: NameWords) -> SpeakerClass:
    """The class of a gold speaker, given its words and the name of its actor."""
    spoken = _WORD.findall(speaker)
    if actor is None or not spoken:
        return SpeakerClass.NONE
    if not any(_tells(word, words) for word in spoken):
        return SpeakerClass.PRONOUN
    if actor.lower().startswith(UNNAMED):
        return SpeakerClass.ANONYMOUS
    head, _, bracket = actor.partition("(")
    kind = _kind(head.split(" / ")[0], words) or _kind(bracket, words)
    if kind is NounClass.DOCUMENT:
        return SpeakerClass.DOCUMENT
    if kind in _BODIES:
        return SpeakerClass.ORGANISATION
    names = _WORD.findall(head)
    if kind is None and len(names) < 2:
        return SpeakerClass.ORGANISATION
    called = {name.casefold() for name in names[:-1] if words.noun(name) is None} | {names[-1].casefold()}
    named = any(base.casefold() in called for word in spoken if not word.islower() for base in words.bases(word))
    return SpeakerClass.NAME if named else SpeakerClass.ROLE


def _tells(word: str, words: NameWords) -> bool:
    """Whether a word says more than a pronoun or article does."""
    return not word.islower() and words.pronoun(word) is None and words.determiner(word) is None and not _small(word, words)


def _small(word: str, words: NameWords) -> bool:
    """Whether a capital comes from the place in the sentence only ("Demnach")."""
    return words.common(word) and words.noun(word) is None and not words.first_name(word) and words.known(word) is None


def _kind(name: str, words: NameWords) -> NounClass | None:
    """What a name or a description stands for, None where no word of it tells."""
    parts = _WORD.findall(name)
    if not parts:
        return None
    known = words.known(name.strip())
    if known is not None and known.sort in _NAMED_BODIES:
        return NounClass.ORGANISATION
    if len(parts) > 1 and (words.first_name(parts[0]) or words.honorific(parts[0]) is not None):
        return NounClass.PERSON
    for part in parts:
        noun = words.noun(part)
        if noun is not None and noun.kind in (*_BODIES, NounClass.DOCUMENT, NounClass.PERSON):
            return noun.kind
        if noun is None and 1 < len(part) <= 5 and part.isupper():
            return NounClass.ORGANISATION
    return None
