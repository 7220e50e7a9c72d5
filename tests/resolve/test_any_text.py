"""What must hold whatever the text is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hang import ends
from tests.resolve.marked_text import article_of, read

from wortlaut.parse import parse
from wortlaut.records import Kind, Producer, Quotation, Span
from wortlaut.resolve import resolve
from wortlaut_de import German

WORDS = st.sampled_from(
    ["Jana", "Krell", "Moll", "Peter", "die", "Ministerin", "der", "er", "sie", "sagte", ",", ".", "(", ")", "SPD", "„", "“", "von", "und", "Angaben",
     "Moskau", "Studie", "Dr.", "Frau", "US-Präsident", "O'Neill", "-", "\u202e", "\n", "48-Jährige", "Krells", "Wie", "Talzeitung", "berichtet"]
)  # fmt: skip


def _resolved(text: str, cuts: list[tuple[int, int]]):
    article, language = article_of(text), German()
    spans = [Span.of(text, start, end) for start, end in cuts]
    made = tuple(
        Quotation(f"s-{i}", article.id, Kind.INDIRECT, (spans[0],), (), (), (span,), (span,), None, (), 1.0, "test", Producer("test", "1"))
        for i, span in enumerate(spans)
    )
    return article, made, resolve(article, parse(article, language), made, language.name_words())


@given(st.lists(WORDS, min_size=1, max_size=40), st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_links_lie_in_the_text_and_statements_match(words, places):
    """One statement per quotation in its order; links lie in the text; every id that is used is an actor; nobody without a reason."""
    text = " ".join(words)
    cuts = [(start % len(text), min(len(text), start % len(text) + size)) for start, size in places]
    article, made, result = _resolved(text, cuts)
    assert [statement.id for statement in result.statements] == [quotation.id for quotation in made]
    assert all(article.text[link.span.start : link.span.end] == link.span.text for link in result.links)
    known = {actor.id for actor in result.actors}
    assert {link.actor_id for link in result.links} <= known
    assert all((s.actor_id in known) if s.actor_id else s.actor_reason for s in result.statements)
    assert len(known) == len(result.actors)


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=150, deadline=None)
def test_never_raises(text):
    """Any text at all gives a resolution."""
    _resolved(text, [(0, len(text)), (len(text) // 2, len(text))])


def test_same_text_gives_same_records():
    """Resolving twice gives equal records, so ids are stable."""
    text = "Jana Krell und Peter Moll kamen. <q>Ja</q>, sagte <s>die Ministerin Krell</s>. <q2>Nein</q2>, sagte <s2>er</s2>."
    assert read(text).resolution == read(text).resolution


def test_statements_name_their_producer():
    """Every statement tells with what version and tables of which pack it was resolved."""
    producer = read("<q>Ja</q>, sagte <s>Jana Krell</s>.").statement().producer
    assert (producer.name, producer.pack, len(producer.weights)) == ("resolve", "wortlaut_de", 64)


def test_without_quotations_nobody_is_an_actor():
    """An article in which nobody speaks has no actors, links or statements."""
    article, language = article_of("Jana Krell kam zum Damm."), German()
    result = resolve(article, parse(article, language), (), language.name_words())
    assert (result.actors, result.links, result.statements) == ((), (), ())


def test_many_names_and_roles_end():
    """Thousands of names and roles in one endless line end soon: each is looked up, not compared with every other."""
    names = 3000
    text = " ".join(f"Anna{chr(97 + i % 26)} Moll{i} und Peter Moll sagten, die Ministerin komme." for i in range(names))
    starts = [at for at in range(len(text)) if text.startswith("die Ministerin", at)]
    with ends():
        _resolved(text, [(at, at + 14) for at in starts])
