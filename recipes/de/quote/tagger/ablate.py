"""What each part of the finished system is worth: `ablate.py CORPUS [FOLD_PACK FOLDS]` prints a table for TAGGER.md.

Every row is the system without one part. On dev with the shipped network; with FOLD_PACK also on folds of train that its network never saw.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import metric
import numpy as np
from packed import Annotated, annotated, metric_row, network_of, read
from prepare import STRAIGHT

from wortlaut_de.tagger import combine, reading, spans
from wortlaut_de.tagger.features import features
from wortlaut_de.tagger.network import Network, network

Change = tuple[object, str, Callable]


def no_rule_features(parse, text, rules, reader):  # noqa: ANN001, ANN201 - stands in for features
    """The article as the network sees it where the rules are silent."""
    return features(parse, text, (), reader)


def uncalibrated(one, weights):  # noqa: ANN001, ANN201 - stands in for confidence
    """The mean probability of the tags in place of the calibrated one."""
    return one.mean


BOUND = combine.combined
WHOLE: Change = (combine, "_whole_passages", lambda found, bordered, rules: list(bordered))
SILENT: Change = (spans, "rule_pairs", lambda parts, tokens, rules: np.zeros(len(tokens), np.int64))
CHANGES: Mapping[str, Sequence[Change]] = {
    "everything": (),
    "no rule features": ((reading, "features", no_rule_features), SILENT),
    "no borders of rules": ((combine, "_with_rule", lambda one, *_: one), WHOLE),
    "no passages cut by rules": (WHOLE,),
    "no borders by the guide": ((combine, "_mended", lambda one, *_: one.parts),),
    "no bound": ((reading, "combined", lambda *given: BOUND(*given, 0.0)),),
    "bound on uncalibrated confidence": ((combine, "confidence", uncalibrated),),
    "free indirect speech as the network tags it, under the common bound of .3": ((reading, "with_free", lambda found, *_: found),),
}


def answered(one: Annotated, net: Network, changes: Sequence[Change]) -> list[dict]:
    """The quotations of an article for the metric, with parts of the system replaced."""
    with ExitStack() as stack:
        for change in changes:
            stack.enter_context(patch.object(*change))
        return [metric_row(found) for found in reading.read(one.article, one.parse, one.drafts, net)]


def unmarked(one: Annotated, net: Network) -> list[dict]:
    """The quotations of an article whose marks the network sees as they are."""
    raw = one.article.text
    seen: Change = (reading, "features", lambda parse, text, rules, reader: features(parse, raw, rules, reader))
    return answered(one, net, [seen])


def straightened(one: Annotated) -> Annotated:
    """The article with straight marks only; offsets and gold stay."""
    again = read({"id": one.id, "text": one.article.text.translate(STRAIGHT), "quotations": []}, one.part)
    return Annotated(one.id, one.part, one.source, again.article, again.parse, again.drafts, again.rules, one.gold, again.surface)


def row(name: str, found: Mapping[str, Sequence[dict]], gold: Mapping[str, Sequence[dict]]) -> None:
    """One line of the table."""
    official, strict = metric.score(found, gold), metric.score(found, gold, strict=True)
    kinds = " | ".join(f"{strict['types'].get(kind, 0.0):.1f}" for kind in ("Direct", "Indirect", "Reported", "IndirectFreeIndirect", "FreeIndirect"))
    print(
        f"| {name} | {official['joint']['f1']:.1f} | {strict['joint']['f1']:.1f} | {strict['speaker']['f1']:.1f} | {strict['exact']:.1f} | {kinds} |",
        flush=True,
    )


def table(articles: Sequence[Annotated], net: Network) -> None:
    """All lines for some articles."""
    gold = {one.id: [metric_row(q) for q in one.gold] for one in articles}
    print(f"\n{len(articles)} articles, {sum(map(len, gold.values()))} quotations")
    print("| | Joint | strict | speaker | exact | Direct | Indirect | Reported | IFI | FreeIndirect |\n|---|---|---|---|---|---|---|---|---|---|")
    for name, changes in CHANGES.items():
        row(name, {one.id: answered(one, net, changes) for one in articles}, gold)
    row("marks not normalised", {one.id: unmarked(one, net) for one in articles}, gold)
    straight = [straightened(one) for one in articles]
    row("all marks straight", {one.id: answered(one, net, ()) for one in straight}, gold)
    row("all marks straight, not normalised", {one.id: unmarked(one, net) for one in straight}, gold)
    row("rules alone", {one.id: [metric_row(rule) for rule in one.rules] for one in articles}, gold)


def main(corpus: Path, fold_pack: Path | None, folds: str) -> None:
    """Print the tables."""
    table(list(annotated(corpus, ["dev"])), network())
    if fold_pack is not None:
        table(list(annotated(corpus, folds.split("+"))), network_of(fold_pack))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None, sys.argv[3] if len(sys.argv) > 3 else "")
