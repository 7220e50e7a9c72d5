"""Runs the rules over an article in order: direct quotations, then sentence by sentence sources, frames, reports and passages.

Not for: the rules themselves.
"""

from __future__ import annotations

from wortlaut.records import Article, Draft, Kind, Parse, Producer, Span
from wortlaut_de import PACK_VERSION
from wortlaut_de.rules.colons import before_colon, behind_colon, share_frame
from wortlaut_de.rules.composed import composed
from wortlaut_de.rules.direct import Pair, find_direct, is_name, is_speech, place_pairs
from wortlaut_de.rules.found import Found, Hit
from wortlaut_de.rules.frames import NESTING, find_frames, find_pointer
from wortlaut_de.rules.hits import find_hits
from wortlaut_de.rules.inside import find_inside
from wortlaut_de.rules.interviews import find_interviews
from wortlaut_de.rules.lexicon import lexicon
from wortlaut_de.rules.nouns import find_nouns
from wortlaut_de.rules.passages import mood, plans
from wortlaut_de.rules.reported import find_reported
from wortlaut_de.rules.sources import find_sources
from wortlaut_de.rules.speakers import named_document, statement
from wortlaut_de.rules.subjects import subject
from wortlaut_de.rules.unlisted import find_unlisted
from wortlaut_de.rules.view import View

VERSION = "1"

LONGEST_SENTENCE = 600
"""Tokens; in longer sentences only direct quotations are sought, so that odd input costs linear time."""

MOST_SEGMENTS = 100
"""Clauses and phrases between commas; a sentence with more is a list or a mishap and not searched for frames."""

REACH = 12
"""Sentences that an unnamed speaker may have been named before."""

UNMEASURED = 0.5
"""Confidence of a rule that the measuring recipe has not seen."""


class GermanRules:
    """Quotation attribution by rules for German news."""

    name = "de-rules"
    language = "de"

    def missing(self) -> str:
        """Nothing: rules need no more than the pack."""
        return ""

    def producer(self) -> Producer:
        """The rules, their version, and the digest of the tables and word lists they rest on."""
        return Producer(self.name, VERSION, lexicon().digest, f"wortlaut_de {PACK_VERSION}")

    def annotate(self, article: Article, parse: Parse) -> tuple[Draft, ...]:
        """All quotations of the article in text order."""
        reading = _Reading(article, parse)
        reading.read()
        return reading.drafts()


class _Reading:
    """The state of one pass over one article."""

    def __init__(self, article: Article, parse: Parse) -> None:
        self.article, self.parse = article, composed(parse)
        self.words = lexicon()
        self.found: list[Found] = []
        self.last: Found | None = None
        self.named: list[Span] = []
        self.views: list[View] = []
        self.open_passage: Found | None = None

    def read(self) -> None:
        """Fill `found`."""
        speech: list[Pair] = []
        fragments: list[Pair] = []
        hidden = [False] * len(self.parse.tokens)
        marked = [False] * len(self.parse.tokens)
        interview, taken = find_interviews(self.article, self.parse)
        for first, last in taken:
            hidden[first:last] = [True] * (last - first)
        for pair in place_pairs(self.parse):
            if hidden[pair.first]:
                continue
            if is_speech(self.parse, pair, self.words):
                speech.append(pair)
                hidden[pair.first : pair.last] = [True] * (pair.last - pair.first)
            else:
                fragments.append(pair)
            marked[pair.first : pair.last] = [True] * (pair.last - pair.first)
        views = self.views = [self._view(number, hidden, marked) for number in range(len(self.parse.sentences))]
        hits = [find_hits(view) if len(view) <= LONGEST_SENTENCE else [] for view in views]
        direct = find_direct(self.article, views, hits, speech)
        by_sentence: dict[int, list[Found]] = {}
        for found in [*interview, *direct]:
            by_sentence.setdefault(found.sentence, []).append(found)
        for number, view in enumerate(views):
            self._sentence(number, view, by_sentence.get(number, []), views, hits[number])
        self._fragments(fragments)
        self.found.extend(find_inside(self.article, self.parse, self.words, direct, speech))

    def _view(self, number: int, hidden: list[bool], marked: list[bool]) -> View:
        first, last = self.parse.sentences[number].first, self.parse.sentences[number].last
        return View(self.article, self.parse.sentences[number], self.parse.tokens[first:last], self.words, hidden[first:last], marked[first:last])

    # --- one sentence ---------------------------------------------------------------------------------------

    def _sentence(self, number: int, view: View, direct: list[Found], views: list[View], hits: list[Hit]) -> None:
        for found in direct:
            if found.rule == "direct/frame-before":
                share_frame(view, number, found, hits)
        spoken = before_colon(view, number, direct, hits)
        taken = [self._tokens(view, span) for found in direct if not found.shared for span in found.frame]
        free = [hit for hit in hits if not any(a <= hit.verb < b for a, b in taken)]
        new = [*spoken, *direct]
        pointer = find_pointer(view, number, free) if number and not direct else None
        content = self._pointed(number, views) if pointer else None
        if pointer and content:
            pointer.quote = content
            self.found = [f for f in self.found if f.kind is Kind.DIRECT or f.sentence != number - 1 or not f.quote[0].overlaps(content[0])]
            new.append(pointer)
        else:
            new.extend(self._clauses(number, view, free, taken, any(not found.shared for found in direct)))
        if not new:
            self._passage(number, view)
            return
        self.open_passage = next((found for found in new if found.rule == "passage/colon"), None)
        for found in sorted(new, key=lambda f: f.quote[0].start):
            self._inherit(found, number)
            if found.within is None and (found.speaker or self._nobody(found)):
                self._remember(found)
        self.found.extend(new)

    def _clauses(self, number: int, view: View, hits: list[Hit], taken: list[tuple[int, int]], direct: bool) -> list[Found]:
        """The quotations that clauses of a sentence frame or report."""
        if len(view.segments) > MOST_SEGMENTS or len(view) > LONGEST_SENTENCE:
            return []
        sources = [] if direct else find_sources(view, number)
        if not sources and not direct and self._continues(number) and mood(view) == "strong":
            # inside a passage a verb of saying in the Konjunktiv is part of what is rendered
            hits = [hit for hit in hits if not view.subjunctive(hit.finite)]
        frames, used = find_frames(view, number, hits)
        if sources:
            frames = [frame for frame in frames if frame.rule in NESTING]
            for frame in frames:
                inside = next((s for s in sources if any(q.start <= frame.quote[0].start < q.end for q in s.quote)), None)
                frame.within = frame.within or inside
            return [*sources, *frames]
        ranges = taken + [self._tokens(view, span) for found in frames for span in (*found.quote, *found.frame)]
        nouns = find_nouns(view, number, ranges)
        frames = [*frames, *nouns]
        ranges += [self._tokens(view, span) for found in nouns for span in (*found.quote, *found.frame)]
        reports = find_reported(view, number, hits, used, ranges)
        if not frames and not reports and not direct:
            unlisted = None if self._continues(number) and view.segments and mood(view) else find_unlisted(view, number)
            return [unlisted] if unlisted else []
        return [*frames, *reports, *behind_colon(view, number, reports, frames)]

    def _tokens(self, view: View, span: Span) -> tuple[int, int]:
        """The token range of a span in a sentence."""
        inside = [i for i, token in enumerate(view.tokens) if span.start <= token.start < span.end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def _pointed(self, number: int, views: list[View]) -> list[Span]:
        """The content of the sentence before a frame that points back; empty if that sentence has a frame of its own."""
        before = views[number - 1]
        if before.sentence.paragraph != views[number].sentence.paragraph or not before.content_end():
            return []
        if any(f.sentence == number - 1 and f.kind in {Kind.INDIRECT, Kind.DIRECT} for f in self.found[-4:]):
            return []
        return [before.span(0, before.content_end())]

    # --- passages and speakers ------------------------------------------------------------------------------

    def _continues(self, number: int) -> bool:
        """Whether the sentence before is quoted or goes on with a quotation."""
        return self.open_passage is not None or (self.last is not None and number - self.last.sentence <= 1)

    def _passage(self, number: int, view: View) -> None:
        strength = mood(view) if len(view) else ""
        if not strength and self._planned(number, view):
            found = Found(Kind.FREE_INDIRECT, "passage/sollen", number, [view.span(0, len(view))])
            self._inherit(found, number)
            self.found.append(found)
            return
        if not strength or (strength == "weak" and not self._continues(number)):
            self.open_passage = None
            return
        span = view.span(0, len(view))
        if self.open_passage is not None:
            self.open_passage.quote.append(span)
            return
        found = Found(Kind.INDIRECT_FREE_INDIRECT, f"passage/{strength}", number, [span])
        self._inherit(found, number)
        self.found.append(found)
        self.open_passage = found

    def _planned(self, number: int, view: View) -> bool:
        """Whether a sentence with sollen goes on with what somebody announced or demanded in the sentence before it."""
        if self.last is None or self.last.kind is Kind.DIRECT or number == 0 or self.parse.sentences[number - 1].paragraph != view.sentence.paragraph:
            return False
        quoted = self.found and max(self.found[-1].sentence, self.last.sentence) == number - 1
        return bool(quoted) and self.last.sentence == number - 1 and plans(view)

    def _topic(self, number: int) -> Span | None:
        """A person or body named as the subject of the sentence before, where that sentence quotes nobody."""
        if number == 0 or (self.last is not None and self.last.sentence >= number - 1) or self.open_passage is not None:
            return None
        view = self.views[number - 1]
        document = named_document(view)
        if document is not None:
            return document
        for segment in view.segments[:3]:
            finites = view.finites(segment)
            if not finites or view.is_subordinate(segment):
                continue
            phrase = subject(view, finites[0], 0, view.content_end())
            if phrase and (phrase.name or view.words[phrase.end - 1] in view.lexicon.words["noun_bodies"]) and not phrase.pronoun:
                return view.span(phrase.start, phrase.end)
            return None
        return None

    def _remember(self, found: Found) -> None:
        """Keep who spoke last, and who was last named."""
        topic = self._topic(found.sentence) if self._pronoun(found) else None
        self.last = found
        if not found.speaker:
            self.named = []
            return
        if topic is not None:
            self.named = [topic]
        elif self._pronoun(found) and self._other_gender(found):
            self.named = list(found.speaker)
        elif found.heir is not None:
            self.named = found.heir or self.named
        elif not self._pronoun(found):
            self.named = list(found.speaker)

    def _other_gender(self, found: Found) -> bool:
        """Whether a pronoun cannot mean who was named last: `er` behind `die Sprecherin Vera Lund`."""
        if found.speaker[0].text.lower() != "er" or not self.named:
            return False
        words = self.named[0].text.split()
        noun = next((word for word in words if word[0].isupper() and self.words.gender(word)), "")
        return noun.endswith("in") and self.words.gender(noun) == "f" and len(self.named) == 1 and noun != words[-1]

    def _nobody(self, found: Found) -> bool:
        """Whether a quotation is framed by `hieß es`, which names nobody by itself."""
        return bool(found.cue) and found.cue[0].text.lower() in {"heißt es", "hieß es", "es heißt", "es hieß"}

    def _pronoun(self, found: Found) -> bool:
        return bool(found.speaker) and found.speaker[0].text.lower() in self.words.words["personal"]

    def _inherit(self, found: Found, number: int) -> None:
        """Give a quotation without a speaker of its own that of the quotation before it."""
        if found.speaker:
            return
        wants = found.kind in {Kind.INDIRECT_FREE_INDIRECT, Kind.FREE_INDIRECT, Kind.DIRECT} or found.rule == "indirect/accordingly"
        said = self._nobody(found)
        topic = self._topic(number) if wants and not said and found.kind is not Kind.INDIRECT else None
        if said and number:
            topic = named_document(self.views[number - 1]) or statement(self.views[number - 1])
        if topic is not None:
            found.speaker = [topic]
        elif said:
            found.speaker = self._document_before(number)
            found.reason = "the frame names no source"
        elif wants and self.last is not None and number - self.last.sentence <= REACH:
            found.speaker = list(self.named or self.last.speaker)
        else:
            found.reason = "no speaker is named in the frame" if found.frame else "no earlier speaker is near"

    def _document_before(self, number: int) -> list[Span]:
        """Whom the last quotation belongs to, if that is a document or its frame is `heißt es` as well; empty if it is somebody else."""
        if self.last is None or number - self.last.sentence > REACH:
            return []
        speaker = list(self.named or self.last.speaker)
        texts = " ".join(span.text for span in speaker).split()
        return speaker if self._nobody(self.last) or self.words.words["noun_documents"] & set(texts) else []

    # --- fragments and result -------------------------------------------------------------------------------

    def _fragments(self, pairs: list[Pair]) -> None:
        """Verbatim fragments inside other quotations become quotations of their own, names in marks do not."""
        for pair in pairs:
            start, end = pair.mark.start, pair.mark.end
            outer = None
            for found in self.found:
                if found.kind is not Kind.DIRECT and any(span.start <= start and end <= span.end for span in found.quote):
                    outer = found
            if outer is None or is_name(self.parse, pair, outer.rule):
                continue
            found = Found(Kind.DIRECT, "direct/fragment", pair.opens_in, [self.article.span(start, end)], speaker=list(outer.speaker), within=outer)
            found.reason = outer.reason
            self.found.append(found)

    def drafts(self) -> tuple[Draft, ...]:
        """The quotations as records, in text order."""
        order = sorted(self.found, key=lambda f: (f.quote[0].start, -f.quote[-1].end))
        index = {id(found): place for place, found in enumerate(order)}
        out = []
        for found in order:
            within = index.get(id(found.within)) if found.within is not None else None
            reason = found.reason if not found.speaker else ""
            out.append(
                Draft(
                    found.kind,
                    tuple(found.quote),
                    tuple(found.cue),
                    tuple(found.frame),
                    tuple(found.speaker),
                    tuple(found.addressee),
                    within,
                    self.words.confidence.get(found.rule, UNMEASURED),
                    found.rule,
                    reason,
                )
            )
        return tuple(out)
