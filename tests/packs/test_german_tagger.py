"""The trained German tagger: what it finds, that it falls back to the rules, and that its card tells the truth."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.quote.marked import article_of

from wortlaut import pipeline
from wortlaut.capture import read_sources
from wortlaut.evaluate import evaluate, load_gold
from wortlaut.evaluate.scoring import predict_all
from wortlaut.evaluate.system import answers
from wortlaut.parse import parse
from wortlaut.quote import attribute
from wortlaut.records import Capture, Draft, Kind, Producer
from wortlaut.seams import ReadOptions
from wortlaut_de import German
from wortlaut_de.demo_gold import DEMO, place_gold
from wortlaut_de.demo_gold import load_gold as load_demo_gold
from wortlaut_de.rules import GermanRules
from wortlaut_de.tagger import GermanTagger, annotator, weights

STRAIGHT = str.maketrans(dict.fromkeys("„“”«»", '"') | dict.fromkeys("‚‘’‹›", "'"))
TEXT = "„Der Damm hält“, sagte Jana Krell am Montag. Der Pegel sei seit Mai gesunken. Ole Harksen forderte mehr Messstellen an der Merle.\n"


def drafts(text: str) -> tuple[Draft, ...]:
    """What the tagger finds in a text whose every line is body."""
    article = article_of(text)
    return GermanTagger().annotate(article, parse(article, German()))


def test_it_finds_speech_reports_and_passages_with_their_speakers():
    """A direct quotation, a passage without a frame and a report, each with who said it."""
    found = [(one.kind, [span.text for span in one.quote], [span.text for span in one.speaker]) for one in drafts(TEXT)]
    assert found == [
        (Kind.DIRECT, ["„Der Damm hält“"], ["Jana Krell"]),
        (Kind.INDIRECT_FREE_INDIRECT, ["Der Pegel sei seit Mai gesunken."], ["Jana Krell"]),
        (Kind.REPORTED, ["Ole Harksen forderte mehr Messstellen an der Merle."], ["Ole Harksen"]),
    ]


def test_it_names_itself_with_a_digest_of_weights_and_rules():
    """The producer changes with the weights and with the tables of the rules, since both decide what is found."""
    producer, rules = GermanTagger().producer(), GermanRules().producer()
    assert (producer.name, producer.pack) == ("de-tagger", rules.pack)
    assert producer.weights == hashlib.sha256(f"{weights.weights_digest()} {rules.version} {rules.weights}".encode()).hexdigest()


def test_the_pack_prefers_it_and_the_rules_stay_at_hand():
    """German news is read by the tagger unless the rules are asked for by name."""
    assert pipeline.annotator_for("de").name == "de-tagger"
    assert pipeline.annotator_for("de", "de-rules").name == "de-rules"


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A pack without its weights."""
    monkeypatch.setattr(weights, "folder", lambda: tmp_path)
    weights.weights_digest.cache_clear()
    yield
    monkeypatch.undo()
    weights.weights_digest.cache_clear()


@pytest.mark.usefixtures("no_weights")
def test_without_weights_the_rules_serve_and_are_named():
    """No weights: the drafts are those of the rules, and so is the producer."""
    article = article_of(TEXT)
    parsed = parse(article, German())
    assert GermanTagger().annotate(article, parsed) == GermanRules().annotate(article, parsed) != ()
    assert GermanTagger().producer() == GermanRules().producer()


@pytest.mark.usefixtures("no_weights")
def test_the_doctor_tells_that_weights_are_missing(capsys: pytest.CaptureFixture[str]):
    """`wortlaut doctor` says who serves in whose place; it is no failure."""
    from wortlaut.cli.about import _packs

    name, found, good = _packs()
    assert (name, good) == ("language packs", True)
    assert "de-tagger (its weights are missing (reinstall the pack): de-rules serves in its place)" in found


def test_a_card_without_its_files_counts_as_no_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A broken installation, a card alone, falls back like one without weights."""
    (tmp_path / "card.json").write_text(json.dumps({"digest": "d", "files": {"tagger.onnx": "0"}}), encoding="utf-8")
    monkeypatch.setattr(weights, "folder", lambda: tmp_path)
    weights.weights_digest.cache_clear()
    assert weights.weights_digest() is None
    weights.weights_digest.cache_clear()


def test_the_same_article_gives_the_same_answer_whatever_was_read_before():
    """Neither another article nor a second tagger changes a single number."""
    first = drafts(TEXT)
    drafts("„Nein“, sagte Mirko Brandt.\n" * 30)
    assert drafts(TEXT) == first


def test_a_long_article_is_read_in_pieces_without_seams():
    """Far behind the first piece of the network the same sentences give the same spans and kinds."""
    filler = "Die Fähre fuhr am Dienstag wieder nach Plan. Am Ufer standen Bänke.\n\n" * 450
    text = filler + TEXT
    found = [(one.kind, one.quote[0].text) for one in drafts(text)]
    assert found == [(one.kind, one.quote[0].text) for one in drafts(TEXT)]


def test_what_is_too_long_for_an_article_is_read_by_the_rules(monkeypatch: pytest.MonkeyPatch):
    """Memory stays bounded whatever comes: beyond so many tokens the rules read alone."""
    article = article_of(TEXT)
    parsed = parse(article, German())
    monkeypatch.setattr(annotator, "LONGEST", len(parsed.tokens) - 1)
    assert GermanTagger().annotate(article, parsed) == GermanRules().annotate(article, parsed)
    monkeypatch.setattr(annotator, "LONGEST", len(parsed.tokens))
    assert GermanTagger().annotate(article, parsed) != GermanRules().annotate(article, parsed)


# --- the card ------------------------------------------------------------------------------------------------


def card() -> dict:
    """The card of the shipped weights."""
    return json.loads(weights.folder().joinpath("card.json").read_text(encoding="utf-8"))


def test_the_card_lists_every_file_with_its_digest():
    """Weights are what the card says they are, and together no more than 30 MB."""
    found = {one.name: one.read_bytes() for one in weights.folder().iterdir() if one.name != "card.json"}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in found.items()} == card()["files"]
    assert sum(map(len, found.values())) < 30_000_000


def test_the_card_says_what_it_was_made_from():
    """Data with licences, the recipe, and that a language model made the annotation."""
    told = card()
    assert told["licence"] == "CC-BY-SA-4.0"
    assert all(one["name"] and one["licence"] for one in told["data"])
    assert "language model" in told["annotation"]
    assert (Path(__file__).parents[2] / "recipes/de/quote/tagger/recipe.toml").read_text(encoding="utf-8").count(f'id = "{told["recipe"]}"') == 1


def demo_gold(folder: Path, *, straight: bool) -> Path:
    """The demo corpus as gold for `evaluate`, also with straight marks."""
    rows = []
    for gold in load_demo_gold():
        (capture,) = read_sources([str(DEMO / gold.file)], ReadOptions(retrieved_at="2026-01-01T00:00:00+00:00"))
        assert isinstance(capture, Capture)
        text = pipeline.make_article(capture).text
        placed = [{"id": one.gold.number, "kind": one.gold.kind.value, **_ranges(one)} for one in place_gold(gold, text)]
        rows.append({"id": gold.file, "text": text.translate(STRAIGHT) if straight else text, "quotations": placed})
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def _ranges(placed: object) -> dict[str, list[list[int]]]:
    return {role: [[span.start, span.end] for span in getattr(placed, role)] for role in ("quote", "cue", "frame", "speaker", "addressee")}


def joint(path: Path) -> float:
    """The official joint F1 on a gold file."""
    gold = load_gold(path)
    return evaluate(gold, predict_all(gold, answers), bootstrap=0).official.joint.f1


def test_the_card_figures_hold_and_straight_marks_cost_little(tmp_path: Path):
    """What the card claims for the demo corpus is measured again; all marks replaced by straight ones cost at most one point.

    The network was trained on this corpus too: the figure shows that weights and code belong together, not how good they are.
    """
    curly = joint(demo_gold(tmp_path, straight=False))
    assert curly == pytest.approx(card()["figures"]["demo"]["joint"], abs=1.0)  # a change of the rules moves it a little
    assert joint(demo_gold(tmp_path, straight=True)) >= curly - 1.0


# --- growth --------------------------------------------------------------------------------------------------


def test_time_grows_with_the_text():
    """Eight times the text takes at most about eight times the time."""
    import time

    def seconds(text: str) -> float:
        article = article_of(text)
        parsed = parse(article, German())
        start = time.process_time()
        attribute(article, parsed, GermanTagger(), German())
        return time.process_time() - start

    page = TEXT * 60
    seconds(page)
    assert seconds(page * 8) < 14 * seconds(page)


def test_producers_differ_so_that_everything_is_read_again():
    """A ledger made by the rules is not taken for one made by the tagger."""
    ours, theirs = pipeline.fingerprint(pipeline.Settings()), pipeline.fingerprint(pipeline.Settings(annotator="de-rules"))
    assert ours != theirs
    assert isinstance(GermanTagger().producer(), Producer)
