"""The optional annotator de-quotect: without its model it stands aside, with one it keeps the promises of every annotator."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.packs.tiny_quotect import TEXT

from wortlaut.pipeline import annotator_for
from wortlaut_de.quotect import model

installed = pytest.mark.skipif(find_spec("quotect") is None, reason="the extra wortlaut[quotect] is not installed (make test-extras installs it)")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a cache of the hub and a model that knows one article."""
    home = tmp_path_factory.mktemp("quotect")
    script = Path(__file__).with_name("tiny_quotect.py")
    done = subprocess.run([sys.executable, script, home], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return home


def wortlaut(home: Path, text: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command over a text on standard input, with the cache of the hub at `home`."""
    command = [Path(sys.executable).parent / "wortlaut", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False, env={**os.environ, "HF_HOME": str(home), **variables})


def test_without_the_model_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The reason names the package or the model, and the rules are named as the producer."""
    monkeypatch.setenv(model.MODEL_VARIABLE, str(tmp_path / "nowhere"))
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    annotator = annotator_for("de", "de-quotect")
    assert annotator.missing().startswith(("the package quotect is not installed", f"no model {tmp_path}"))
    assert annotator.producer().name == "de-rules"


def test_asked_for_by_name_it_never_lets_the_rules_answer_in_silence(tmp_path: Path) -> None:
    """A command that names it ends with one line and exit code 2 where it cannot work."""
    done = wortlaut(tmp_path, TEXT, "quote", "-", "--annotator", "de-quotect", WORTLAUT_QUOTECT_MODEL=str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("wortlaut: this annotator cannot work here: de-quotect: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
@installed
def test_it_reads_an_article_with_a_real_model(tiny: Path) -> None:
    """Model in, spans out: quote, cue, frame and speaker as the model learnt them, the model's digest as producer, nothing else on standard output."""
    done = wortlaut(tiny, TEXT, "quote", "-", "--json", "--plain", "--annotator", "de-quotect", WORTLAUT_QUOTECT_MODEL=str(tiny / "model"))
    assert done.returncode == 0, done.stderr
    (quotation,) = json.loads(done.stdout)["quotations"]
    assert {role: [span["text"] for span in quotation[role]] for role in ("quote", "cue", "frame", "speaker", "addressee")} == {
        "quote": ["„Der Damm hält“"],
        "cue": ["sagte"],
        "frame": [", sagte Welling"],
        "speaker": ["Welling"],
        "addressee": [],
    }
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in quotation["quote"])
    assert quotation["kind"] == "Direct"
    assert quotation["producer"]["name"] == "de-quotect"
    assert len(quotation["producer"]["weights"]) == 64


@pytest.mark.slow
@installed
def test_a_model_that_is_a_pickle_is_refused(tiny: Path, tmp_path: Path) -> None:
    """Weights that could run code are not loaded, and the message names the format that is."""
    (tmp_path / "pytorch_model.bin").write_bytes((tiny / "model" / "model.safetensors").read_bytes())
    (tmp_path / "config.json").write_bytes((tiny / "model" / "config.json").read_bytes())
    done = wortlaut(tiny, TEXT, "quote", "-", "--annotator", "de-quotect", WORTLAUT_QUOTECT_MODEL=str(tmp_path))
    assert done.returncode == 2
    assert "model.safetensors" in done.stderr


@pytest.mark.slow
@installed
def test_the_library_fails_on_a_text_and_the_document_becomes_a_problem(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library throws ends as the problem of that document, with what to do."""
    from wortlaut.pipeline import read_text

    monkeypatch.setenv(model.MODEL_VARIABLE, str(tiny / "model"))
    monkeypatch.setattr(model, "missing", lambda: "")

    def broken(place: Path) -> None:
        raise RuntimeError(place)

    monkeypatch.setattr(model, "load", broken)
    problem = read_text(TEXT, annotator="de-quotect").problem
    assert problem is not None
    assert problem.reason == "quotect fails on it (RuntimeError)"
    assert problem.remedy == "read it with --annotator de-tagger"
