"""One sentence as the rules see it: tokens with verb codes, what lies in quotation marks, and segments between commas.

Not for: deciding what is a quotation. All work here is linear in the number of tokens.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wortlaut.records import Article, Sentence, Span, Token
from wortlaut_de.rules.lexicon import Lexicon

FINITE = frozenset("spejJkKq")
SEPARATORS = frozenset({",", ";", ":", "–", "—", "-"})
FINAL = frozenset({".", "!", "?", "…", ":"})
AUXILIARIES = frozenset(
    ["hat", "haben", "hatte", "hatten", "habe", "hätte", "hätten", "ist", "sind", "war", "waren", "sei", "seien", "wäre", "wären", "wird", "werden", "wurde", "wurden", "werde", "würde", "würden"]
)
PASSIVE = frozenset(["wird", "werden", "wurde", "wurden", "werde", "worden", "würde", "würden", "sei", "ist", "sind", "war", "waren"])
MODALS = frozenset(
    ["will", "wollen", "wollte", "wollten", "soll", "sollen", "sollte", "sollten", "kann", "können", "konnte", "konnten", "muss", "müssen", "musste", "mussten", "darf", "dürfen", "durfte", "dürfte", "mag", "möchte", "möchten", "könnte", "könnten", "müsste", "müssten"]
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens `[start, end)` of a sentence between two separators; `before` and `after` are the separators' signs, empty at the borders."""

    start: int
    end: int
    before: str
    after: str


@dataclass(slots=True)
class View:
    """A sentence: `words` as they stand, `low` in lower case, `codes` of verb forms, `hidden` where a direct quotation lies."""

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

    def __post_init__(self) -> None:
        self.words = [token.text for token in self.tokens]
        self.low = [word.lower() for word in self.words]
        self.codes = [self._code(i) for i in range(len(self.tokens))]
        self.segments = tuple(self._segments())

    # --- tokens ---------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.tokens)

    def _opens(self, i: int) -> bool:
        """Whether a capital at token i may be due to its place only."""
        return i == 0 or (not self.words[i - 1][-1].isalnum() and self.words[i - 1] not in {",", "-", "–", ")", "."})

    def _code(self, i: int) -> str:
        word = self.words[i]
        if not word[0].isalpha() or (word[0].isupper() and not self._opens(i)):
            return ""
        code = self.lexicon.codes.get(self.low[i], "")
        if "-" in code and not self._verb_despite(i, code):
            return ""
        return code

    def _verb_despite(self, i: int, code: str) -> bool:
        """Whether a form that is also another word is a verb here: participles stay, a finite form only before a noun phrase's start."""
        if "g" in code:
            return True
        following = self.low[i + 1] if i + 1 < len(self.low) else ""
        return len(self.low[i]) > 4 and (following in self.lexicon.determiners or following in self.lexicon.words["nominative_pronouns"])

    def capital(self, i: int) -> bool:
        """Whether token i starts with a capital letter or digit-letter mix such as `48-Jährige`."""
        word = self.words[i]
        return word[0].isupper() or (word[0].isdigit() and any(c.isupper() for c in word))

    def finite(self, i: int) -> bool:
        """Whether token i may be a finite verb form."""
        code = self.codes[i]
        if not code or not FINITE & set(code):
            return False
        if set(code) <= {"e", "n", "g", "-", "x"}:
            return (i > 0 and self.low[i - 1] == "ich") or (i + 1 < len(self) and self.low[i + 1] == "ich")
        return not (i > 0 and self.low[i - 1] == "zu")

    def subjunctive(self, i: int, weak: bool = False) -> bool:
        """Whether token i is a Konjunktiv form; `weak` also accepts forms that equal the past tense."""
        code = self.codes[i]
        if "j" in code or "J" in code:
            return not ("e" in code and "ich" in (self.low[max(0, i - 3) : i + 3]))
        return "k" in code or "K" in code or (weak and "q" in code)

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
            depth = max(0, depth + (word in "([") - (word in ")]")) if word in "()[]" else depth
            if self.hidden[i]:
                if start < i:
                    out.append(Segment(start, i, before, '"'))
                start, before = i + 1, '"'
            elif word in SEPARATORS and depth == 0 and not (word == "-" and self._glued(i)):
                if start < i:
                    out.append(Segment(start, i, before, word))
                start, before = i + 1, word if start < i or not out else before
        if start < end:
            out.append(Segment(start, end, before, ""))
        return out

    def _glued(self, i: int) -> bool:
        """Whether a hyphen touches a word on either side."""
        token = self.tokens[i]
        left = i > 0 and self.tokens[i - 1].end == token.start
        right = i + 1 < len(self) and self.tokens[i + 1].start == token.end
        return left or right

    def segment_of(self, i: int) -> int:
        """The index of the segment that holds token i; -1 if none does."""
        for number, segment in enumerate(self.segments):
            if segment.start <= i < segment.end:
                return number
        return -1

    # --- clauses --------------------------------------------------------------------------------------------

    def head(self, segment: Segment) -> int:
        """The first token of a segment behind a coordinating word."""
        i = segment.start
        if i + 1 < segment.end and self.low[i] in {"und", "aber", "oder", "sondern", "denn", "doch", "sowie"}:
            i += 1
        return i

    def finites(self, segment: Segment) -> list[int]:
        """The tokens of a segment that may be finite verbs."""
        return [i for i in range(segment.start, segment.end) if self.finite(i)]

    def is_subordinate(self, segment: Segment) -> bool:
        """Whether a segment is a clause with its verb at the end, opened by a subordinating or relative word."""
        i = self.head(segment)
        words = self.lexicon.words
        if i >= segment.end:
            return False
        low = self.low[i]
        if low in {"auch", "selbst", "nur", "erst", "vor", "etwa", "vielleicht"} and i + 1 < segment.end and self.low[i + 1] in {"wenn", "dass", "weil", "als", "ob"}:
            return True
        if low in words["prepositions"] and i + 1 < segment.end:
            if self.low[i + 1] in words["relatives"] - {"was", "wo"} or self.low[i + 1] in words["questions"]:
                return self._verb_last(segment, i + 2)
            return False
        if low in words["subordinators"] and low not in words["relatives"]:
            if low in {"da", "als", "seit", "wie", "während", "um", "ohne", "statt", "bis", "sowie", "so", "wer", "wen", "was"}:
                return self._verb_last(segment, i + 1)
            return True
        if low in words["relatives"] and segment.before in {",", "–", "-", '"', "—"}:
            return self._verb_last(segment, i + 1)
        return low in words["questions"] and self._verb_last(segment, i + 1)

    def _verb_last(self, segment: Segment, start: int) -> bool:
        """Whether the last verb stands at the end of the segment and none stands second."""
        last = segment.end - 1
        while last > start and not self.codes[last] and last > segment.end - 4:
            last -= 1
        if not self.codes[last]:
            return False
        for i in range(start, min(start + 4, last)):
            if self.finite(i) and self.low[i] in AUXILIARIES | MODALS and i < segment.end - 2:
                return False
        return self.finite(last) or any(self.finite(i) for i in range(max(start, last - 2), last))

    def is_infinitive(self, segment: Segment) -> bool:
        """Whether a segment holds an infinitive with zu and no finite verb."""
        return self.zu_infinitive(segment) and not any(self.finite(i) for i in range(segment.start, segment.end))

    def zu_infinitive(self, segment: Segment) -> bool:
        """Whether a segment holds an infinitive with zu."""
        for i in range(segment.start, segment.end):
            if "z" in self.codes[i]:
                return True
            if self.low[i] == "zu" and i + 1 < segment.end and "n" in self.codes[i + 1]:
                return True
        return False
