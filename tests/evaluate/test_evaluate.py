from __future__ import annotations

import importlib.util
import json
import random
import re
from dataclasses import replace

import pytest

from wortlaut.errors import GoldError
from wortlaut.evaluate import Answer, Evaluation, GoldDocument, GoldQuotation, evaluate, load_gold, predict_all, same_actor
from wortlaut.evaluate.gold import ROLES, Role
from wortlaut.records import Kind, Producer, Quotation, Span

PRODUCER = Producer("test", "1")
TEXT = "Gestern sagte sie laut: Der Damm an der Merle hält gut. Nein, rief er!"


def answer(text: str, kind: Kind, roles: dict[Role, tuple[tuple[int, int], ...]], names: tuple[str, ...] = ()) -> Answer:
    """A predicted quotation with these stretches."""
    spans = {str(role): tuple(Span.of(text, start, end) for start, end in roles.get(role, ()) if start < end) for role in ROLES}
    return Answer(
        Quotation(id="s-1", article_id="a-1", kind=kind, nested_in=None, modality=(), confidence=1.0, rule="", producer=PRODUCER, **spans), names
    )


def repeated(document: GoldDocument) -> tuple[Answer, ...]:
    """The gold of a document as if a system had found it."""
    return tuple(
        answer(document.text, one.kind, dict(zip(ROLES, one.stretches, strict=True)), (one.actor,) if one.actor else ())
        for one in document.quotations
    )


def words(text: str, *chosen: str) -> tuple[tuple[int, int], ...]:
    """Where these words stand in the text."""
    return tuple(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text).span() for word in chosen)


def gold_quotation(kind: Kind, actor: str | None = None, **roles: str) -> GoldQuotation:
    """A gold quotation in TEXT given by its words."""
    bare = GoldDocument("d", TEXT, tokens(), ())
    stretches = tuple(words(TEXT, roles[role]) if role in roles else () for role in map(str, ROLES))
    return GoldQuotation(kind, tuple(bare.covered(part) for part in stretches), stretches, actor)


def tokens() -> tuple[tuple[int, int], ...]:
    """The tokens of TEXT."""
    from wortlaut.parse.tokens import TOKEN

    return tuple(match.span() for match in TOKEN.finditer(TEXT))


def merle() -> GoldDocument:
    """One Indirect of seven tokens with speaker, cue and frame, one Direct of one token with speaker and cue."""
    indirect = gold_quotation(
        Kind.INDIRECT,
        "Ilse Brandau (Bürgermeisterin)",
        quote="Der Damm an der Merle hält gut",
        speaker="sie",
        cue="sagte",
        frame="Gestern sagte sie laut:",
    )
    direct = gold_quotation(Kind.DIRECT, None, quote="Nein", speaker="er", cue="rief")
    return GoldDocument("d", TEXT, tokens(), (indirect, direct))


def score(*answers: Answer, gold: GoldDocument | None = None) -> Evaluation:
    """The evaluation of these answers on one document, without bootstrap."""
    return evaluate([gold or merle()], {"d": answers}, bootstrap=0)


class TestFigures:
    def test_gold_against_gold_is_perfect(self):
        """Repeating the gold scores 100 in every figure."""
        got = score(*repeated(merle()))
        for block in (got.official, got.strict):
            assert [getattr(block, name).f1 for name in ("messages", "roles", "joint", "speaker", "cue", "frame")] == [100.0] * 6
            assert (block.form, block.exact, block.iou, block.iou_speaker, block.predicted, block.gold) == (100.0, 100.0, 100.0, 100.0, 2, 2)
            assert block.kinds == ((Kind.DIRECT, 100.0), (Kind.INDIRECT, 100.0))

    def test_a_shorter_quote_loses_recall_only(self):
        """Six of seven quote tokens and the Direct missed: precision 1, recall (6/7 + 0) / 2 = 42.86, F1 60."""
        roles = {
            Role.QUOTE: words(TEXT, "Der Damm an der Merle hält"),
            Role.SPEAKER: words(TEXT, "sie"),
            Role.CUE: words(TEXT, "sagte"),
            Role.FRAME: words(TEXT, "Gestern sagte sie"),
        }
        got = score(answer(TEXT, Kind.INDIRECT, roles)).official
        assert (got.messages.precision, got.messages.recall, got.messages.f1) == (100.0, 42.86, 60.0)
        # speaker 1 and 0, cue 1 and 0, frame 3 of 5 tokens: precision 1, recall (1 + 0 + 1 + 0 + .6) / 5
        assert (got.roles.precision, got.roles.recall, got.roles.f1) == (100.0, 52.0, 68.42)
        assert (got.exact, got.iou, got.iou_speaker, got.form) == (0.0, 66.67, 66.67, 66.67)

    def test_half_a_token_counts(self):
        """A stretch that covers at least half of a token covers it, less does not."""
        document = merle()
        start = TEXT.index("Nein")
        assert document.covered([(start, start + 2)]) == document.quotations[1].role(Role.QUOTE)
        assert document.covered([(start, start + 1)]) == frozenset()

    def test_strict_gives_no_credit_without_a_common_token(self):
        """A quote that shares no token earns role credit officially, none strictly."""
        roles = {
            Role.QUOTE: ((len(TEXT) - 1, len(TEXT)),),
            Role.SPEAKER: words(TEXT, "sie"),
            Role.CUE: words(TEXT, "sagte"),
            Role.FRAME: words(TEXT, "Gestern sagte sie laut:"),
        }
        got = score(answer(TEXT, Kind.INDIRECT, roles))
        assert (got.official.roles.precision, got.strict.roles.precision) == (100.0, 0.0)
        assert (got.official.messages.f1, got.strict.messages.f1) == (0.0, 0.0)

    def test_pairing_is_optimal_not_greedy(self):
        """Two overlapping answers are paired so that the sum of overlaps is largest."""
        whole, half = gold_quotation(Kind.DIRECT, quote="Der Damm an der Merle hält gut"), gold_quotation(Kind.DIRECT, quote="Der Damm an der")
        gold = GoldDocument("d", TEXT, tokens(), (half, whole))
        got = score(
            answer(TEXT, Kind.DIRECT, {Role.QUOTE: whole.stretches[0]}), answer(TEXT, Kind.DIRECT, {Role.QUOTE: half.stretches[0]}), gold=gold
        )
        assert got.strict.exact == 100.0

    def test_kind_decides_between_equal_overlaps(self):
        """Where two gold quotes overlap equally, the one of the same kind is the partner."""
        gold = GoldDocument("d", TEXT, tokens(), tuple(gold_quotation(kind, quote="Nein") for kind in (Kind.INDIRECT, Kind.DIRECT)))
        got = score(answer(TEXT, Kind.DIRECT, {Role.QUOTE: words(TEXT, "Nein")}), gold=gold)
        assert got.official.kinds == ((Kind.DIRECT, 100.0), (Kind.INDIRECT, 0.0))

    def test_nothing_predicted_scores_zero(self):
        """No answer, or only answers without a token, gives 0 and does not fail."""
        for answers in ((), (answer(TEXT, Kind.DIRECT, {Role.QUOTE: ((7, 8),)}),)):
            got = score(*answers)
            assert (got.official.joint.f1, got.official.predicted, got.official.gold) == (0.0, 0, 2)

    def test_nothing_in_the_gold_scores_zero(self):
        """A document without gold quotations gives 0 and does not fail, with and without answers."""
        empty = GoldDocument("d", TEXT, tokens(), ())
        assert score(gold=empty).official.joint.f1 == 0.0
        assert score(*repeated(merle()), gold=empty).official.messages.precision == 0.0

    def test_documents_without_predictions_count(self):
        """A gold document that nobody predicted on lowers recall."""
        other = replace(merle(), id="e")
        got = evaluate([merle(), other], {"d": repeated(merle())}, bootstrap=0)
        assert (got.documents, got.official.messages.precision, got.official.messages.recall) == (2, 100.0, 50.0)

    def test_reported_is_left_out_before_pairing(self):
        """Without Reported, neither gold nor predicted Reported take part."""
        gold = GoldDocument("d", TEXT, tokens(), (*merle().quotations, gold_quotation(Kind.REPORTED, quote="rief er!")))
        got = score(*repeated(merle()), gold=gold)
        assert (got.official.gold, got.official_without_reported.gold) == (3, 2)
        assert (got.official.messages.recall, got.official_without_reported.messages.recall) == (66.67, 100.0)


class TestIntervals:
    def test_interval_holds_the_figure_and_repeats_with_the_seed(self):
        """The bootstrap interval lies around F1, is the same for the same seed and moves with another."""
        chance = random.Random(7)  # noqa: S311 - the same documents every time
        gold = [replace(merle(), id=str(number)) for number in range(40)]
        predictions = {one.id: tuple(found for found in repeated(one) if chance.random() < 0.6) for one in gold}
        first, again, other = (evaluate(gold, predictions, bootstrap=200, seed=seed).official.joint for seed in (3, 3, 4))
        assert first == again
        assert first.interval != other.interval
        assert first.interval[0] < first.f1 < first.interval[1]

    def test_no_bootstrap_gives_no_interval(self):
        """With 0 resamples the interval is None."""
        assert score().official.joint.interval is None


class TestActors:
    def test_right_wrong_and_abstained(self):
        """Of well-found quotations with a gold actor: the name, another name, none."""
        found, other, none = (score(replace(repeated(merle())[0], names=names)).actors.total for names in (("Brandau",), ("Karl Tannert",), ()))
        assert (found.right, found.wrong, found.abstained, found.accuracy, found.answered) == (1, 0, 0, 100.0, 100.0)
        assert (other.right, other.wrong, other.abstained, other.accuracy) == (0, 1, 0, 0.0)
        assert (none.right, none.wrong, none.abstained, none.answered) == (0, 0, 1, 0.0)

    def test_naming_somebody_where_gold_names_nobody_is_wrong(self):
        """Gold without actor: abstaining is right, a name is wrong."""
        quiet, loud = (score(replace(repeated(merle())[1], names=names)).actors.total for names in ((), ("Karl Tannert",)))
        assert (quiet.rightly_abstained, quiet.wrong) == (1, 0)
        assert (loud.rightly_abstained, loud.wrong) == (0, 1)

    def test_badly_found_quotations_do_not_count(self):
        """An answer that overlaps by less than half is not asked for its actor."""
        got = score(answer(TEXT, Kind.INDIRECT, {Role.QUOTE: words(TEXT, "Der Damm")}, ("Brandau",))).actors.total
        assert (got.right, got.wrong, got.abstained) == (0, 0, 0)

    def test_gold_without_any_actor_gives_no_counts(self):
        """Where the gold format has no actors, there is nothing to count."""
        gold = GoldDocument("d", TEXT, tokens(), (gold_quotation(Kind.DIRECT, quote="Nein"),))
        assert score(*repeated(gold), gold=gold).actors is None

    @pytest.mark.parametrize(
        ("names", "wanted", "same"),
        [
            (("Ilse Brandau",), "Ilse Brandau (Bürgermeisterin, FWA)", True),
            (("Brandau",), "Ilse Brandau (Bürgermeisterin)", True),
            (("Ilse",), "Ilse Brandau", False),
            (("Dr Ilse Brandau", "ILSE BRANDÁU"), "Ilse Brandau", True),
            (("anonym",), "anonym: zwei Anwohner", True),
            (("Südmark",), "Südmark / Landesregierung", True),
            (("Merle",), "Merle", True),
            (("Damm",), "", False),
            ((), "Ilse Brandau", False),
        ],
    )
    def test_names_are_compared_by_their_head(self, names, wanted, same):
        """Bracket, accents, dots and case do not matter; a surname stands for the whole name, a first name does not."""
        assert same_actor(names, wanted) is same


class TestJson:
    def test_result_is_plain_json(self):
        """An evaluation prints as JSON with stable keys."""
        got = json.loads(json.dumps(evaluate([merle()], {"d": repeated(merle())}, bootstrap=10).to_json()))
        assert list(got) == ["documents", "official", "strict", "without_reported", "actors", "mentions"]
        assert got["official"]["joint"] == {"p": 100.0, "r": 100.0, "f1": 100.0, "ci95": [100.0, 100.0]}
        assert got["strict"]["kinds"] == {"Direct": 100.0, "Indirect": 100.0}
        assert list(got["without_reported"]) == ["official", "strict"]
        assert got["actors"]["right"] == 1
        assert got["actors"]["right_share"] == {"percent": 100.0, "ci95": [100.0, 100.0]}
        assert got["mentions"] is None


ROW = {
    "id": "m1",
    "text": TEXT,
    "quotations": [{"kind": "Direct", "quote": [[56, 60]], "cue": [[62, 66]], "frame": [], "speaker": [[67, 69]], "actor": None}],
}


def write_rows(folder, *rows) -> object:
    """A JSON lines file with these rows (objects or raw lines)."""
    path = folder / "gold.jsonl"
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), encoding="utf-8")
    return path


def write_pretty(folder, name: str = "m1", **changes) -> object:
    """A gold file with tokens of its own."""
    pieces = [{"id": at, "text": TEXT[start:end], "charBegin": start, "charEnd": end} for at, (start, end) in enumerate(tokens())]
    annotation = {
        "type": "Direct",
        "quote": {"tokenIds": [13], "spans": []},
        "speaker": {"tokenIds": [16]},
        "cue": {"tokenIds": [15]},
        "frame": {"tokenIds": []},
        "addressee": None,
    }
    whole = {"documentName": name, "originalText": TEXT, "tokens": pieces, "annotations": [annotation], "sentences": [], **changes}
    path = folder / f"{name}.pretty.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


class TestLoading:
    def test_rows(self, tmp_path):
        """A row gives text, tokens and quotations as tokens and stretches; a missing role is empty."""
        (got,) = load_gold(write_rows(tmp_path, ROW))
        (quotation,) = got.quotations
        assert (got.id, got.text, quotation.kind, quotation.actor) == ("m1", TEXT, Kind.DIRECT, None)
        assert [got.text[slice(*got.tokens[at])] for at in sorted(quotation.role(Role.QUOTE))] == ["Nein"]
        assert quotation.stretches == (((56, 60),), ((67, 69),), ((62, 66),), (), ())

    def test_folder_with_tokens_of_its_own(self, tmp_path):
        """A folder of pretty files gives one document per file, in the order of names."""
        write_pretty(tmp_path, "m2")
        write_pretty(tmp_path, "m1")
        got = load_gold(tmp_path)
        assert [document.id for document in got] == ["m1", "m2"]
        assert [TEXT[start:end] for start, end in got[0].quotations[0].stretches[0]] == ["Nein"]

    def test_neighbouring_tokens_are_one_stretch(self, tmp_path):
        """Runs of neighbouring token numbers become one character stretch, gaps split it."""
        path = write_pretty(tmp_path, annotations=[{"type": "Indirect", "quote": {"tokenIds": [5, 6, 9]}}])
        assert [TEXT[start:end] for start, end in load_gold(path)[0].quotations[0].stretches[0]] == ["Der Damm", "Merle"]

    def test_a_null_kind_counts_as_indirect(self, tmp_path):
        """Both formats accept a quotation without a kind."""
        rows = load_gold(write_rows(tmp_path, {**ROW, "quotations": [{**ROW["quotations"][0], "kind": None}]}))
        files = load_gold(write_pretty(tmp_path, annotations=[{"type": None, "quote": {"tokenIds": [5]}}]))
        assert [got[0].quotations[0].kind for got in (rows, files)] == [Kind.INDIRECT, Kind.INDIRECT]

    @pytest.mark.parametrize(
        ("rows", "place", "why"),
        [
            (["{"], "gold.jsonl:1", "not JSON"),
            ([ROW, "[1, 2]"], "gold.jsonl:2", "an object is expected"),
            ([{**ROW, "id": None}], "gold.jsonl:1", "id must be text"),
            ([{**ROW, "text": 5}], "gold.jsonl:1", "text must be text"),
            ([{**ROW, "quotations": None}], "gold.jsonl:1", "quotations must be a list"),
            ([{**ROW, "quotations": [{"kind": "Loud", "quote": []}]}], "gold.jsonl:1, quotations[0]", "'Loud' is none of Direct"),
            ([{**ROW, "quotations": [{"kind": "Direct", "quote": [[5, 5]]}]}], "gold.jsonl:1, quotations[0], quote[0]", "inside the text"),
            ([{**ROW, "quotations": [{"kind": "Direct", "quote": [[0, 999]]}]}], "gold.jsonl:1, quotations[0], quote[0]", "inside the text"),
            ([{**ROW, "quotations": [{**ROW["quotations"][0], "actor": 7}]}], "gold.jsonl:1, quotations[0]", "actor must be text"),
            ([{**ROW, "source": 7}], "gold.jsonl:1", "source must be text"),
            ([{**ROW, "mentions": {}}], "gold.jsonl:1", "mentions must be a list"),
            ([{**ROW, "mentions": [{"start": 5, "end": 5, "kind": "person"}]}], "gold.jsonl:1, mentions[0]", "inside the text"),
            ([{**ROW, "mentions": [{"start": 0, "end": 5, "kind": "river"}]}], "gold.jsonl:1, mentions[0]", "'river' is none of person"),
            ([ROW, ROW], "m1", "same id"),
            ([], "gold.jsonl", "no documents"),
        ],
    )
    def test_bad_rows_are_named(self, tmp_path, rows, place, why):
        """A broken gold file stops with one line that says where and what."""
        with pytest.raises(GoldError) as caught:
            load_gold(write_rows(tmp_path, *rows))
        assert place in str(caught.value)
        assert why in str(caught.value)
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"originalText": None}, "originalText must be text"),
            ({"tokens": [{"charBegin": 0, "charEnd": 999}]}, "charBegin and charEnd"),
            ({"tokens": [{"charBegin": 8, "charEnd": 13}, {"charBegin": 0, "charEnd": 7}]}, "text order"),
            ({"annotations": [{"type": "Direct", "quote": {"tokenIds": [99]}}]}, "token numbers below"),
        ],
    )
    def test_bad_files_are_named(self, tmp_path, changes, why):
        """A broken pretty file stops with its name and the reason."""
        write_pretty(tmp_path, **changes)
        with pytest.raises(GoldError, match=r"m1\.pretty\.json") as caught:
            load_gold(tmp_path)
        assert why in str(caught.value)

    def test_missing_and_unreadable_gold(self, tmp_path):
        """No such file, an empty folder and bytes that are not UTF-8 are gold errors."""
        (tmp_path / "empty").mkdir()
        (tmp_path / "latin.jsonl").write_bytes('{"text": "hält"}'.encode("latin-1"))
        for path, why in (
            (tmp_path / "none.jsonl", "cannot be read"),
            (tmp_path / "empty", "no gold files"),
            (tmp_path / "latin.jsonl", "not UTF-8"),
        ):
            with pytest.raises(GoldError, match=why):
                load_gold(path)

    def test_predictor_sees_only_the_text(self):
        """A system is handed the bare text of each document; its answers are kept by id."""
        assert predict_all([merle()], lambda text: (answer(text, Kind.DIRECT, {Role.QUOTE: ((0, 7),)}),))["d"][0].quotation.quote[0].text == "Gestern"


# --- agreement with the reference scorer ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def reference(shared):
    """The reference scorer, loaded by path."""
    spec = importlib.util.spec_from_file_location("reference_scorer", shared / "tools" / "scoring" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def disturbed(document: GoldDocument, chance: random.Random) -> tuple[Answer, ...]:
    """The gold of a document with quotations dropped and doubled, kinds changed, roles shifted and lost."""
    out = []
    for one in document.quotations:
        for _ in range(chance.choice((0, 1, 1, 1, 2))):
            roles = {
                role: tuple(moved(stretch, len(document.text), chance) for stretch in part) for role, part in zip(ROLES, one.stretches, strict=True)
            }
            roles = {role: part for role, part in roles.items() if role is Role.QUOTE or chance.random() < 0.8}
            out.append(answer(document.text, one.kind if chance.random() < 0.8 else chance.choice(list(Kind)), roles))
    return tuple(out)


def moved(stretch: tuple[int, int], length: int, chance: random.Random) -> tuple[int, int]:
    """A stretch with its ends moved by up to 40 characters, or as it is."""
    if chance.random() < 0.5:
        return stretch
    start, end = sorted(min(max(place + chance.randint(-40, 40), 0), length) for place in stretch)
    return start, max(end, start)


def as_reference(reference, document: GoldDocument, answers) -> list[dict[str, object]]:
    """Answers in the form of the reference scorer, their tokens counted by its own rule."""
    found = []
    for one in answers:
        entry = {str(role): reference.spans_to_tokens(document.tokens, [(s.start, s.end) for s in getattr(one.quotation, role)]) for role in ROLES}
        if entry["quote"]:
            found.append({**entry, "type": str(one.quotation.kind)})
    return found


def same_numbers(block, wanted) -> None:
    """Every figure of a block equals the reference to two decimals."""
    for name in ("messages", "roles", "joint", "speaker", "cue", "frame", "addressee"):
        got = getattr(block, name)
        assert (got.precision, got.recall, got.f1) == pytest.approx((wanted[name]["p"], wanted[name]["r"], wanted[name]["f1"]), abs=0.011), name
    assert (block.form, block.exact, block.iou, block.iou_speaker) == pytest.approx(
        tuple(wanted[name] for name in ("form", "exact", "iou", "iou_speaker")), abs=0.011
    )
    assert {str(kind): f1 for kind, f1 in block.kinds} == pytest.approx(wanted["types"], abs=0.011)
    assert (block.predicted, block.gold) == (wanted["n_pred"], wanted["n_gold"])
    if "joint_ci95" in wanted:
        assert block.joint.interval == pytest.approx(tuple(wanted["joint_ci95"]), abs=0.011)


def agree(reference, documents, theirs, predictions) -> None:
    """Both scorers give the same numbers, official and strict, with and without Reported."""
    got = evaluate(documents, predictions, bootstrap=50, seed=3)
    gold = {name: quotes for name, (_, _, quotes) in theirs.items()}
    found = {document.id: as_reference(reference, document, predictions[document.id]) for document in documents}
    for strict, block in ((False, got.official), (True, got.strict)):
        same_numbers(block, reference.score(found, gold, strict=strict, boot=50, seed=3))
    gold, found = ({name: [q for q in quotes if q["type"] != "Reported"] for name, quotes in side.items()} for side in (gold, found))
    for strict, block in ((False, got.official_without_reported), (True, got.strict_without_reported)):
        same_numbers(block, reference.score(found, gold, strict=strict))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_agrees_with_the_reference_on_disturbed_rows(shared, reference, seed):
    """On gold rows and a disturbed copy of them, every number equals the reference scorer's."""
    path = shared / "data" / "quotes" / "wortlaut-de" / "dev.jsonl"
    documents = load_gold(path)
    theirs = reference.own_gold([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])
    chance = random.Random(seed)  # noqa: S311 - the same disturbance every time
    agree(reference, documents, theirs, {document.id: disturbed(document, chance) for document in documents})


@pytest.mark.parametrize("seed", [1, 2])
def test_agrees_with_the_reference_on_files_with_tokens(reference, tmp_path, seed):
    """On synthetic pretty files and a disturbed copy of them, every number equals the reference scorer's."""
    chance = random.Random(seed)  # noqa: S311 - the same files every time
    for number in range(12):
        made = [
            {
                "type": chance.choice([*Kind, None]),
                **{role: {"tokenIds": sorted(chance.sample(range(17), chance.randint(role == "quote", 6)))} for role in map(str, ROLES)},
            }
            for _ in range(chance.randint(0, 4))
        ]
        write_pretty(tmp_path, f"m{number:02}", annotations=made)
    documents = load_gold(tmp_path)
    theirs = reference.uhh_gold([path.read_bytes() for path in sorted(tmp_path.glob("*.pretty.json"))])
    agree(reference, documents, theirs, {document.id: disturbed(document, chance) for document in documents})


@pytest.mark.parametrize("name", ["wortlaut-de/dev.jsonl", "uhh-dev"])
def test_real_gold_against_itself_is_perfect(shared, name):
    """Both real gold sets repeated as answers score 100 in every figure and resolve every named actor."""
    documents = load_gold(shared / "data" / "quotes" / name)
    got = evaluate(documents, {document.id: repeated(document) for document in documents}, bootstrap=20)
    for block in (got.official, got.strict, got.official_without_reported, got.strict_without_reported):
        scores = [getattr(block, role) for role in ("messages", "roles", "joint", "speaker", "cue", "frame", "addressee")]
        assert {(one.precision, one.recall, one.f1) for one in scores} == {(100.0, 100.0, 100.0)}
        assert {f1 for _, f1 in block.kinds} == {100.0}
        assert (block.form, block.exact, block.iou, block.iou_speaker) == (100.0, 100.0, 100.0, 100.0)
    assert got.actors is None or (got.actors.total.wrong, got.actors.total.abstained, got.actors.total.accuracy) == (0, 0, 100.0)
