"""Media and agencies that a text says something came through: cited in a sentence, spoken to, or holding the paper that is quoted.

It reads whole sentences of one article and knows nothing of statements; what a medium says on its own account is not its business.
"""

from __future__ import annotations

from typing import NamedTuple

from wortlaut.records import Article, ChainStep, Hand, Parse, Span
from wortlaut.resolve.naming import quoted
from wortlaut.resolve.patterns import compiled
from wortlaut.resolve.reading import MARKS, Reader, Sort, Word, text_of
from wortlaut.seams import NameSort, NounClass

_NAMES = frozenset({Sort.NAME, Sort.KNOWN, Sort.FIRST, Sort.NUMBER})

_ABBREVIATION = 4
"""An agency's abbreviation in small letters is at most this long."""

_LOOK_BACK = 3
"""How many sentences back a bare noun for a medium may point."""

_LONGEST = 2000
"""How much of a sentence is read."""


class _Cited(NamedTuple):
    """What a sentence cites: media by name, and whether a cited medium has none there."""

    named: tuple[ChainStep, ...]
    bare: bool


class Media:
    """Finds the media of one article's sentences; `agencies` are those of its byline."""

    def __init__(self, article: Article, parse: Parse, reader: Reader, lines: list[list[Word]]) -> None:
        self._article = article
        self._parse = parse
        self._reader = reader
        self._lines = lines
        self._patterns = tuple(one for one in reader.words.chain if one.hand is not Hand.SPEAKER)
        self._cited: dict[int, _Cited] = {}
        self._spoken_of: dict[int, tuple[ChainStep, ...]] = {}
        self._agencies = {agency.casefold() for agency in article.agencies} | {name.casefold() for name in self._introduced()}

    def _introduced(self) -> list[str]:
        """The agencies that the text calls so somewhere."""
        found: list[str] = []
        for line in self._lines:
            for at, word in enumerate(line):
                if word.noun is not None and word.noun.agency and word.sort is Sort.NOUN:
                    step = self._by_noun(Hand.AGENCY, line, at)
                    found += [step.name] if step is not None and step.name != word.text else []
        return found

    def cited(self, number: int) -> tuple[ChainStep, ...]:
        """The media a sentence cites; a bare noun for a medium ("the paper reports") means the last one named shortly before."""
        cited = self._search(number)
        if cited.named or not cited.bare:
            return cited.named
        for earlier in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            if medium := self._last_named(earlier):
                return medium
        return ()

    def spoken_to(self, span: Span) -> ChainStep | None:
        """The medium an addressee names."""
        return self._whole(Hand.MEDIUM, span.start, span.end)

    def _whole(self, hand: Hand, start: int, end: int) -> ChainStep | None:
        """The medium in a stretch that ends with its name, so every capital behind the noun belongs to it ("to the station X Y")."""
        words = self._reader.read(self._article.text, start, end)
        at = next((at for at, word in enumerate(words) if word.noun is not None and word.noun.kind is NounClass.MEDIUM), None)
        noun = words[at].noun if at is not None else None
        if at is None or noun is None or noun.agency or at + 1 == len(words) or not all(word.capital for word in words[at + 1 :]):
            return self.step(hand, start, end)
        name = words[at + 1 if noun.generic else at :]
        return self._made(hand, text_of(name), words[at], words[-1])

    def step(self, hand: Hand, start: int, end: int) -> ChainStep | None:
        """The medium named in a stretch: a listed one, the name in marks or after a noun for media, else the noun itself."""
        words = self._reader.read(self._article.text, start, end)
        nouns = [at for at, word in enumerate(words) if _is_medium(word)]
        agency = any(noun.agency for noun in (words[at].noun for at in nouns) if noun is not None)
        kind = Hand.AGENCY if agency else hand
        for first, word in enumerate(words):
            known = self._listed(words, first)
            if known is not None and known[2] is NameSort.MEDIUM:
                listed = Hand.AGENCY if known[1] in self._reader.words.agencies else kind
                return self._made(listed, known[1], words[first], words[known[0]])
            if word.text.casefold() in self._agencies:
                return self._made(Hand.AGENCY, word.text, word, word)
        return self._by_noun(kind, words, nouns[0]) if nouns else None

    def _made(self, hand: Hand, name: str, first: Word, last: Word) -> ChainStep:
        return ChainStep(hand, name, self._article.span(first.start, last.end))

    # --- one sentence ----------------------------------------------------------------------------------------

    def _search(self, number: int) -> _Cited:
        found = self._cited.get(number)
        if found is None:
            found = self._cited[number] = self._read(number)
        return found

    def _read(self, number: int) -> _Cited:
        sentence = self._parse.sentences[number]
        end = min(sentence.end, sentence.start + _LONGEST)
        out: dict[int, ChainStep] = {}
        bare = False
        for entry in self._patterns:
            for match in compiled(entry.pattern).finditer(self._article.text, sentence.start, end):
                ends = match.end() > match.end("hand")
                step = (self._whole if ends else self.step)(entry.hand, *match.span("hand"))
                if step is None:
                    bare = bare or any(map(_is_medium, self._reader.read(self._article.text, *match.span("hand"))))
                elif step.span is not None:
                    out.setdefault(step.span.start, step)
        return _Cited(tuple(out[start] for start in sorted(out)), bare)

    def _last_named(self, number: int) -> tuple[ChainStep, ...]:
        """The last medium, no agency, that a sentence cites or speaks of by name; empty if there is none."""
        found = self._spoken_of.get(number)
        if found is None:
            line = self._lines[number]
            spoken_of = [self._by_noun(Hand.MEDIUM, line, at) for at, word in enumerate(line) if _is_medium(word)]
            steps = [step for step in (*spoken_of, *self._search(number).named) if step is not None and step.hand is Hand.MEDIUM]
            found = self._spoken_of[number] = tuple(steps[-1:])
        return found

    def _listed(self, words: list[Word], first: int) -> tuple[int, str, NameSort] | None:
        longest = self._reader.words.longest_name
        for last in range(min(len(words), first + longest) - 1, first - 1, -1):
            text = self._article.text[words[first].start : words[last].end]
            known = self._reader.words.known(text)
            if known is not None and known.sort in (NameSort.MEDIUM, NameSort.ORGANISATION) and (last > first or words[first].noun is None):
                return last, known.name, known.sort
        return None

    def _by_noun(self, hand: Hand, words: list[Word], at: int) -> ChainStep | None:
        """The medium by the name that follows its noun, in marks or not; agencies may be written small ("der Nachrichtenagentur fpa").

        A proper compound ("Talzeitung") is a name itself; a bare noun for media names nobody.
        """
        last = at
        inner = quoted(words[at + 1 :])
        if inner:
            closing = next(index for index in range(at + 2, len(words)) if words[index].text in MARKS)
            return self._made(hand, inner, words[at], words[closing])
        while last + 1 < len(words) and (words[last + 1].sort in _NAMES or words[last + 1].text in MARKS):
            last += 1
        small = words[last + 1] if last == at and last + 1 < len(words) and hand is Hand.AGENCY else None
        if small is not None and small.sort is Sort.LOWER and len(small.text) <= _ABBREVIATION and not self._reader.words.common(small.text):
            last += 1
        name = " ".join(word.text for word in words[at + 1 : last + 1] if word.sort is not Sort.SIGN)
        noun = words[at].noun
        if not name and (noun is None or noun.generic or (noun.typed and not noun.guessed) or noun.plural):
            return None
        return self._made(hand, name or (noun.base if noun is not None else words[at].text), words[at], words[last])


def _is_medium(word: Word) -> bool:
    return word.noun is not None and word.noun.kind is NounClass.MEDIUM and word.sort is Sort.NOUN
