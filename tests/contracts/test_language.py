"""What every language pack has to keep: words of the right kind, patterns that end in time, spans that lie in the text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hang import ends

from wortlaut import pipeline
from wortlaut.records import UNKNOWN_INTERVAL, Interval, Label, ModalityClass, Reason, Sentence, Token
from wortlaut.seams import Language

PACKS = pipeline.languages()
BAIT = ("a" * 20_000, "am " * 7_000, "(" * 5_000 + ")" * 5_000, "1." * 8_000, " " * 20_000, "nach nach " * 3_000, "„" * 10_000)
each_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)


def test_a_pack_is_installed() -> None:
    """German comes with the package."""
    assert "de" in {pack.code for pack in PACKS}


@each_pack
def test_a_pack_names_itself(pack: Language) -> None:
    """A pack has a code, a name in its own language, a version that stored readings depend on, and an annotator it prefers."""
    assert re.fullmatch(r"[a-z]{2,3}", pack.code)
    assert pack.name
    assert pack.version
    assert pack.annotator in {one.name for one in pipeline.annotators() if one.language == pack.code}


@each_pack
def test_words_for_stance_are_bounded_and_placed(pack: Language) -> None:
    """Acts and leanings are found in any text in time; a leaning lies in the text; words without any say nothing."""
    words = pack.stance_words()
    assert (words.pack, bool(words.digest)) == (pack.code, True)
    assert words.act("") is None
    assert words.leanings("") == ()
    for bait in BAIT:
        with ends():
            words.act(bait)
            hits = words.leanings(bait)
        assert all(0 <= hit.start < hit.end <= len(bait) for hit in hits)


@each_pack
def test_endings_are_small_and_plain(pack: Language) -> None:
    """As the search index writes words: small letters without accents, none of them twice."""
    endings = pack.word_endings()
    assert endings
    assert all(re.fullmatch(r"[a-z]{1,5}", one) for one in endings)
    assert len(set(endings)) == len(endings)


@each_pack
def test_words_for_clean_are_complete(pack: Language) -> None:
    """Months and weekdays are all there, patterns compile and label something, function words are lower case."""
    words = pack.line_words()
    assert {number for _, number in words.months} == set(range(1, 13))
    assert len({number for _, number in words.weekdays}) == 7
    assert all(word == word.lower() for word in words.stop_words)
    assert len(words.stop_words) > 50
    for pattern in words.patterns:
        re.compile(pattern.pattern)
        assert isinstance(pattern.label, Label)
        assert pattern.rule


@each_pack
def test_words_for_parse_are_complete(pack: Language) -> None:
    """Abbreviations end with their dot."""
    words = pack.sentence_words()
    assert words.abbreviations
    assert all(word.endswith(".") for word in words.abbreviations)


@each_pack
def test_patterns_end_in_time_on_bait(pack: Language) -> None:
    """No pattern of the pack hangs on text made to trap regular expressions."""
    patterns = [one.pattern for one in pack.line_words().patterns] + [one.pattern for one in pack.modality_patterns()]
    for pattern in patterns:
        compiled = re.compile(pattern)
        for bait in BAIT:
            with ends():
                for _ in zip(compiled.finditer(bait), range(1000), strict=False):
                    pass
                compiled.fullmatch(bait)


@each_pack
def test_words_of_doubt_have_every_class(pack: Language) -> None:
    """Each class of modality has words."""
    assert {one.kind for one in pack.modality_patterns()} == set(ModalityClass)


@each_pack
@settings(max_examples=60, deadline=None)
@given(
    text=st.text(max_size=300),
    anchor=st.sampled_from([UNKNOWN_INTERVAL, Interval.day("2021-03-08", Reason.DATE_LINE), Interval("2021-01-01", "2021-12-31", None, Reason.YEAR)]),
)
def test_times_lie_in_the_text(pack: Language, text: str, anchor: Interval) -> None:
    """Time expressions of any text are spans of it, in order, inside the stretch asked for."""
    middle = len(text) // 3
    found = pack.times(text, middle, len(text), anchor)
    assert all(text[one.span.start : one.span.end] == one.span.text for one in found)
    assert all(middle <= one.span.start for one in found)
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)


@each_pack
def test_times_end_in_time_on_bait(pack: Language) -> None:
    """Looking for times in bait does not hang."""
    for bait in BAIT:
        with ends():
            pack.times(bait, 0, len(bait), UNKNOWN_INTERVAL)


TOKEN = re.compile(r"\w+|[^\w\s]")
BAIT_WORDS = st.sampled_from(
    [
        "Jana Ostermoor",
        "Dr. Welling",
        "die EU",
        "Flussrat",
        "in Altfurt",
        "russische",
        "Vereinten Nationen",
        "Ministerin",
        "von der",
        " ",
        ".",
        "„",
        "A.",
    ]
)


def split_up(text: str) -> tuple[tuple[Sentence, ...], tuple[Token, ...]]:
    """A text as one sentence for each of its lines."""
    tokens, sentences, start = [], [], 0
    for number, line in enumerate(text.split("\n")):
        first = len(tokens)
        tokens += [Token(start + found.start(), start + found.end(), found.group()) for found in TOKEN.finditer(line)]
        if len(tokens) > first:
            sentences.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens), number, number))
        start += len(line) + 1
    return tuple(sentences), tuple(tokens)


@each_pack
@settings(max_examples=80, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(st.one_of(BAIT_WORDS, st.text(max_size=8)), max_size=30).map(" ".join)))
def test_mentions_lie_in_their_sentence(pack: Language, text: str) -> None:
    """Mentions of any text are spans of it, in order, each in one sentence from token to token, and no two overlap."""
    sentences, tokens = split_up(text)
    found = pack.mention_finder().find(text, sentences, tokens)
    assert all(text[one.span.start : one.span.end] == one.span.text and 0 <= one.confidence <= 1 and one.rule for one in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(any(sentence.start <= one.span.start and one.span.end <= sentence.end for sentence in sentences) for one in found)
    assert {one.span.start for one in found} <= {token.start for token in tokens}
    assert {one.span.end for one in found} <= {token.end for token in tokens}
    assert pack.mention_finder().find(text, sentences, tokens) == found


@each_pack
def test_mentions_end_in_time_on_bait(pack: Language) -> None:
    """Looking for mentions in bait does not hang."""
    for bait in (*BAIT, "Jana " * 5_000, "von der " * 5_000, "A. " * 8_000, "Vereinte " * 5_000):
        with ends():
            pack.mention_finder().find(bait, *split_up(bait))


@each_pack
def test_a_finder_names_who_finds(pack: Language) -> None:
    """Name, version, and a digest of the tables or weights it works with."""
    finder = pack.mention_finder()
    producer = finder.producer()
    assert finder.name
    assert producer.name
    assert producer.version
    assert producer.weights


@each_pack
def test_the_demo_corpus_lies_where_the_pack_says(pack: Language) -> None:
    """A pack with a demo corpus ships its articles, gold and judgements."""
    folder = pack.demo_folder()
    assert folder is None or {"articles", "gold.jsonl", "judgements.csv"} <= {path.name for path in folder.iterdir()}
