"""How long the web app takes for a page, a search and a judgement over a large ledger, in this process.

    python benchmarks/view.py [--articles 10000] [--statements 20] [--keep FILE]

Makes a ledger of invented articles, then asks every screen, cold cache aside, and prints median and 95th percentile in milliseconds of
processor time (which a busy machine does not change) and of the clock, beside the floor: a page that asks the ledger nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from starlette.testclient import TestClient

from wortlaut.records import (
    Actor,
    ActorKind,
    Article,
    Capture,
    ChainStep,
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
    Query,
    Quotation,
    Reading,
    Reason,
    Resolution,
    Run,
    SourceKind,
    Span,
    Statement,
    content_id,
    digest_text,
)
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.view import application

MAKER = Producer("benchmark", "1", "0" * 16, "none")
WORDS = ("Pegel", "Damm", "Wasser", "Vertrag", "Messstelle", "Gutachten", "Probestau", "Fischtreppe", "Ufer", "Hafen", "Auflage", "Schleuse")
OUTLETS = ("Uferblatt", "Talzeitung", "Landfunk", "Suedwelle")
HOST = "http://127.0.0.1:8765"


def reading(number: int, statements: int, chance: random.Random) -> Reading:
    """An invented article with so many direct quotations by some of 2,000 people."""
    text = f"Streit um Pegel {number}\n\n"
    places = []
    for _ in range(statements):
        who, what = f"Person {chance.randrange(2000)}", " ".join(chance.choices(WORDS, k=8))
        places.append((len(text), who, what))
        text += f"„{what}“, sagte {who}.\n"
    made = Capture.of(f"made/{number}.txt", text.encode(), MediaType.TEXT, "utf-8", "made", "2026-01-01T00:00:00+00:00")
    digest = digest_text(text)
    key = Article.id_of(made.id, digest)
    starts = [0, *(place for place, _, _ in places)]
    lines = tuple(Line(start, text.index("\n", start), Label.BODY if start else Label.HEADLINE, "made") for start in starts)
    day = Interval.day(f"20{15 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}", Reason.METADATA)
    headline = Span.of(text, 0, text.index("\n"))
    outlet = OUTLETS[number % len(OUTLETS)]
    article = Article(key, made.id, made.source, SourceKind.TEXT, text, digest, lines, headline, outlet, published=day, language="de")
    quotations, acts, actors, links = [], [], {}, []
    for start, who, what in places:
        quote = (Span.of(text, start, start + len(what) + 2),)
        at = start + len(what) + 4
        cue, speaker = (Span.of(text, at, at + 5),), (Span.of(text, at + 6, at + 6 + len(who)),)
        one = Quotation.id_of(key, quote)
        actor = Actor(content_id("p", "person", who), who, ActorKind.PERSON)
        actors[actor.id] = actor
        frame = (Span.of(text, at - 2, at + 6 + len(who)),)
        quotations.append(Quotation(one, key, Kind.DIRECT, quote, cue, frame, speaker, (), None, (), chance.random(), "made", MAKER))
        chain = (ChainStep(Hand.OUTLET, outlet),)
        acts.append(Statement(one, key, actor.id, How.NAMED, "", None, None, chain, MAKER))
        links.append(Link(speaker[0], actor.id, How.NAMED, 1.0))
    resolution = Resolution(key, tuple(actors.values()), tuple(links), tuple(acts))
    return Reading(made, article, Parse(key, (), (), ()), tuple(quotations), resolution)


def fill(ledger: SqliteLedger, articles: int, statements: int) -> None:
    """Store invented articles; a tenth of their statements is judged."""
    chance = random.Random(1)  # noqa: S311 - invented texts, not secrets
    run = Run("r-benchmark", "2026-01-01T00:00:00+00:00", None, ("made/",), "", "1")
    ledger.begin(run)
    for first in range(0, articles, 200):
        ledger.put(run.id, [reading(number, statements, chance) for number in range(first, min(articles, first + 200))], "made")
    ledger.finish(run)


def timed(ask: Callable[[], object], times: int) -> str:
    """Median and 95th percentile of so many calls, in milliseconds, after one that is not counted."""
    ask()
    taken: dict[str, list[float]] = {"processor": [], "clock": []}
    for _ in range(times):
        processor, clock = time.process_time(), time.perf_counter()
        ask()
        taken["processor"].append((time.process_time() - processor) * 1000)
        taken["clock"].append((time.perf_counter() - clock) * 1000)
    return "   ".join(f"{name} {statistics.median(ms):6.1f} (p95 {statistics.quantiles(ms, n=20)[-1]:6.1f}) ms" for name, ms in taken.items())


def screens(client: TestClient, ledger: SqliteLedger) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every screen, each time another part of it where it has parts."""
    chance = random.Random(2)  # noqa: S311
    articles = [row.article.id for row in ledger.articles(Query(limit=300))]
    actors = [row.actor.id for row in ledger.actors(Query(limit=300))]

    def get(path: Callable[[], str]) -> Callable[[], object]:
        def ask() -> object:
            answer = client.get(path())
            assert answer.status_code in (200, 303), answer.text[:300]
            return answer

        return ask

    yield "floor: no ledger (/who)", get(lambda: "/who")
    yield "corpus", get(lambda: f"/?page={chance.randrange(1, 100)}")
    yield "article", get(lambda: f"/d/{chance.choice(articles)}")
    yield "review queue", get(lambda: "/review")
    yield "actors", get(lambda: f"/actors?page={chance.randrange(1, 30)}")
    yield "actor", get(lambda: f"/a/{chance.choice(actors)}")
    yield "search, two words", get(lambda: f"/search?q={chance.choice(WORDS)}+{chance.choice(WORDS)}")
    yield "search, a phrase", get(lambda: f"/search?q=%22{'+'.join(chance.choices(WORDS, k=3))}%22")
    yield "search, one actor", get(lambda: f"/search?actor=Person+{chance.randrange(2000)}")


def main() -> None:
    """Make the ledger, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--statements", type=int, default=20)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    path = given.keep or folder / "view.wortlaut"
    fresh = not path.exists()
    with SqliteLedger.open(path, create=True) as ledger:
        if fresh:
            start = time.perf_counter()
            fill(ledger, given.articles, given.statements)
            print(f"made {given.articles} articles, {given.articles * given.statements} statements in {time.perf_counter() - start:.0f} s")
        client = TestClient(application(ledger, "benchmark"), HOST, follow_redirects=False)
        client.post("/choose", data={"reviewer": "Mira"})
        for name, ask in (*screens(client, ledger), ("judgement", judging(client, ledger, given.times))):
            print(f"{name:<28} {timed(ask, given.times)}")
        print(f"first page, compressed       {first_visit(client) / 1000:6.1f} kB")


def first_visit(client: TestClient) -> int:
    """Bytes of the first page as a browser loads it, compressed, with its styles and scripts."""
    page = client.get("/")
    addresses = ["/", *sorted(set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)))]
    return sum(int(client.get(address).headers["content-length"]) for address in addresses)


def judging(client: TestClient, ledger: SqliteLedger, times: int) -> Callable[[], object]:
    """A judgement of another statement each time."""
    waiting = iter([row.quotation.id for row in ledger.statements(Query(limit=times + 1))])
    return lambda: client.post("/judge", data={"statement": next(waiting), "verdict": "accept"})


if __name__ == "__main__":
    main()
