"""Speakers that are no people: states, organisations, media, documents, and other nouns that speak.

A name of its own or of the lists is taken as it is; a noun with an article alone points back where one actor was met that it can mean,
and names nobody where it could mean anyone ("the authority").
"""

from __future__ import annotations

from wortlaut.records import ActorKind, How
from wortlaut.resolve.antecedents import Antecedents
from wortlaut.resolve.bodies import named_after, proper_name
from wortlaut.resolve.cast import Answer, Cast, several, unknown
from wortlaut.resolve.phrases import Phrase
from wortlaut.resolve.reading import Sort, Word, text_of, without_marks
from wortlaut.seams import Determiner, KnownName, NameSort, NameWords, Noun, NounClass

_OWNERS = frozenset({NameSort.ADJECTIVE, NameSort.STATE, NameSort.INHABITANT})


class Organisations:
    """Resolves phrases built around a name or noun that is no person's."""

    def __init__(self, words: NameWords, cast: Cast, antecedents: Antecedents) -> None:
        self._words = words
        self._cast = cast
        self._antecedents = antecedents

    def listed(self, words: tuple[Word, ...]) -> tuple[int, str, KnownName] | None:
        """The first organisation or medium of the lists in some words: where it starts, its form, its entry."""
        for start, word in enumerate(words):
            if word.sort is Sort.SIGN:
                continue
            for end in range(min(len(words), start + self._words.longest_name), start, -1):
                text = text_of(words[start:end])
                known = self._words.known(text)
                if known is None or known.sort not in (NameSort.ORGANISATION, NameSort.MEDIUM):
                    continue
                if known.sort is NameSort.ORGANISATION or end - start > 1 or word.noun is None:
                    return start, text, known
        return None

    def unnamed(self, phrase: Phrase) -> Answer:
        """People or things the text does not name, described by its words."""
        plain = phrase.plain(self._words)
        return self.anonymous(plain, plain, phrase.plural(self._words), phrase.noun)

    def anonymous(self, name: str, form: str, plural: bool, noun: Noun | None = None) -> Answer:
        """An unnamed source, known inside this article only."""
        plain = without_marks(name)
        called = self._words.nominative_plural(plain) if plural else self._words.nominative(plain)
        part = self._cast.body(f"{self._words.anonymous}: {called}", ActorKind.ANONYMOUS, form, scoped=True)
        self._cast.call(part, called)
        part.plural = plural
        part.genders = noun.genders if noun is not None and not plural else frozenset()
        return Answer(part, How.DESCRIPTION)

    def _entry(self, known: KnownName, form: str, office: str = "", since: int = 0) -> Answer:
        """An actor of the lists."""
        kind = ActorKind.STATE if known.sort in (NameSort.STATE, NameSort.CAPITAL) else ActorKind.ORGANISATION
        part = self._cast.body(known.name, kind, form, office=office, since=since)
        part.body = kind is ActorKind.ORGANISATION
        if known.sort is NameSort.CAPITAL:
            return Answer(part, How.METONYM)
        return Answer(part, How.ACRONYM if form != known.name and _acronym(form) else How.NAMED)

    # --- names -----------------------------------------------------------------------------------------------

    def named(self, phrase: Phrase) -> Answer:
        """A state, a capital, an organisation of the lists, or an unknown name that stands alone."""
        word = phrase.words[phrase.head]
        listed = self.listed(phrase.words)
        if listed is not None and listed[0] <= phrase.head:
            return self._entry(listed[2], listed[1])
        if word.known is not None and not phrase.tail and word.known.sort in (NameSort.STATE, NameSort.CAPITAL):
            return self._entry(word.known, word.text)
        form = phrase.plain(self._words)
        part = self._cast.named(form)
        if part is not None:
            return Answer(part, How.ACRONYM if part.name != form and _acronym(form) else How.NAMED)
        if phrase.determiner is Determiner.INDEFINITE and word.sort is Sort.NAME and not word.acronym:
            return self.unnamed(phrase)
        return self._unknown_name(phrase, word, form)

    def _unknown_name(self, phrase: Phrase, word: Word, form: str) -> Answer:
        """A name nobody introduced: a person's inside this article if it is a known first name or surname, an organisation's otherwise."""
        alone = phrase.determiner is None and len(phrase.words) == 1 and not word.acronym
        if alone and (word.sort is Sort.FIRST or self._words.surname(form)):
            part = self._cast.body(form, ActorKind.PERSON, form, scoped=True)
            part.genders = self._words.first_name(form)
            return Answer(part, How.NAMED)
        part = self._cast.body(self._words.nominative(without_marks(form)), ActorKind.ORGANISATION, form, scoped=alone, since=phrase.start)
        part.maybe, part.body = alone, word.acronym
        size = proper_name(phrase.words[phrase.head :])
        if size > 1:
            self._cast.call(part, text_of(phrase.words[phrase.head : phrase.head + size]))
        return Answer(part, How.NAMED)

    # --- nouns -----------------------------------------------------------------------------------------------

    def body(self, phrase: Phrase, noun: Noun) -> Answer:
        """An organisation or medium named by a common noun ("das Landgericht Elster", "die Behörde")."""
        listed = self.listed(phrase.words)
        if listed is not None and (listed[0] <= phrase.head + 1 or noun.kind is NounClass.MEDIUM):
            return self._entry(listed[2], listed[1], noun.office, phrase.start)
        name = named_after(phrase.words[phrase.head], phrase.tail, self._words)
        if name:
            part = self._cast.named(name)
            called = self._words.nominative(name)
            part = part or self._cast.body(called, ActorKind.ORGANISATION, name, office=noun.office, since=phrase.start)
            part.body = True
            return Answer(part, How.NAMED)
        if phrase.determiner is Determiner.INDEFINITE or phrase.plural(self._words):
            return self.unnamed(phrase)
        return self._short_form(phrase, noun) or self._own(phrase, noun)

    def _short_form(self, phrase: Phrase, noun: Noun) -> Answer | None:
        """The body met before that a noun with an article alone points back to; None where the noun speaks for itself."""
        if not phrase.short:
            return None
        before = self._cast.short_for(noun.office, phrase.start)
        if len(before) == 1:
            return Answer(before[0], How.ROLE, rule="short form")
        if phrase.determiner is None:
            return None
        if before:
            return several(sorted(part.name for part in before))
        return self._antecedents.body(noun, phrase.start) if noun.generic else None

    def _own(self, phrase: Phrase, noun: Noun) -> Answer:
        """A body by its own noun, with the state it belongs to: "das russische Außenministerium", "die US-Regierung"."""
        form = phrase.plain(self._words)
        name = self._words.nominative(without_marks(text_of(phrase.words[self._first(phrase) :])))
        met = self._cast.named(form) or self._cast.named(name)
        if met is not None:
            return Answer(met, How.NAMED)
        base, state = self._owned(phrase, noun)
        alone = state is not None and (not phrase.tail or self._state_behind(phrase) is not None)
        scoped = name == noun.base and state is None and not noun.prefix
        if alone:
            name = f"{base} ({state})"
        how = How.DESCRIPTION if scoped else How.NAMED
        part = self._cast.body(name, ActorKind.ORGANISATION, form, scoped=scoped, office=noun.office, since=phrase.start)
        part.body = noun.kind is NounClass.ORGANISATION
        for called in self._further_forms(phrase, base, state if alone else None):
            self._cast.call(part, called)
        return Answer(part, how)

    def _further_forms(self, phrase: Phrase, base: str, state: str | None) -> list[str]:
        """Other ways to call a body: by its state in the genitive, without what follows, without the bracket."""
        out: list[str] = []
        first = self._first(phrase)
        if state is not None:
            out += [*self._words.owned(base, state), self._words.nominative(phrase.bare(self._words))]
        if phrase.tail and phrase.tail[0].sort is Sort.LOWER and phrase.tail[0].text not in self._words.genitive | self._words.of:
            out.append(self._words.nominative(text_of(phrase.words[first : phrase.head + 1])))
        bracket = next((index for index, word in enumerate(phrase.words) if word.text == "("), 0)
        if bracket > first:
            out.append(self._words.nominative(without_marks(text_of(phrase.words[first:bracket]))))
        return out

    def _owned(self, phrase: Phrase, noun: Noun) -> tuple[str, str | None]:
        """The noun without the prefix of a state, and the state it belongs to."""
        prefix = self._words.known(noun.prefix) if noun.prefix else None
        if prefix is not None and prefix.sort is NameSort.STATE:
            return noun.base[len(noun.prefix) + 1 :], prefix.name
        before = [word.known.name for word in phrase.words[: phrase.head] if word.known is not None and word.known.sort in _OWNERS]
        state = self._state_behind(phrase) or (before[-1] if before else None)
        return noun.base, None if noun.prefix else state

    def _state_behind(self, phrase: Phrase) -> str | None:
        """The state a body belongs to, where nothing but that follows: "die Regierung der Vereinigten Staaten"."""
        tail = phrase.tail
        if tail and (tail[0].text.lower() in self._words.genitive or tail[0].text.lower() in self._words.of):
            tail = tail[1:]
        known = self._words.known(text_of(tail)) if 0 < len(tail) <= self._words.longest_name else None
        return known.name if known is not None and known.sort is NameSort.STATE else None

    def _first(self, phrase: Phrase) -> int:
        """Where the name of a body starts: after articles and small adjectives that are not part of it."""
        for first, word in enumerate(phrase.words[: phrase.head]):
            small = word.sort in (Sort.LOWER, Sort.NUMBER)
            adjective = word.known is not None and word.known.sort is NameSort.ADJECTIVE
            if not small or (word.text[:1].isupper() and self._words.determiner(word.text) is None and not adjective):
                return first
        return phrase.head

    # --- documents and the rest ------------------------------------------------------------------------------

    def document(self, phrase: Phrase, noun: Noun) -> Answer:
        """A study, report or ruling: the one met before, or by what the text calls it."""
        if phrase.short and phrase.determiner is not Determiner.INDEFINITE:
            before = self._cast.short_for(noun.office, phrase.start)
            if len(before) == 1:
                return Answer(before[0], How.ROLE, rule="short form")
            if before:
                return several(sorted(part.name for part in before))
            if phrase.determiner is not None:
                return unknown("the text does not tell which document is meant")
        form = phrase.plain(self._words)
        name = self._words.nominative(without_marks(form))
        part = self._cast.body(name, ActorKind.DOCUMENT, form, scoped=True, office=noun.office, since=phrase.start)
        return Answer(part, How.DESCRIPTION)

    def other(self, phrase: Phrase) -> Answer:
        """Any other noun: unnamed with an indefinite article or in the plural, by its own name otherwise."""
        part = self._cast.named(phrase.plain(self._words))
        if part is not None:
            return Answer(part, How.NAMED)
        listed = self.listed(phrase.words)
        if listed is not None:
            return self.named(phrase) if listed[0] <= phrase.head else self.unnamed(phrase)
        noun = phrase.noun
        if phrase.determiner is Determiner.INDEFINITE or noun is None or phrase.plural(self._words):
            return self.unnamed(phrase)
        return self._own(phrase, noun)

    def spoken_for(self, name: str, since: int) -> Answer:
        """The body inside a compound with a noun of saying: "Polizeiangaben", "UNHCR-Angaben"."""
        known = self._words.known(name)
        if known is not None and known.sort is not NameSort.ADJECTIVE:
            return self._entry(known, name)
        part = self._cast.named(name)
        if part is not None:
            return Answer(part, How.ACRONYM)
        noun = self._words.noun(name)
        office = noun.office if noun else ""
        part = self._cast.body(name, ActorKind.ORGANISATION, name, scoped=noun is not None, office=office, since=since)
        return Answer(part, How.DESCRIPTION if noun else How.ACRONYM)


def _acronym(form: str) -> bool:
    """Whether a name looks like an acronym: one word with two capitals or more."""
    return " " not in form and sum(letter.isupper() for letter in form) > 1
