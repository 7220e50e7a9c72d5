"""Speakers that are no people: states, organisations, media, documents, and other nouns that speak.

A name of its own or of the lists is taken as it is; a noun with an article alone points back where one actor was met that it can mean,
and names nobody where it could mean anyone ("the authority").
"""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.records import ActorKind, How
from wortlaut.resolve.antecedents import Antecedents
from wortlaut.resolve.cast import Answer, Cast, several, unknown
from wortlaut.resolve.naming import Naming, proper_name
from wortlaut.resolve.phrases import Phrase
from wortlaut.resolve.reading import Sort, Word, text_of, without_marks
from wortlaut.seams import Determiner, Gender, KnownName, NameSort, NameWords, Noun, NounClass


class Organisations:
    """Resolves phrases built around a name or noun that is no person's."""

    def __init__(self, words: NameWords, cast: Cast, antecedents: Antecedents, town: str) -> None:
        self._words = words
        self._cast = cast
        self._antecedents = antecedents
        self._town = town
        self._naming = Naming(words)

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
                if not _goes_on(words[end:], known) and (known.sort is NameSort.ORGANISATION or end - start > 1 or word.noun is None):
                    return start, text, known
        return None

    def whole(self, phrase: Phrase) -> Answer | None:
        """The state, organisation or medium of the lists that a phrase of several words is as a whole."""
        known = self._naming.listed(phrase) if len(phrase.words) > phrase.lead(self._words) + 1 else None
        if known is None or known.sort not in (NameSort.STATE, NameSort.ORGANISATION, NameSort.MEDIUM):
            return None
        return self._entry(known, text_of(phrase.words[phrase.lead(self._words) :]))

    def unnamed(self, phrase: Phrase) -> Answer:
        """People or things the text does not name, described by its words."""
        plain = phrase.plain(self._words)
        plural = phrase.plural(self._words)
        if plural and phrase.short and phrase.noun is not None and phrase.determiner in (Determiner.DEFINITE, Determiner.DEMONSTRATIVE):
            before = [part for part in self._cast.short_for(phrase.noun.office, phrase.start) if part.plural]
            if len(before) == 1:
                return Answer(before[0], How.DESCRIPTION, rule="group described before")
        return self._also(self.anonymous(plain, plain, plural, phrase.noun, phrase.start), phrase, phrase.noun)

    def belongs(self, answer: Answer, phrase: Phrase, owner: str) -> Answer:
        """The answer, its actor told whose people they are."""
        if answer.part is not None:
            self._cast.also(answer.part, self._naming.belonging(phrase, owner))
        return answer

    def anonymous(self, name: str, form: str, plural: bool, noun: Noun | None = None, since: int = 0) -> Answer:
        """An unnamed source, known inside this article only."""
        plain = without_marks(name)
        called = self._words.nominative_plural(plain) if plural else self._words.nominative(plain)
        office = noun.office if noun is not None else ""
        part = self._cast.body(f"{self._words.anonymous}: {called}", ActorKind.ANONYMOUS, form, scoped=True, office=office, since=since)
        self._cast.call(part, called)
        part.plural = plural
        part.genders = noun.genders if noun is not None and not plural else frozenset()
        return Answer(part, How.DESCRIPTION)

    def _entry(self, known: KnownName, form: str, office: str = "", since: int = 0) -> Answer:
        """An actor of the lists."""
        kind = ActorKind.STATE if known.sort in (NameSort.STATE, NameSort.CAPITAL) else ActorKind.ORGANISATION
        part = self._cast.body(known.name, kind, form, office=office, since=since)
        part.body = kind is ActorKind.ORGANISATION
        self._cast.also(part, self._words.called(known.name))
        if known.sort is NameSort.CAPITAL:
            return Answer(part, How.METONYM)
        return Answer(part, How.ACRONYM if form != known.name and _acronym(form) else How.NAMED)

    # --- names -----------------------------------------------------------------------------------------------

    def named(self, phrase: Phrase) -> Answer:
        """A state, a capital, an organisation of the lists, or an unknown name that stands alone."""
        word = phrase.words[phrase.head]
        listed = self.listed(phrase.words)
        if listed is not None and listed[0] <= phrase.head:
            return self._branch(phrase, listed) or self._entry(listed[2], listed[1])
        if word.known is not None and not phrase.tail and word.known.sort in (NameSort.STATE, NameSort.CAPITAL):
            return self._entry(word.known, word.text)
        form = phrase.plain(self._words)
        part = self._cast.named(form)
        if part is not None:
            return Answer(part, How.ACRONYM if part.name != form and _acronym(form) else How.NAMED)
        if phrase.determiner is Determiner.INDEFINITE and word.sort is Sort.NAME and not word.acronym:
            return self.unnamed(phrase)
        return self._unknown_name(phrase, word, form)

    def _branch(self, phrase: Phrase, listed: tuple[int, str, KnownName]) -> Answer | None:
        """The branch of a listed organisation in a town or region ("die Altfurter SPD"): a body of its own; None without an adjective of one."""
        before = phrase.words[listed[0] - 1].known if listed[0] else None
        owner = self._words.known(before.name) if before is not None and before.sort is NameSort.ADJECTIVE else None
        if owner is None or owner.sort not in (NameSort.PLACE, NameSort.CAPITAL) or listed[2].sort is not NameSort.ORGANISATION or before is None:
            return None
        part = self._cast.body(f"{listed[2].name} {before.name}", ActorKind.ORGANISATION, phrase.plain(self._words), since=phrase.start)
        self._cast.also(part, (f"{listed[2].name} ({before.name})", *self._words.owned(listed[2].name, before.name)))
        part.body = True
        return Answer(part, How.NAMED)

    def _unknown_name(self, phrase: Phrase, word: Word, form: str) -> Answer:
        """A name nobody introduced: a person's inside this article if it is a known first name or surname, an organisation's otherwise."""
        alone = phrase.determiner is None and len(phrase.words) == 1 and not word.acronym
        if alone and (word.sort is Sort.FIRST or self._words.surname(form)):
            part = self._cast.body(form, ActorKind.PERSON, form, scoped=True)
            part.genders = self._words.first_name(form)
            return Answer(part, How.NAMED)
        called = self._words.nominative(without_marks(self._ungenitive(phrase) or form))
        part = self._cast.body(called, ActorKind.ORGANISATION, form, scoped=alone, since=phrase.start)
        part.maybe, part.body = alone, word.acronym
        size = proper_name(phrase.words[phrase.head :])
        if size > 1:
            self._cast.call(part, text_of(phrase.words[phrase.head : phrase.head + size]))
        return self._also(Answer(part, How.NAMED), phrase, None)

    def _ungenitive(self, phrase: Phrase) -> str:
        """The words of a phrase whose article tells that its unknown head ends in a genitive ("des Ombudsmans"); "" for any other."""
        article, head = phrase.words[0].text.lower(), phrase.words[phrase.head]
        owned = article in self._words.genitive and Gender.FEMALE not in self._words.article_genders(article)
        base = self._words.bases(head.text)[-1]
        if not owned or base == head.text or phrase.determiner is None:
            return ""
        return text_of([word._replace(text=base) if word is head else word for word in phrase.words[phrase.lead(self._words) :]])

    # --- nouns -----------------------------------------------------------------------------------------------

    def body(self, phrase: Phrase, noun: Noun) -> Answer:
        """An organisation or medium named by a common noun ("das Landgericht Elster", "die Behörde")."""
        listed = self.listed(phrase.words)
        if listed is not None and (listed[0] <= phrase.head + 1 or noun.kind is NounClass.MEDIUM):
            return self._entry(listed[2], listed[1], noun.office, phrase.start)
        name = self._naming.after(phrase.words[phrase.head], phrase.tail)
        if name:
            part = self._cast.named(name)
            called = self._words.nominative(name)
            part = part or self._cast.body(called, ActorKind.ORGANISATION, name, office=noun.office, since=phrase.start)
            part.body = True
            return self._also(Answer(part, How.NAMED), phrase, noun)
        if phrase.determiner is Determiner.INDEFINITE or phrase.plural(self._words):
            return self.unnamed(phrase)
        return self._short_form(phrase, noun) or self._own(phrase, noun)

    def _short_form(self, phrase: Phrase, noun: Noun) -> Answer | None:
        """The body met before that a noun with an article alone points back to; None where the noun speaks for itself."""
        if not phrase.short:
            return None
        before = self._cast.short_for(noun.office, phrase.start)
        owner = self._words.known(noun.prefix) if noun.prefix else None
        if noun.prefix and (owner is None or owner.sort in (NameSort.ORGANISATION, NameSort.MEDIUM)):
            # The party in front of a "group in parliament" tells it from the group met before.
            before = [part for part in before if noun.prefix in part.name]
        if len(before) == 1:
            return Answer(before[0], How.ROLE, rule="short form")
        if phrase.determiner is None:
            return None
        if before:
            return several(sorted(part.name for part in before))
        if noun.generic and self._town and noun.office in self._words.local:
            called = f"{noun.base} {self._town}"
            part = self._cast.body(called, ActorKind.ORGANISATION, called, office=noun.office, since=phrase.start)
            return Answer(part, How.ROLE, rule="town of the article")
        return self._antecedents.body(noun, phrase.start) if noun.generic else None

    def _own(self, phrase: Phrase, noun: Noun) -> Answer:
        """A body by its own noun, with the state it belongs to: "das russische Außenministerium", "die US-Regierung"."""
        form = phrase.plain(self._words)
        name = self._words.nominative(without_marks(text_of(phrase.words[self._naming.first(phrase) :])))
        met = self._cast.named(form) or self._cast.named(name)
        if met is not None:
            return self._also(Answer(met, How.NAMED), phrase, noun)
        owned = self._naming.owned(phrase, noun)
        scoped = name == noun.base and owned is None and not noun.prefix
        if owned is not None and (not phrase.tail or self._naming.state_behind(phrase) is not None):
            name = owned.name
        how = How.DESCRIPTION if scoped else How.NAMED
        part = self._cast.body(name, ActorKind.ORGANISATION, form, scoped=scoped, office=noun.office, since=phrase.start)
        part.body = noun.kind is NounClass.ORGANISATION
        if scoped and self._town and noun.office in self._words.local:
            self._cast.also(part, (f"{noun.base} {self._town}", *self._words.owned(noun.base, self._town)))
        return self._also(Answer(part, how), phrase, noun)

    def _also(self, answer: Answer, phrase: Phrase, noun: Noun | None) -> Answer:
        """The answer, its actor told the other usual ways to call it."""
        if answer.part is not None:
            self._cast.also(answer.part, self._naming.further(phrase, noun))
        return answer

    # --- documents and the rest ------------------------------------------------------------------------------

    def document(self, phrase: Phrase, noun: Noun) -> Answer:
        """A study, report or ruling: the one met before, or by what the text calls it."""
        if phrase.short and phrase.determiner is not Determiner.INDEFINITE:
            before = self._cast.short_for(noun.office, phrase.start)
            if len(before) == 1:
                return Answer(before[0], How.ROLE, rule="short form")
            if before:
                return several(sorted(part.name for part in before))
            told = self._cast.told(noun.office, phrase.start)
            if len(told) == 1:
                part = self._cast.body(told[0], ActorKind.DOCUMENT, told[0], scoped=True, office=noun.office, since=phrase.start)
                part.issued = True
                return Answer(part, How.ROLE, rule="document told of")
            if phrase.determiner is not None:
                return unknown("the text does not tell which document is meant")
        form = phrase.plain(self._words)
        several_of_them = phrase.determiner is not Determiner.DEFINITE and phrase.plural(self._words) and noun.plural
        called = without_marks(form)
        name = self._words.nominative_plural(called) if several_of_them else self._words.nominative(called)
        part = self._cast.body(name, ActorKind.DOCUMENT, form, scoped=True, office=noun.office, since=phrase.start)
        part.issued = part.issued or self._naming.issuer(phrase.words, phrase.head) > phrase.head + 1
        return self._also(Answer(part, How.DESCRIPTION), phrase, noun)

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


def _goes_on(following: Sequence[Word], known: KnownName) -> bool:
    """Whether a listed name is only the beginning of a longer one ("Vattenfall Europe"); its own acronym behind it makes none."""
    if not following or following[0].acronym or not following[0].capital:
        return False
    word = following[0]
    return word.sort in (Sort.NAME, Sort.FIRST) or (word.known is not None and word.known.name != known.name)


def _acronym(form: str) -> bool:
    """Whether a name looks like an acronym: one word with two capitals or more."""
    return " " not in form and sum(letter.isupper() for letter in form) > 1
