"""How long the web app takes for every screen, for searches and for a judgement over a large ledger, in this process.

    python benchmarks/view.py [--articles 10000] [--statements 21] [--keep FILE] [--only WORD]

Asks every screen of the large ledger of `large_ledger.py` and prints, in milliseconds of processor time (which a busy machine does not change),
the first answer after a change of the ledger (cold), median and 95th percentile of the ones after it, and the clock, beside the floor: a page that
asks the ledger nothing. A reviewer who decides between two looks at a screen is measured too: the look after a judgement.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from large_ledger import CODEBOOK, VOCABULARY, WORDS, opened, weights
from starlette.testclient import TestClient

from wortlaut.records import Query
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.view import application

HOST = "http://127.0.0.1:8765"

MOST_TIMES = 50
"""Requests of one kind; after so many the addresses come again."""

Ask = Callable[[], object]


def timed(ask: Ask) -> tuple[float, float]:
    """Milliseconds of the processor and of the clock."""
    processor, clock = time.process_time(), time.perf_counter()
    ask()
    return (time.process_time() - processor) * 1000, (time.perf_counter() - clock) * 1000


def measured(name: str, ask: Ask, times: int) -> None:
    """Print the first call and median and 95th percentile of so many more; of slow ones, fewer."""
    cold, _ = timed(ask)
    taken = [timed(ask) for _ in range(times if cold < 2000 else 2)]
    processor, clock = ([one[place] for one in taken] for place in (0, 1))
    print(f"{name:<44} cold {cold:8.1f}   {told(processor)}   clock {told(clock)}", flush=True)


def told(taken: list[float]) -> str:
    """Median and 95th percentile."""
    return f"median {statistics.median(taken):7.1f} p95 {statistics.quantiles(taken, n=20)[-1]:7.1f}"


def asking(client: TestClient, path: Callable[[], str]) -> Ask:
    """A request for a page that must be answered; the addresses are drawn before any is timed."""
    paths = itertools.cycle([path() for _ in range(MOST_TIMES)])

    def ask() -> object:
        answer = client.get(next(paths))
        assert answer.status_code in (200, 303), answer.text[:300]
        return answer

    return ask


def screens(client: TestClient, ledger: SqliteLedger) -> Iterator[tuple[str, Ask]]:
    """Every screen, each time another part of it where it has parts."""
    chance = random.Random(2)  # noqa: S311
    articles = [row.article.id for row in ledger.articles(Query(limit=300))]
    actors = [row.actor.id for row in ledger.actors(Query(limit=300))]
    _, many, _, every = ledger.counts()
    label = quote(CODEBOOK.concepts[0].label())
    yield from (
        (name, asking(client, path))
        for name, path in (
            ("floor: no ledger (/who)", lambda: "/who"),
            ("corpus, a page of the first hundred", lambda: f"/?page={chance.randrange(1, 100)}"),
            ("corpus, last page", lambda: f"/?page={-(-many // 50)}"),
            ("corpus, undated", lambda: "/?undated=1&agencies=1"),
            ("article", lambda: f"/d/{chance.choice(articles)}"),
            ("article, changing the speaker", lambda: f"/d/{chance.choice(articles)}?edit=speaker"),
            ("article, accepting several", lambda: f"/several?article={chance.choice(articles)}"),
            ("review queue: next", lambda: "/review"),
            ("review queue: after 10,000 skipped", lambda: "/review?skip=10000"),
            ("actors, a page of the first thirty", lambda: f"/actors?page={chance.randrange(1, 30)}"),
            ("actors, last page", lambda: "/actors?page=40"),
            ("actor (of the 300 who say most)", lambda: f"/a/{chance.choice(actors)}"),
            ("actor who says most, first page", lambda: f"/a/{actors[0]}"),
            ("actor who says most, page 100", lambda: f"/a/{actors[0]}?page=100"),
            ("actor: positions", lambda: f"/a/{chance.choice(actors)}/positions"),
            ("actor: with whom", lambda: f"/a/{chance.choice(actors)}/with"),
            ("actor: about", lambda: f"/a/{chance.choice(actors)}/about"),
            ("actors: alike", lambda: "/actors/alike"),
            ("actor: names", lambda: f"/a/{chance.choice(actors)}/names"),
            ("issues", lambda: "/i"),
            ("issue", lambda: f"/i/c{chance.randrange(30)}"),
            ("issue: suggested", lambda: f"/i/c{chance.randrange(30)}/suggested"),
            ("matrix", lambda: f"/m?page={chance.randrange(1, 5)}"),
            ("matrix, heat, with suggestions", lambda: "/m?look=heat&include=all"),
            ("matrix: sentences of an issue", lambda: f"/m/sentences?column={label}"),
            ("network", lambda: f"/n?page={chance.randrange(1, 5)}"),
            ("network, month by month", lambda: f"/n?time_window=months&window={chance.randrange(1, 50)}"),
            ("network, weights on 5 statements or more", lambda: "/n?minimum=5"),
            ("stories", lambda: f"/t?page={chance.randrange(1, 20)}"),
            ("candidates", lambda: f"/t/candidates?page={chance.randrange(1, 20)}"),
            ("candidates of an actor", lambda: f"/t/candidates?actor={actors[5]}"),
            ("timeline of an actor", lambda: f"/t/line?actor={chance.choice(actors)}"),
            ("timeline of an issue", lambda: "/t/line?concept=c3"),
            ("two articles side by side", lambda: f"/t/pair?one={articles[0]}&other={chance.choice(articles)}"),
            ("several: a search", lambda: f"/several?q={chance.choice(WORDS)}+{chance.choice(WORDS)}"),
            ("export", lambda: "/export?unreviewed=1"),
            ("problems", lambda: "/problems"),
            ("search: nothing asked, first page", lambda: "/search"),
            ("search: nothing asked, last page", lambda: f"/search?page={every // 50}"),
            ("search: an actor", lambda: f"/search?actor={chance.choice(actors)}"),
            ("search: an outlet", lambda: "/search?outlet=Uferblatt"),
            ("search: an everyday one, two words", lambda: f"/search?q={everyday(ledger, chance)}"),
            ("search: a phrase of three of the twelve", lambda: f"/search?q={quote(phrase(chance))}"),
            ("search: worst case, two of the twelve", lambda: f"/search?q={chance.choice(WORDS)}+{chance.choice(WORDS)}"),
            ("search: worst case and an actor", lambda: f"/search?q={chance.choice(WORDS)}+{chance.choice(WORDS)}&actor={chance.choice(actors)}"),
            ("search: worst case, page 400", lambda: f"/search?q={chance.choice(WORDS)}+{chance.choice(WORDS)}&page=400"),
        )
    )


def everyday(ledger: SqliteLedger, chance: random.Random) -> str:
    """Two words that some statement has, drawn as they occur."""
    while True:
        words = [f"wort{one}" for one in chance.choices(range(VOCABULARY), cum_weights=weights(VOCABULARY, 1.0), k=2)]
        if words[0] != words[1] and ledger.count(Query(text=" ".join(words), limit=1)):
            return "+".join(words)


def phrase(chance: random.Random) -> str:
    """Three of the twelve words in a row."""
    return '"' + " ".join(chance.choices(WORDS, k=3)) + '"'


def exports(client: TestClient) -> Iterator[tuple[str, Ask]]:
    """What gives all rows at once."""
    for name, path in (
        ("twin: matrix as JSON", "/m.json"),
        ("twin: network as CSV", "/n.csv"),
        ("twin: stories as JSON", "/t.json"),
        ("network file: GEXF", "/n/file?to=gexf"),
        ("dossier of one actor", "/export/dossier.html?actor=Person+40&unreviewed=1"),
    ):
        yield name, asking(client, lambda path=path: path)


def deciding(client: TestClient, ledger: SqliteLedger, times: int) -> Iterator[tuple[str, Ask]]:
    """A judgement, going on to the next statement, and looks at screens after a judgement."""
    row = next(iter(ledger.statements(Query(limit=1, offset=50))))
    waiting = iter([one.quotation.id for one in ledger.statements(Query(limit=20 * times, offset=2_000))])

    def judge(verdict: str) -> object:
        answer = client.post("/judge?next=/review", data={"statement": next(waiting), "verdict": verdict})
        assert answer.status_code == 303, answer.text[:300]
        return answer

    def on() -> object:
        judge("accept")
        return client.get(client.get("/review").headers["location"].split("#")[0])

    yield "judgement", lambda: judge("accept")
    yield "judgement, queue, next statement painted", on
    yield "coding", lambda: client.post("/code", data={"statement": next(waiting), "concept": f"c{row.quotation.id[-1:] in '01'}", "agreement": "1"})


def looking(client: TestClient, ledger: SqliteLedger, times: int) -> Iterator[tuple[str, Callable[[], None], Ask]]:
    """What a reviewer does, and the look at a screen after it, which alone is timed."""
    waiting = iter([one.quotation.id for one in ledger.statements(Query(limit=40 * times, offset=20_000))])

    def judged(verdict: str) -> Callable[[], None]:
        return lambda: client.post("/judge", data={"statement": next(waiting), "verdict": verdict}) and None

    def coded() -> None:
        client.post("/code", data={"statement": next(waiting), "concept": "c3", "agreement": "1"})

    for name, path in (
        ("matrix", "/m"),
        ("network", "/n"),
        ("issue: suggested", "/i/c1/suggested"),
        ("stories", "/t"),
        ("candidates", "/t/candidates"),
    ):
        ask = asking(client, lambda path=path: path)
        yield f"{name} after an acceptance", judged("accept"), ask
        yield f"{name} after a rejection", judged("reject"), ask
        yield f"{name} after a coding", coded, ask


def first_visit(client: TestClient) -> int:
    """Bytes of the first page as a browser loads it, compressed, with its styles and scripts."""
    page = client.get("/")
    addresses = ["/", *sorted(set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)))]
    return sum(int(client.get(address).headers["content-length"]) for address in addresses)


def main() -> None:
    """Measure everything once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--statements", type=int, default=21)
    parser.add_argument("--times", type=int, default=40, help=f"at most {MOST_TIMES}")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    path = given.keep or Path(tempfile.mkdtemp()) / "view.wortlaut"
    with opened(path, given.articles, given.statements) as ledger:
        client = TestClient(application(ledger, "benchmark"), HOST, follow_redirects=False)
        client.post("/choose", data={"reviewer": "Mira"})
        for name, ask in (*screens(client, ledger), *deciding(client, ledger, given.times)):
            if given.only in name:
                measured(name, ask, given.times)
        for name, decide, ask in looking(client, ledger, given.times):
            if given.only in name:
                after(name, decide, ask, given.times)
        for name, ask in exports(client):
            if given.only in name:
                measured(name, ask, given.times)
        print(f"first page, compressed: {first_visit(client) / 1000:.1f} kB")
        print(f"most memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def after(name: str, decide: Callable[[], None], ask: Ask, times: int) -> None:
    """Print median and 95th percentile of the answers that each follow a decision."""
    ask()
    taken = []
    for _ in range(times):
        decide()
        taken.append(timed(ask)[0])
        if sum(taken) > 20_000:
            break
    print(f"{name:<44} {len(taken):3} times   {told(taken) if len(taken) > 1 else f'{taken[0]:.1f}'}", flush=True)


if __name__ == "__main__":
    main()
