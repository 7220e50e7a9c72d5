"""`evaluate`: scores quotation attribution against gold, official and strict, with intervals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wortlaut.cli.output import print_json, say
from wortlaut.errors import ExitCode

if TYPE_CHECKING:
    from wortlaut.evaluate import Evaluation, Figures, Score


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--gold-quotes", is_flag=True, help="Give the resolver the gold quotations and score its actors only.")
@click.option("--bootstrap", type=click.IntRange(0, 100_000), default=1000, show_default=True, help="Resamples for the intervals; 0: none.")
@click.option("--annotator", default="", metavar="NAME", help="Who finds the quotations (wortlaut plugins); default: the one the language prefers.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(gold: Path, gold_quotes: bool, bootstrap: int, annotator: str, as_json: bool) -> int:
    """Score the quotations found in gold texts (every line is taken as body).

    GOLD is a JSON lines file with spans, or a folder of *.pretty.json files. Official: best one-to-one pairing by token
    F1, as published for German news. Strict: pairs that share no token are no pairs. Figures are F1 in per cent with 95 %
    intervals over documents.

    \b
    Example:
      wortlaut evaluate gold.jsonl --json
    """
    from functools import partial

    from wortlaut.evaluate import load_gold, predict_all
    from wortlaut.evaluate.scoring import evaluate as score_all
    from wortlaut.evaluate.system import answers, answers_for_gold_quotes
    from wortlaut.pipeline import check_annotator

    check_annotator(annotator)
    documents = load_gold(gold)
    if gold_quotes:
        predictions = {one.id: answers_for_gold_quotes(one) for one in documents}
    else:
        predictions = predict_all(documents, partial(answers, annotator=annotator))
    result = score_all(documents, predictions, bootstrap=bootstrap)
    if as_json:
        print_json(result.to_json())
    else:
        _show(result)
    if not documents:
        say("no documents in the gold")
    return ExitCode.DONE


def _show(result: Evaluation) -> None:
    click.echo(f"{result.documents} documents, {result.official.gold} gold quotations, {result.official.predicted} found\n")
    blocks = (
        ("official", result.official),
        ("strict", result.strict),
        ("official, no Reported", result.official_without_reported),
        ("strict, no Reported", result.strict_without_reported),
    )
    for title, block in blocks:
        click.echo(f"{title:<22} " + "  ".join(_score(name, block) for name in ("joint", "messages", "roles")))
    click.echo()
    for name in ("speaker", "cue", "frame", "addressee"):
        click.echo(f"{_score(name, result.official):<40} strict {_score(name, result.strict)}")
    strict = result.strict
    click.echo(f"\nexact spans {strict.exact:.1f}  IoU >= .5 {strict.iou:.1f}  with speaker {strict.iou_speaker:.1f}")
    click.echo("kinds  " + "  ".join(f"{kind.value} {f1:.1f}" for kind, f1 in strict.kinds))
    if result.actors:
        actors = result.actors
        click.echo(f"actors  right {actors.right}  wrong {actors.wrong}  abstained {actors.abstained}  rightly abstained {actors.rightly_abstained}")


def _score(name: str, block: Figures) -> str:
    score: Score = getattr(block, name)
    interval = f" ({score.interval[0]:.1f}-{score.interval[1]:.1f})" if score.interval else ""
    return f"{name} {score.f1:.1f}{interval}"
