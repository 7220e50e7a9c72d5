"""`evaluate`: scores quotation attribution against gold, official and strict, with intervals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wortlaut.cli.output import print_json, say, visible
from wortlaut.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wortlaut.evaluate import ActorFigures, Evaluation, Figures, GoldDocument, MentionFigures, Score, Share


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--gold-quotes", is_flag=True, help="Give the resolver the gold quotations and score its actors only.")
@click.option("--bootstrap", type=click.IntRange(0, 100_000), default=1000, show_default=True, help="Resamples for the intervals; 0: none.")
@click.option("--annotator", default="", metavar="NAME", help="Who finds the quotations (wortlaut plugins); default: the one the language prefers.")
@click.option(
    "--across", is_flag=True, help="Count, over all texts, actors that are two people and people who are two actors; implies --gold-quotes."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(gold: Path, gold_quotes: bool, bootstrap: int, annotator: str, across: bool, as_json: bool) -> int:
    """Score the quotations, actors and mentions found in gold texts (every line is taken as body).

    GOLD is a JSON lines file with spans, or a folder of *.pretty.json files. Official: best one-to-one pairing by token
    F1, as published for German news. Strict: pairs that share no token are no pairs. Figures are F1 in per cent with 95 %
    intervals over documents. Actors are counted over quotations found with intersection over union of at least one half, in
    all, per class of speaker and per source; mentions (outer, exact) where the gold carries some.

    \b
    Example:
      wortlaut evaluate gold.jsonl --json
    """
    from wortlaut.evaluate import load_gold
    from wortlaut.evaluate.scoring import evaluate as score_all
    from wortlaut.evaluate.system import run
    from wortlaut.pipeline import check_annotator

    check_annotator(annotator)
    documents = load_gold(gold)
    if across:
        return _across(documents, as_json=as_json)
    runs = {one.id: run(one, gold_quotes=gold_quotes, annotator=annotator) for one in documents}
    result = score_all(
        documents,
        {key: one.answers for key, one in runs.items()},
        mentions={key: one.mentions for key, one in runs.items()},
        words_of=lambda document: runs[document.id].words,
        bootstrap=bootstrap,
    )
    if as_json:
        print_json(result.to_json())
    else:
        _show(result)
    if not documents:
        say("no documents in the gold")
    return ExitCode.DONE


def _across(documents: Sequence[GoldDocument], *, as_json: bool) -> int:
    from dataclasses import asdict

    from wortlaut.evaluate.across import count_across, spoken_in

    counts = count_across(spoken_in(documents))
    if as_json:
        print_json(asdict(counts) | {"split_share": counts.split_share})
        return ExitCode.DONE
    click.echo(f"{counts.people} people in {len(documents)} documents, {counts.in_several} of them in several")
    split = f"people who are two actors {len(counts.split)} ({counts.split_share:.1f} %), {counts.split_in_several} of those in several documents"
    click.echo(f"actors that are two people {len(counts.merged)}, {split}")
    for people in (*counts.merged, *((one,) for one in counts.split)):
        click.echo(f"  {' = '.join(map(visible, people))}")
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
        _show_actors(result.actors)
    if result.mentions:
        _show_mentions(result.mentions)


def _show_actors(actors: ActorFigures) -> None:
    """Counts and shares, one row for all speakers, for each class and for each source; shares with their intervals in per cent."""
    rows = [("all", actors.total), *((kind.value, counts) for kind, counts in actors.classes), *((visible(one), c) for one, c in actors.sources)]
    click.echo(f"\n{'actors':<14}{'right':>6} {'no name':>8} {'wrong':>6} {'abstained':>10}   right % and wrong % of all")
    for title, one in rows:
        counts = f"{one.right:>6} {one.rightly_abstained:>8} {one.wrong:>6} {one.abstained:>10}"
        click.echo(f"{title:<14}{counts}   {_share(one.right_share)}  {_share(one.wrong_share)}")
    click.echo("no name: rightly none, since the gold names nobody; it counts as right in the shares")


def _show_mentions(mentions: MentionFigures) -> None:
    click.echo(f"\nmentions  {mentions.gold} gold, {mentions.predicted} found")
    for title, score in (("all", mentions.all), *((kind.value, score) for kind, score in mentions.kinds)):
        interval = f" ({score.interval[0]:.1f}-{score.interval[1]:.1f})" if score.interval else ""
        click.echo(f"{title:<14} p {score.precision:.1f}  r {score.recall:.1f}  f1 {score.f1:.1f}{interval}")


def _share(share: Share) -> str:
    interval = f" ({share.interval[0]:.1f}-{share.interval[1]:.1f})" if share.interval else ""
    return f"{share.percent:.1f}{interval}"


def _score(name: str, block: Figures) -> str:
    score: Score = getattr(block, name)
    interval = f" ({score.interval[0]:.1f}-{score.interval[1]:.1f})" if score.interval else ""
    return f"{name} {score.f1:.1f}{interval}"
