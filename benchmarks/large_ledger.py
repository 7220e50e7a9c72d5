"""A large ledger of invented articles, for the benchmarks of the web app; in-process and in a browser they read the same one.

    python benchmarks/large_ledger.py FILE [--articles 10000] [--statements 21]

Five articles in a row tell one story: in three days, with a cast of ten of 2,000 people of whom a few speak everywhere. Every tenth article is
another one of its story, shortened by an outlet that copies it. A quotation has eight of twelve words, so that a search for two of those is the
worst case there is (a quarter of all statements have both), and six of 20,000 drawn as languages draw them (Zipf), which make an everyday search.
A tenth of the statements is accepted by a person and coded with one of 60 concepts; a twentieth has a machine's suggestion.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from wortlaut.records import (
    Actor,
    ActorKind,
    Article,
    Capture,
    ChainStep,
    Codebook,
    Coding,
    CodingStatus,
    Concept,
    Hand,
    How,
    Interval,
    Kind,
    Label,
    Line,
    Link,
    MediaType,
    Parse,
    Producer,
    Quotation,
    Reading,
    Reason,
    Resolution,
    Run,
    SourceKind,
    Span,
    Statement,
    Suggestion,
    Verdict,
    content_id,
    digest_text,
)
from wortlaut.store.codings import coding_id
from wortlaut.store.sqlite import SqliteLedger

MAKER = Producer("benchmark", "1", "0" * 16, "none")
WORDS = ("Pegel", "Damm", "Wasser", "Vertrag", "Messstelle", "Gutachten", "Probestau", "Fischtreppe", "Ufer", "Hafen", "Auflage", "Schleuse")
OUTLETS = ("Uferblatt", "Talzeitung", "Landfunk", "Suedwelle")
VOCABULARY, PEOPLE, CONCEPTS = 20_000, 2_000, 60
STORY, CAST, SPOKEN = 5, 10, 6
"""Articles and people of one story; words of the vocabulary in one quotation."""

DAYS, ACT = 3_650, 20
"""Days that the stories are spread over; statements accepted in one act."""
AT = "2026-01-01T00:00:00+00:00"
CODEBOOK = Codebook.of(
    "Merle", tuple(Concept(f"c{number}", (("de", f"Forderung {number}"), ("en", f"Demand {number}"))) for number in range(CONCEPTS))
)


@cache
def weights(most: int, slope: float) -> tuple[float, ...]:
    """Cumulative weights of so many items by rank."""
    return tuple(itertools.accumulate(1 / rank**slope for rank in range(1, most + 1)))


def drawn(chance: random.Random, most: int, count: int, slope: float = 1.0) -> list[int]:
    """Numbers below `most`, the first ones far more often."""
    return chance.choices(range(most), cum_weights=weights(most, slope), k=count)


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation before it stands in a text."""

    who: str
    what: str
    kind: Kind


def told(number: int, statements: int) -> tuple[list[Said], date]:
    """What is said in an article, and when it was published; the same for the same number."""
    story = random.Random(f"story {number // STORY}")  # noqa: S311 - invented texts, not secrets
    cast, first = drawn(story, PEOPLE, CAST, 0.7), date(2015, 1, 1) + timedelta(days=story.randrange(DAYS))
    if number % 10 == 9:
        said, day = told(number - 1, statements)
        return said[:-2], day
    chance = random.Random(f"article {number}")  # noqa: S311
    said = []
    for _ in range(statements):
        who = chance.choice(cast) if chance.random() < 0.8 else drawn(chance, PEOPLE, 1, 0.7)[0]
        words = chance.choices(WORDS, k=8) + [f"wort{one}" for one in drawn(chance, VOCABULARY, SPOKEN)]
        chance.shuffle(words)
        said.append(Said(f"Person {who}", " ".join(words), chance.choices(tuple(Kind), (60, 20, 10, 5, 5))[0]))
    return said, first + timedelta(days=chance.randrange(3))


def reading(number: int, statements: int) -> Reading:
    """An invented article with its quotations."""
    said, published = told(number, statements)
    text = f"Streit um Pegel {number}\n\n"
    starts = [0]
    for one in said:
        starts.append(len(text))
        text += f"„{one.what}“, sagte {one.who}.\n"
    made = Capture.of(f"made/{number}.txt", text.encode(), MediaType.TEXT, "utf-8", "made", AT)
    digest = digest_text(text)
    key = Article.id_of(made.id, digest)
    lines = tuple(Line(start, text.index("\n", start), Label.BODY if start else Label.HEADLINE, "made") for start in starts)
    outlet = OUTLETS[number % len(OUTLETS)]
    agencies = ("dpa",) if number % 3 else ()
    day = Interval.day(published.isoformat(), Reason.METADATA)
    headline = Span.of(text, 0, text.index("\n"))
    article = Article(
        key, made.id, made.source, SourceKind.TEXT, text, digest, lines, headline, outlet, agencies=agencies, published=day, language="de"
    )
    quotations, acts, actors, links = [], [], {}, []
    for start, one in zip(starts[1:], said, strict=True):
        quote = (Span.of(text, start, start + len(one.what) + 2),)
        at = start + len(one.what) + 4
        cue, speaker = (Span.of(text, at, at + 5),), (Span.of(text, at + 6, at + 6 + len(one.who)),)
        actor = Actor(content_id("p", "person", one.who), one.who, ActorKind.PERSON)
        actors[actor.id] = actor
        frame = (Span.of(text, at - 2, at + 6 + len(one.who)),)
        sure = random.Random(f"{number} {start}").random()  # noqa: S311
        found = Quotation(Quotation.id_of(key, quote), key, one.kind, quote, cue, frame, speaker, (), None, (), sure, "made", MAKER)
        quotations.append(found)
        acts.append(Statement(found.id, key, actor.id, How.NAMED, "", None, None, (ChainStep(Hand.OUTLET, outlet),), MAKER))
        links.append(Link(speaker[0], actor.id, How.NAMED, 1.0))
    resolution = Resolution(key, tuple(actors.values()), tuple(links), tuple(acts))
    return Reading(made, article, Parse(key, (), (), ()), tuple(quotations), resolution)


def readings(articles: int, statements: int) -> Iterator[list[Reading]]:
    """All of them, in the batches in which they are stored."""
    for first in range(0, articles, 200):
        yield [reading(number, statements) for number in range(first, min(articles, first + 200))]


def fill(ledger: SqliteLedger, articles: int, statements: int) -> float:
    """Store everything; the processor time of storing the readings alone, in seconds."""
    chance = random.Random(1)  # noqa: S311
    run = Run("r-benchmark", AT, None, ("made/",), "", "1")
    ledger.begin(run)
    chosen: list[tuple[Reading, Quotation, float]] = []
    spent = 0.0
    for batch in readings(articles, statements):
        before = time.process_time()
        ledger.put(run.id, batch, "made")
        spent += time.process_time() - before
        chosen += [(one, quotation, part) for one in batch for quotation in one.quotations if (part := chance.random()) < 0.15]
    ledger.finish(run)
    ledger.adopt(CODEBOOK, "Mira", AT)
    coded = [(one, quotation) for one, quotation, part in chosen if part < 0.1]
    for first in range(0, len(coded), ACT):
        ledger.judge_all([quotation.id for _, quotation in coded[first : first + ACT]], Verdict.ACCEPT, "Mira", AT)
    ledger.take(codings(coded, chance))
    left = [quotation for _, quotation, part in chosen if part >= 0.1]
    ledger.suggest([suggestion(one, chance) for one in left], AT)
    return spent


def codings(coded: Sequence[tuple[Reading, Quotation]], chance: random.Random) -> Iterator[Coding]:
    """A person's codings: concepts as languages draw words; an actor nearly always takes the same side on a concept."""
    for one, quotation in coded:
        assert one.article is not None
        assert one.resolution is not None
        concept = f"c{drawn(chance, CONCEPTS, 1)[0]}"
        actor = next(act.actor_id for act in one.resolution.statements if act.id == quotation.id)
        usual = 1 if random.Random(f"{actor} {concept}").random() < 0.5 else -1  # noqa: S311
        side = usual if chance.random() < 0.9 else -usual
        quote = tuple((span.start, span.end) for span in quotation.quote)
        status = CodingStatus.CODED
        made = Coding("", quotation.id, one.article.digest, quote, concept, side, status, "Mira", None, CODEBOOK.version, AT)
        yield replace(made, id=coding_id(made, 0))


def suggestion(one: Quotation, chance: random.Random) -> Suggestion:
    """What a machine holds possible."""
    return Suggestion(one.id, f"c{drawn(chance, CONCEPTS, 1)[0]}", chance.choice((-1, 1)), chance.random(), ("made",), MAKER)


def opened(path: Path, articles: int, statements: int) -> SqliteLedger:
    """The ledger in this file; made first if the file is not there."""
    fresh = not path.exists()
    ledger = SqliteLedger.open(path, create=True)
    if fresh:
        before = time.process_time()
        storing = fill(ledger, articles, statements)
        made = time.process_time() - before
        size = path.stat().st_size / 1e6
        print(f"made {articles} articles in {made:.0f} s of processor time, {storing:.1f} s of them storing readings; {size:.0f} MB", flush=True)
    return ledger


def main() -> None:
    """Make it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--statements", type=int, default=21)
    given = parser.parse_args()
    with opened(given.path, given.articles, given.statements) as ledger:
        print(ledger.counts())


if __name__ == "__main__":
    main()
