"""Relations in a large corpus: processor time, memory and growth of copies, events, statements, stories and tensions.

    python benchmarks/relations.py [ARTICLES]

Every step runs in a process of its own, so that its memory is its own. The articles are invented: 300 words drawn from a vocabulary of 20,000
as languages draw them, eight statements each by 2,000 actors of whom a few speak everywhere, three years. A tenth are shortened copies of
another article of the same day. The floor is finding the words of all texts once.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from wortlaut.records import Article, Interval, Label, Line, Reason, SourceKind, Span, Stance, Told, Voiced
from wortlaut.study import relations

WORDS, STATEMENTS, ACTORS, CONCEPTS, DAYS = 300, 8, 2_000, 500, 1_000
STEPS = ("nothing", "floor", "literal_copies", "carried by all", "same_events", "same_statements", "stories", "tensions")


def zipf(draw: np.random.Generator, most: int, count: int) -> np.ndarray:
    """Numbers below `most`, the first ones far more often."""
    weights = 1 / np.arange(1, most + 1)
    return draw.choice(most, size=count, p=weights / weights.sum())


def day(number: int) -> Interval:
    """One day of the three years."""
    return Interval.day((date(2021, 1, 1) + timedelta(days=number)).isoformat(), Reason.METADATA)


def articles(count: int, copied: int) -> Iterator[Article]:
    """Invented texts by date, every `copied`-th without the last third of the one before."""
    draw = np.random.default_rng(7)
    before: list[str] = []
    for number in range(count):
        copy = number % copied == copied - 1
        words = before[: 2 * WORDS // 3] if copy else [f"w{word}" for word in zipf(draw, 20_000, WORDS)]
        text = " ".join(words)
        before = words if not copy else before
        line = (Line(0, len(text), Label.BODY, "test"),)
        yield Article(f"a-{number}", f"c-{number}", f"{number}.txt", SourceKind.TEXT, text, str(number), line)


def told(count: int) -> list[Told]:
    """Their dates, places and agencies."""
    places = zipf(np.random.default_rng(8), 50, count)
    return [Told(f"a-{n}", day(n * DAYS // count), f"place {places[n]}", (f"agency {n % 3}",) if n % 2 else ()) for n in range(count)]


def voiced(count: int) -> Iterator[Voiced]:
    """Their statements, each of a dozen words and one stance."""
    draw = np.random.default_rng(9)
    every = count * STATEMENTS
    actors, concepts, sides = zipf(draw, ACTORS, every), zipf(draw, CONCEPTS, every), draw.integers(-1, 2, every)
    spoken = zipf(draw, 20_000, every * 12).reshape(every, 12)
    for number in range(every):
        words = " ".join(f"w{word}" for word in spoken[number])
        side = (Stance(f"concept {concepts[number]}", int(sides[number]), True),)
        where, actor = number // STATEMENTS, actors[number]
        when, quote = day(where * DAYS // count), (Span(0, len(words), words),)
        yield Voiced(f"s-{number}", f"a-{where}", f"w-{actor}", f"Actor {actor}", True, when, quote, stances=side)


def step(name: str, count: int) -> tuple[float, int]:
    """Processor seconds and findings of one step, without making the input."""
    texts = list(articles(count, 10)) if name in ("floor", "literal_copies") else []
    if name == "carried by all":
        texts = list(articles(count, 2))
        texts = [
            Article(**{field: getattr(texts[0] if n % 2 else one, field) for field in one.__slots__} | {"id": one.id}) for n, one in enumerate(texts)
        ]
    heads = told(count) if name in ("same_events", "stories") else []
    voices = list(voiced(count)) if name in ("same_events", "same_statements", "stories", "tensions") else []
    started = time.process_time()
    match name:
        case "floor":
            found = sum(len(re.findall(r"\w+", one.text)) for one in texts)
        case "literal_copies" | "carried by all":
            found = len(relations.literal_copies(texts))
        case "same_events":
            found = len(relations.same_events(heads, voices))
        case "same_statements":
            found = len(relations.same_statements(voices))
        case "stories":
            found = len(relations.stories(heads, voices, ()))
        case "tensions":
            found = len(relations.tensions(voices))
        case _:
            found = 0
    return time.process_time() - started, found


def main() -> None:
    """Run every step at a quarter of the articles and at all of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    floors: dict[int, float] = {}
    print(f"{'step':16} {'articles':>8} {'seconds':>8} {'to floor':>8} {'growth':>7} {'found':>8} {'peak MB':>8}")
    for name in STEPS:
        before = 0.0
        for size in (count // 4, count):
            done = subprocess.run([sys.executable, __file__, "--step", name, str(size)], capture_output=True, text=True, check=True)
            seconds, found, peak = done.stdout.split()
            took = float(seconds)
            if name == "floor":
                floors[size] = took
            growth = f"{took / before:.1f}" if before else ""
            ratio = f"{took / floors[size]:.1f}" if size in floors else ""
            print(f"{name:16} {size:8} {took:8.2f} {ratio:>8} {growth:>7} {found:>8} {peak:>8}", flush=True)
            before = took


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        seconds, found = step(sys.argv[2], int(sys.argv[3]))
        print(seconds, found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    else:
        main()
