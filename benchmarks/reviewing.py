"""How long a new reviewer takes for twenty statements of the demo corpus with the keyboard alone.

    python benchmarks/reviewing.py [--statements 20] [--order unsure|text] [--show FOLDER]

Presses the keys in Chromium that a reviewer presses, on a ledger of its own, and prints every one: from the corpus page, the name, then what
`DECISIONS` says for each statement that comes up. The machine's time is measured, from the key until the next statement is painted. The
person's time is a model, not a measurement (keystroke-level model): see `MODEL`. A statement that `DECISIONS` does not know ends the run:
somebody has to read it and decide first.
"""

from __future__ import annotations

import argparse
import itertools
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from sys import executable

from playwright.sync_api import Page, ViewportSize, sync_playwright

from wortlaut.parse.sentences import split
from wortlaut.pipeline import language_of
from wortlaut.records import StatementRow
from wortlaut.store.sqlite import SqliteLedger

KEY, DECISION, WORDS_A_MINUTE = 0.28, 1.35, 250
MODEL = f"""{KEY} s for every key, {DECISION} s to make up one's mind once for every statement (keystroke-level model: K of an average typist, M),
and reading at {WORDS_A_MINUTE} words a minute: the sentences the quotation stands in, the sentence before them where the quotation fills its own,
less what was read for the statement just before; where the card says what was decided on the same words of the same speaker in another
text, that line instead; and kind and speaker as the card tells them, without its small print. Looking for the place in another article,
and being wrong, are not in the model."""

NAME = "Mira"
SKIP = "Space"

ORDERS = {"unsure": "c", "text": "o"}
"""The key on the corpus page that begins each order."""

DECISIONS = {
    "s-bb79564d": "a",  # Deshalb muss auch Untermerle gefragt werden.
    "s-9e156b31": "x",  # das Ostermoor seit etwa einem Jahr aufhängen will: nobody says this
    "s-5aba2d3b": "x",  # Jana Ostermoor soll das Papier …: about her, not by her
    "s-dfadbd44": "a",  # Nordau und Südmark haben sich auf den Entwurf …
    "s-1f7b7288": "a",  # Den Probestau vorzeitig abzubrechen
    "s-3c226a2a": "x",  # Streit um eine Einladung: a heading
    "s-4cb25a70": "u",  # Aus Altfurt kam Kritik.
    "s-05e2c38b": "x",  # wer für Schäden unterhalb der Mauer haftet: nobody says this
    "s-97e31797": "a",  # Die Werte will Südmark künftig …
    "s-0f119f16": "a",  # Silke Fenn überzeugt das nicht.
    "s-750716c3": SKIP,  # Wann die erste Station in Betrieb geht: what does not follow from the message
    "s-7a80ed64": "speaker Fischereiverband Nordau",  # … haben Nordaus Fischer zum ersten Mal etwas Gutes über Kaltensteg gesagt.
    "s-a0c86452": "a",  # wie sich der Probestau an der Merle bis ins Frühjahr verlängern ließe
    "s-782a6ff8": "a",  # Bis Ende März soll dazu ein Vorschlag auf dem Tisch liegen.
    "s-1ab7b875": "a",  # Fehle im Sommer auch nur ein Fünftel des Wassers, …
    "s-c11aefe6": "x",  # Vom Probestau … wären am Unterlauf …: the medium's own words
    "s-f3316c90": "a",  # Der Flussrat entscheidet erst im September, …
    "s-8863c93a": "a",  # Fenn bestreitet das.
    "s-3f8e7f86": "a",  # Welling dementierte das.
    "s-4076239a": "a",  # „Wortbruch“
    "s-18700841": "x",  # Tarik Welling hörte die Zahlen gern: nothing is said
    "s-d3335b0a": "a",  # "unbefriedigenden Daten"
    "s-aac306dd": "a",  # 58 Prozent der Südmärker sind dafür, …
    "s-edf80265": "a",  # Unter diesen Bedingungen könne der Probestau …
    "s-919b1d21": "a",  # Im Sommer 2020 seien im Hafen drei Kutter trockengefallen, …
    "s-fae80046": "a",  # dass er das Gutachten abwartet
    # In the order of the texts:
    "s-a3ed8891": "a",  # ihr Südmärker Kollege verweist auf ein Gutachten
    "s-96299649": "a",  # Die Mauer sei sicher.
    "s-0d064b42": "a",  # Der Prüfingenieur habe ihm versichert, …
    "s-1456a68e": "a",  # Nordaus Wasserministerin Jana Ostermoor nannte das Angebot …
    "s-986c3e89": "a",  # "einen ersten Schritt, mehr nicht"
    "s-a7c6c9a2": "a",  # "Bevor der erste Kubikmeter zurückgehalten wird, …"
    "s-47d621cc": "a",  # Sie lehne den Probestau nicht grundsätzlich ab, …
    "s-699acdad": "a",  # Die Merlekraft AG … hatte den Beginn der Füllung … angekündigt.
    "s-3f93a9fc": "speaker Merlekraft AG",  # kostet jeder Monat Verzögerung rund 400 000 Euro: "nach Angaben des Unternehmens"
    "s-ff5f1e24": "a",  # Flussratsvorsitzende Irmgard Solveck mahnte beide Länder zur Eile.
    "s-b82b8fea": "a",  # Über die Zahl der Messstellen werde in der nächsten Sitzung beraten
    "s-2f2f8648": "a",  # Die Mauer sei sicher.
    "s-c6ab1e5b": "a",  # Der Prüfingenieur habe ihm versichert, …
    "s-d88814d5": "a",  # Nordaus Wasserministerin Jana Ostermoor nannte das Angebot …
    "s-7ed51767": "a",  # „einen ersten Schritt, mehr nicht“
    "s-0752e43b": "a",  # „Bevor der erste Kubikmeter zurückgehalten wird, …“
    "s-8669179b": "a",  # Die Merlekraft AG … hatte den Beginn der Füllung … angekündigt.
    "s-01147e85": "speaker Merlekraft AG",  # kostet jeder Monat Verzögerung rund 400 000 Euro
    "s-e3dafb51": "a",  # Konrad Brandis … forderte einen festen Termin noch vor Ostern.
    "s-31c7a8e9": "a",  # „Das Becken ist gebaut, die Turbinen sind bezahlt, nur das Wasser fehlt“
    "s-5460d556": "a",  # Wer jetzt noch prüfen wolle, …
    "s-0ffab1c9": "a",  # Flussratsvorsitzende Irmgard Solveck mahnte beide Länder zur Eile.
}
"""What a reader of the article decides: the key of a verdict, or the speaker to set before accepting."""

PAINTED = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  const first = performance.getEntriesByName('first-contentful-paint')[0];
  done(performance.timeOrigin + (first ? first.startTime : performance.now()));
})))"""

SEEN = """([start, end]) => {
  const line = [...document.querySelectorAll('article > [data-start]')].filter(one => Number(one.dataset.start) <= start).pop();
  if (!line) return 0;
  const range = document.createRange(), texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let at = Number(line.dataset.start), begun = false;
  while (texts.nextNode()) {
    const signs = [...texts.currentNode.data], to = at + signs.length, unit = place => signs.slice(0, place - at).join('').length;
    if (!begun && start < to) { range.setStart(texts.currentNode, unit(start)); begun = true; }
    if (begun) range.setEnd(texts.currentNode, unit(Math.min(end, to)));
    if (end <= to) break;
    at = to;
  }
  const box = range.getBoundingClientRect();
  return box.top < 0 ? -1 : box.bottom > innerHeight ? 1 : 0;
}"""
"""Where a stretch of the article is: above what is seen (-1), in sight (0), below (1)."""


@dataclass(slots=True)
class Step:
    """One statement: what it was, the keys pressed on it, the words read of it, and how long the machine took to show the next.

    `copy` of the words tell what was decided on the same ones elsewhere; `wider` is what is read if that is never trusted and the sentence
    before always read.
    """

    statement: str
    article: str
    keys: list[str] = field(default_factory=list)
    words: int = 0
    copy: int = 0
    wider: int = 0
    machine: list[float] = field(default_factory=list)

    def person(self) -> float:
        """Seconds of the model."""
        return KEY * len(self.keys) + DECISION + reading(self.words)


def reading(words: int) -> float:
    """Seconds to read so many words."""
    return 60 * words / WORDS_A_MINUTE


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The demo ledger behind `wortlaut view`, in a process of its own."""
    wortlaut = Path(executable).with_name("wortlaut")
    subprocess.run([wortlaut, "demo", "--ledger", path], check=True, capture_output=True)
    server = subprocess.Popen([wortlaut, "view", "--ledger", path, "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    address = re.search(r"http://[^ ]+", server.stderr.readline())
    assert address, "wortlaut view did not say where it is"
    try:
        yield address[0]
    finally:
        server.terminate()
        server.wait()


def timed(page: Page, key: str, *, away: bool = True) -> float:
    """Press a key; the seconds until what it leads to is painted. `away`: whether it leads to another page."""
    begun = time.time()
    if away:
        with page.expect_navigation():
            page.keyboard.press(key)
    else:
        page.keyboard.press(key)
    return float(page.evaluate(PAINTED)) / 1000 - begun if away else time.time() - begun


def begin(page: Page, address: str, first: str) -> tuple[int, list[float]]:
    """From the corpus to the first statement; how many keys that took, and the machine's times."""
    page.goto(address)
    taken = [timed(page, first)]
    page.keyboard.type(NAME)
    taken.append(timed(page, "Enter"))
    return 1 + len(NAME) + 1, taken


Stretch = tuple[str, int, int]
"""A sentence: its article, start and end."""


def sentences(row: StatementRow) -> tuple[list[Stretch], bool]:
    """The sentence before a quotation and those it stands in, and whether it fills them."""
    text, language = row.article.text, language_of(row.article)
    assert language is not None
    every = [one for line in row.article.lines for one in split(text, line.start, line.end, language.sentence_words())]
    first, last = row.quotation.quote[0].start, row.quotation.quote[-1].end
    inside = [place for place, (start, end) in enumerate(every) if start < last and end > first]
    fills = every[inside[0]][0] >= first and len(text[last : every[inside[-1]][1]].split()) == 0
    return [(row.article.id, start, end) for start, end in every[max(inside[0] - 1, 0) : inside[-1] + 1]], fills


def length(row: StatementRow, stretches: Iterable[Stretch]) -> int:
    """How many words these sentences have."""
    return sum(words_in(row.article.text[start:end]) for _, start, end in stretches)


def words_in(text: str) -> int:
    """How many words there are between blanks; a sign alone is none."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def told(page: Page) -> str:
    """Kind and speaker in the words of the card, without the small print and the words that are read in the article."""
    small = page.locator(".statement dl > dd:nth-of-type(-n+2) :is(small, q, kbd)").all_inner_texts()
    shown = " ".join(page.locator(".statement dl > dd:nth-of-type(-n+2)").all_inner_texts())
    return " ".join(reduce(lambda left, one: left.replace(one, ""), small, shown).split())


def review(page: Page, ledger: SqliteLedger, before: set[Stretch]) -> tuple[Step, set[Stretch]]:
    """Read what is shown and decide; also the sentences that were read."""
    key = page.locator(".verdicts input[name=statement]").get_attribute("value") or ""
    row = ledger.find(key)
    assert isinstance(row, StatementRow)
    step = Step(" … ".join(one.text for one in row.quotation.quote), row.article.id)
    decision = DECISIONS.get(key[:10])
    if decision is None:
        raise SystemExit(f"nobody decided on {key} yet: {step.statement}")
    around, fills = sentences(row)
    wanted = around if fills or len(around) == 1 else around[1:]
    card = words_in(told(page))
    step.copy = words_in(" ".join(page.locator(".copy").all_inner_texts()))
    step.words = card + (step.copy or length(row, [one for one in wanted if one not in before]))
    step.wider = card + length(row, [one for one in around if one not in before])
    for one in wanted if not step.copy else ():
        scroll(page, one, step)
    decide(page, decision, step)
    return step, set(around)


def scroll(page: Page, stretch: Stretch, step: Step) -> None:
    """Press arrows until a sentence is in sight."""
    while where := page.evaluate(SEEN, list(stretch[1:])):
        assert len(step.keys) < 100, f"cannot be scrolled into sight: {stretch}"
        step.keys.append("ArrowUp" if where < 0 else "ArrowDown")
        page.keyboard.press(step.keys[-1])
        page.wait_for_timeout(200)


def decide(page: Page, decision: str, step: Step) -> None:
    """Press the keys of a decision, setting the speaker first where it says so."""
    act, _, name = decision.partition(" ")
    if act == "speaker":
        step.machine.append(timed(page, "s", away=False))
        digit = page.locator("details[open] button", has_text=name).first.get_attribute("data-key") or ""
        step.machine.append(timed(page, digit))
        step.keys += ["s", digit]
    last = "a" if act == "speaker" else act
    step.machine.append(timed(page, last))
    step.keys.append(last)


def run(number: int, first: str, pictures: Path | None) -> None:
    """Review so many statements, and print each and the sums."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "demo.wortlaut"
        with served(path) as address, SqliteLedger.open(path) as ledger:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            # A small laptop, less what the browser itself takes.
            page = browser.new_context(locale="en-GB", viewport=ViewportSize(width=1366, height=625)).new_page()
            keys, taken = begin(page, address, first)
            print(f"{'begin':<56} keys {keys:>2}  machine {sum(taken):5.2f} s")
            steps: list[Step] = []
            read: set[Stretch] = set()
            while sum(SKIP not in step.keys for step in steps) < number:
                if pictures:
                    page.screenshot(path=pictures / f"{len(steps) + 1:02}.png")
                step, read = review(page, ledger, read)
                steps.append(step)
                print(
                    f"{step.statement[:54]:<56} keys {' '.join(step.keys):<12} words {step.words:>3}  machine {sum(step.machine):5.2f} s", flush=True
                )
            browser.close()
    summary(steps, keys, taken)


def summary(steps: list[Step], keys: int, taken: list[float]) -> None:
    """The sums, and what each decided statement took."""
    decided = sum(SKIP not in step.keys for step in steps)
    machine = [one for step in steps for one in step.machine]
    person, words, pressed = sum(one.person() for one in steps), sum(one.words for one in steps), sum(len(one.keys) for one in steps)
    changes = sum(one.article != other.article for one, other in itertools.pairwise(steps))
    minds, begun = len(steps) * DECISION, keys * KEY + DECISION + sum(taken)
    whole = begun + person + sum(machine)
    more = reading(sum(one.wider - one.words for one in steps))
    print(f"\n{decided} statements decided, {len(steps) - decided} skipped; another article {changes} times")
    print(f"{sum(one.copy > 0 for one in steps)} had the same words as one before")
    print(f"begin: {begun:.1f} s: {keys} keys, machine {sum(taken):.2f} s")
    print(f"person: {person:.1f} s: {pressed} keys {pressed * KEY:.1f} s, {len(steps)} decisions {minds:.1f} s, {words} words {reading(words):.1f} s")
    print(f"machine: {sum(machine):.1f} s, from key to paint median {statistics.median(machine):.3f} s, longest {max(machine):.3f} s")
    print(f"together: {whole:.1f} s, {(whole - begun) / decided:.1f} s a statement")
    print(f"if the same words are read again, and the sentence before always: {whole + more:.1f} s")
    print(f"with another {DECISION} s wherever the article changes: {whole + DECISION * changes:.1f} s")
    print(MODEL)


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description="Review speed with the keyboard.")
    parser.add_argument("--statements", type=int, default=20)
    parser.add_argument("--order", choices=ORDERS, default="unsure", help="the order in which statements come up")
    parser.add_argument("--show", type=Path, help="a folder for pictures of what the reviewer sees")
    given = parser.parse_args()
    run(given.statements, ORDERS[given.order], given.show)


if __name__ == "__main__":
    main()
