"""Two people in one actor and one person in two are counted over all texts, and neither happens in the demo corpus."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.conftest import wortlaut as wortlaut  # the fixture

from wortlaut import pipeline
from wortlaut.capture import read_sources
from wortlaut.evaluate import load_gold
from wortlaut.evaluate.across import AcrossCounts, Spoken, count_across, spoken_in
from wortlaut.records import Actor, ActorKind, Capture, Span
from wortlaut.seams import ReadOptions
from wortlaut_de.demo_gold import DEMO, place_gold
from wortlaut_de.demo_gold import load_gold as load_demo_gold


def spoken(document: str, person: str, name: str, key: str = "", kind: ActorKind = ActorKind.PERSON, aliases: tuple[str, ...] = ()) -> Spoken:
    """A statement by a person, given to an actor."""
    return Spoken(document, person, Actor(key or f"w-{name}", name, kind, aliases))


def test_one_actor_for_a_person_is_right() -> None:
    """A person with one actor in two texts is neither merged nor split."""
    found = count_across([spoken("a", "Jana Ostermoor (Ministerin)", "Jana Ostermoor"), spoken("b", "Jana Ostermoor", "Jana Ostermoor")])
    assert found == AcrossCounts(people=1, in_several=1, merged=(), split=(), split_in_several=0)


def test_a_person_with_two_actors_is_split() -> None:
    """A surname that stays inside its article makes one person two."""
    found = count_across(
        [spoken("a", "Jana Ostermoor", "Jana Ostermoor"), spoken("b", "Jana Ostermoor", "Ostermoor"), spoken("b", "Ole Brandt", "Ole Brandt")]
    )
    assert (found.split, found.split_share, found.split_in_several, found.merged) == (("jana ostermoor",), 50.0, 1, ())


def test_two_people_with_one_actor_are_merged() -> None:
    """An actor that bears the names of two people is an error of its own."""
    found = count_across([spoken("a", "Anna Moll", "Moll", "w-1"), spoken("b", "Peter Moll", "Moll", "w-1")])
    assert (found.merged, found.split) == ((("anna moll", "peter moll"),), ())


def test_a_shorter_name_of_a_person_is_no_second_one() -> None:
    """Where one gold name holds all words of the other, nothing shows that they are two people."""
    found = count_across([spoken("a", "Anna Moll", "Anna Moll", aliases=("Moll",)), spoken("b", "Moll", "Anna Moll", aliases=("Moll",))])
    assert found.merged == ()


def test_wrong_speakers_unnamed_sources_and_bodies_do_not_count() -> None:
    """Only people count, and only where the speaker was found rightly."""
    found = count_across(
        [
            spoken("a", "Jana Ostermoor", "Ole Brandt"),
            spoken("a", "anonym: Analysten", "anonym: Analysten", kind=ActorKind.ANONYMOUS),
            spoken("a", "Flussrat", "Flussrat", kind=ActorKind.ORGANISATION),
        ]
    )
    assert found == AcrossCounts(0, 0, (), (), 0)


def test_the_command_counts_over_all_texts(wortlaut: Run, tmp_path: Path) -> None:
    """`evaluate GOLD --across` resolves the gold quotations and tells how many people there are, and in how many texts."""
    texts = ("„Der Damm hält“, sagte Jana Ostermoor.", "„Das Wasser steigt“, sagte Jana Ostermoor. „Es regnet“, sagte Ole Brandt.")
    rows = [{"id": f"d{n}", "text": text, "quotations": [_row(text, *one) for one in QUOTED if one[0] in text]} for n, text in enumerate(texts)]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    printed = wortlaut("evaluate", "gold.jsonl", "--across").out
    assert "2 people in 2 documents, 1 of them in several" in printed
    assert "actors that are two people 0, people who are two actors 0 (0.0 %), 0 of those in several documents" in printed
    assert json.loads(wortlaut("evaluate", "gold.jsonl", "--across", "--json").out)["in_several"] == 1
    assert count_across(spoken_in(load_gold(tmp_path / "gold.jsonl"))).people == 2


QUOTED = (("„Der Damm hält“", "Jana Ostermoor"), ("„Das Wasser steigt“", "Jana Ostermoor"), ("„Es regnet“", "Ole Brandt"))


def _row(text: str, quote: str, speaker: str) -> dict[str, object]:
    at = text.index(quote)
    said = text.index(speaker, at)
    roles = {"quote": [[at, at + len(quote)]], "speaker": [[said, said + len(speaker)]], "cue": [[said - 6, said - 1]], "frame": [], "addressee": []}
    return {"id": at, "kind": "Direct", "nested_in": None, "actor": speaker, **roles}


def test_nobody_is_merged_or_split_in_the_demo_corpus() -> None:
    """Over the pages of the demo corpus every person is one actor, and every actor one person."""
    counts = count_across(one for gold in load_demo_gold() for one in _demo(gold.file))
    print(counts)  # noqa: T201 - shown by pytest -s
    assert counts.merged == ()
    assert counts.split_share <= 5
    assert counts.in_several >= 8


def _demo(file: str) -> list[Spoken]:
    """The gold statements of a page that were found, with their actors."""
    (capture,) = read_sources([str(DEMO / file)], ReadOptions(retrieved_at="2026-01-01T00:00:00+00:00"))
    assert isinstance(capture, Capture)
    read = pipeline.read_capture(capture)
    assert read.article is not None
    assert read.resolution is not None
    actors = {actor.id: actor for actor in read.resolution.actors}
    places = {one.id: _signs(quotation.quote) for one, quotation in zip(read.resolution.statements, read.quotations, strict=True)}
    (gold,) = (one for one in load_demo_gold() if one.file == file)
    found = []
    for placed in place_gold(gold, read.article.text):
        for statement in read.resolution.statements:
            wanted, here = _signs(placed.quote), places[statement.id]
            if placed.gold.actor and statement.actor_id and 2 * len(wanted & here) >= len(wanted | here):
                found.append(Spoken(file, placed.gold.actor, actors[statement.actor_id]))
    return found


def _signs(spans: tuple[Span, ...]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}
