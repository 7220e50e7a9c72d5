"""One sentence as the rules see it: tokens with verb codes, what lies in quotation marks, and segments between commas.

Not for: deciding what is a quotation. Everything asked for repeatedly is computed once, in time linear in the tokens.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wortlaut.records import Article, Sentence, Span, Token
from wortlaut_de.rules.lexicon import Lexicon

FINITE = frozenset("spejJkKq")
DASHES = frozenset({"–", "—", "-"})
SEPARATORS = DASHES | {",", ";", ":"}
FINAL = frozenset({".", "!", "?", "…", ":"})


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens `[start, end)` of a sentence between two separators; `before` and `after` are the separators' signs.

    At the borders of the sentence they are empty, next to a hidden quotation `"`.
    """

    start: int
    end: int
    before: str
    after: str


@dataclass(slots=True)
class View:
    """A sentence: `words` as they stand, `low` in lower case, `codes` of verb forms, `hidden` where a direct quotation lies.

    `marked` is true for every token inside quotation marks.
    """

    article: Article
    sentence: Sentence
    tokens: tuple[Token, ...]
    lexicon: Lexicon
    hidden: list[bool]
    marked: list[bool]
    words: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    segments: tuple[Segment, ...] = ()
    _finite: list[bool] = field(default_factory=list)
    _segment: list[int] = field(default_factory=list)
    _subordinate: dict[int, bool] = field(default_factory=dict)
    _infinitive: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = [token.text for token in self.tokens]
        self.low = [word.lower() for word in self.words]
        self.codes = [self._code(i) for i in range(len(self.tokens))]
        self._finite = [self._is_finite(i) for i in range(len(self.tokens))]
        self.segments = tuple(self._segments())
        self._segment = [-1] * len(self.tokens)
        for number, segment in enumerate(self.segments):
            self._segment[segment.start : segment.end] = [number] * (segment.end - segment.start)

    def __len__(self) -> int:
        return len(self.tokens)

    # --- tokens ---------------------------------------------------------------------------------------------

    def opens(self, i: int) -> bool:
        """Whether a capital at token i may be due to its place only."""
        return i == 0 or (not self.words[i - 1][-1].isalnum() and self.words[i - 1] not in {",", "-", "–", ")", ".", "'", "’", "/", "&"})

    def _code(self, i: int) -> str:
        word = self.words[i]
        if not word[0].isalpha() or (word[0].isupper() and not self.opens(i)):
            return ""
        if self.low[i] in self.lexicon.determiners:
            return ""
        code = self.lexicon.codes.get(self.low[i], "")
        return "" if "-" in code and not self._verb_despite(i, code) else code

    def _verb_despite(self, i: int, code: str) -> bool:
        """Whether a form that is also another word is a verb here: participles stay, a finite form only before a noun phrase's start."""
        if "g" in code or ("n" in code and i > 0 and self.low[i - 1] == "zu"):
            return True
        following = self.low[i + 1] if i + 1 < len(self.low) else ""
        if i > 1 and self.low[i - 1] in {"es", "er", "man"} and self.words[i - 2] == "," and set("jk") & set(code):
            # `Kolb meint, es reiche`
            return True
        return len(self.low[i]) > 4 and (following in self.lexicon.determiners or following in self.lexicon.words["nominative_pronouns"])

    def _is_finite(self, i: int) -> bool:
        code = set(self.codes[i])
        if not code & FINITE:
            return False
        if code <= {"e", "n", "g", "-", "x"}:
            return "ich" in self.low[max(0, i - 1) : i + 2]
        return not (i > 0 and self.low[i - 1] == "zu")

    def capital(self, i: int) -> bool:
        """Whether token i starts with a capital letter, with a digit and holds one (`48-Jährige`), or with an Arabic article (`al-Amin`)."""
        word = self.words[i]
        if word[0].isupper():
            return True
        if word[0].isdigit():
            return any(c.isupper() for c in word)
        return word[2:3] == "-" and word[3:4].isupper()

    def finite(self, i: int) -> bool:
        """Whether token i may be a finite verb form."""
        return self._finite[i]

    def subjunctive(self, i: int) -> bool:
        """Whether token i is a form that can only be Konjunktiv."""
        code = self.codes[i]
        if self.words[i][0].isupper() and "e" in code:
            return False
        if "j" in code or "J" in code:
            return not ("e" in code and "ich" in self.low[max(0, i - 3) : i + 3])
        return "k" in code or "K" in code

    def glued(self, i: int) -> bool:
        """Whether the sign at token i touches a token on both sides: `Bürger:innen`, `t-online.de`."""
        return self.touches(i, -1) and self.touches(i, 1) and not self.words[i][0].isalnum()

    def touches(self, i: int, step: int) -> bool:
        """Whether no blank stands between token i and the one before (step -1) or behind it (step 1)."""
        other = i + step
        if not 0 <= other < len(self.tokens):
            return False
        first, second = sorted((i, other))
        return self.tokens[first].end == self.tokens[second].start

    def span(self, start: int, end: int) -> Span:
        """The span of tokens [start, end)."""
        return self.article.span(self.tokens[start].start, self.tokens[end - 1].end)

    def content_end(self) -> int:
        """The token after the last one that is not final punctuation outside marks."""
        end = len(self)
        while end > 0 and self.words[end - 1] in FINAL and not self.marked[end - 1]:
            end -= 1
        return end

    # --- segments -------------------------------------------------------------------------------------------

    def _segments(self) -> list[Segment]:
        """Cut at separators outside brackets, and around hidden stretches."""
        out: list[Segment] = []
        start, before, depth = 0, "", 0
        end = self.content_end()
        for i in range(end):
            word = self.words[i]
            if word in "()[]":
                depth = max(0, depth + (1 if word in "([" else -1))
            if self.hidden[i]:
                if start < i:
                    out.append(Segment(start, i, before, '"'))
                start, before = i + 1, '"'
            elif word in SEPARATORS and depth == 0 and not self._inside_word(i) and not self._inside_fragment(i):
                if start < i:
                    out.append(Segment(start, i, before, word))
                start, before = i + 1, word if start < i or not out else before
        if start < end:
            out.append(Segment(start, end, before, ""))
        return out

    def _inside_fragment(self, i: int) -> bool:
        """Whether a sign stands inside a stretch in marks that begins and ends in this sentence: a fragment is not cut."""
        return i > 0 and self.marked[i - 1 : i + 2] == [True] * 3

    def _inside_word(self, i: int) -> bool:
        """Whether a separating sign is part of a word here."""
        if self.words[i] == "-":
            return self.touches(i, -1) or self.touches(i, 1)
        return self.words[i] in {":", "–"} and self.glued(i)

    def segment_of(self, i: int) -> int:
        """The index of the segment that holds token i; -1 if none does."""
        return self._segment[i]

    def head(self, segment: Segment) -> int:
        """The first token of a segment behind a coordinating word."""
        i = segment.start
        return i + 1 if i + 1 < segment.end and self.low[i] in self.lexicon.words["linking"] else i

    def finites(self, segment: Segment) -> list[int]:
        """The tokens of a segment that may be finite verbs."""
        return [i for i in range(segment.start, segment.end) if self._finite[i]]

    def mood(self, segment: Segment) -> bool:
        """Whether a segment holds a Konjunktiv form."""
        return any(self.subjunctive(i) for i in range(segment.start, segment.end))

    def is_subordinate(self, segment: Segment) -> bool:
        """Whether a segment is a clause with its verb at the end, opened by a subordinating or relative word."""
        found = self._subordinate.get(segment.start)
        if found is None:
            found = self._subordinate[segment.start] = self._opens_subordinate(segment)
        return found

    def _opens_subordinate(self, segment: Segment) -> bool:
        i = self.head(segment)
        words, low = self.lexicon.words, self.low[i]
        following = self.low[i + 1] if i + 1 < segment.end else ""
        if low in words["before_subordinator"] and following in words["after_focus"]:
            return True
        if low in words["prepositions"] and segment.before and (following in words["relatives"] - {"was", "wo"} or following in words["questions"]):
            return self._verb_last(segment, i + 2)
        if low in words["subordinators"] and low not in words["relatives"] and low not in words["verb_last_only"]:
            return True
        if low in words["relatives"]:
            return segment.before in DASHES | {",", '"'} and not self._verb_second(segment, i) and self._verb_last(segment, i + 1)
        return (low in words["verb_last_only"] or low in words["questions"]) and self._verb_last(segment, i + 1)

    def _verb_second(self, segment: Segment, i: int) -> bool:
        """Whether an article-like word opens a main clause: with its noun (`der Damm sei sicher`) or alone (`das sei sicher`) before the verb."""
        j, words = i + 1, self.lexicon.words
        while j < segment.end and j - i < 5 and not self.capital(j) and not self._finite[j] and self.low[j] not in words["prepositions"]:
            j += 1
        while j < segment.end and (self.capital(j) or self.glued(j) or self.glued(j - 1)):
            j += 1
        if j >= segment.end or not self._finite[j]:
            return False
        if j == segment.end - 1:
            # `der Damm halte`: the article fits the noun, and nobody else could be its subject
            fits = set(self.lexicon.determiners.get(self.low[i], "").lower()) & set(self.lexicon.gender(self.words[j - 1]))
            return j > i + 1 and bool(fits & set("mfn")) and bool({"j", "J"} & set(self.codes[j])) and self.subjunctive(j)
        return not ("g" in self.codes[j] and self.low[segment.end - 1] in words["auxiliaries"])

    def _verb_last(self, segment: Segment, start: int) -> bool:
        """Whether the last verb stands at the end of the segment and no auxiliary stands second."""
        words = self.lexicon.words
        last = segment.end - 1
        while last > start and not self.codes[last] and not self.capital(last) and last > segment.end - 4:
            last -= 1
        if last < start or not self.codes[last]:
            return False
        if last < segment.end - 1 and self.low[last] in words["auxiliaries"] | words["modals"]:
            return False
        for i in range(start, last - 1):
            if self._finite[i] and self.low[i] in words["auxiliaries"] | words["modals"] and not all(self.codes[i:last]):
                return False
        return any(self._finite[i] for i in range(max(start, last - 2), last + 1))

    def is_infinitive(self, segment: Segment) -> bool:
        """Whether a segment holds an infinitive with zu and no finite verb."""
        return self.zu_infinitive(segment) and not self.finites(segment)

    def zu_infinitive(self, segment: Segment) -> bool:
        """Whether a segment holds an infinitive with zu."""
        found = self._infinitive.get(segment.start)
        if found is None:
            found = self._infinitive[segment.start] = any(
                "z" in self.codes[i] or (self.low[i] == "zu" and i + 1 < segment.end and "n" in self.codes[i + 1])
                for i in range(segment.start, segment.end)
            )
        return found
