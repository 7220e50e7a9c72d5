"""Trains the tagger: `train.py all DATA OUT --pretrain 240 --finetune 215`, on one GPU in under ten minutes.

Steps: pretrain; finetune (one process per seed or held-out fold: scores, predictions, weights); soup (the mean of the seeds trained
on everything) -> OUT/model.npz, results.json.gz. Needs numpy, scipy and torch, and this repository's src on PYTHONPATH.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from arrays import CUDA, DEVICE, Data, say
from finetune import finetune
from model import Tagger
from predict import evaluate, line, predict
from pretrain import deliver, load_pretrained, pretrain

from wortlaut_de.tagger.decode import Choices


def soup(options: argparse.Namespace, names: list[str]) -> None:
    """Average the seeds, score the mean, save the better of mean and first seed; gather reports and predictions."""
    data = Data(options.data)
    size = data.size(options)
    size.vocabulary = 2
    (options.out / "size.json").write_text(json.dumps(size.json()))
    states = [torch.load(options.work / f"{name}.pt", map_location="cpu") for name in names if (options.work / f"{name}.pt").exists()]
    tagger = Tagger(size)
    load_pretrained(tagger, options.weights or options.work)
    tagger = tagger.to(DEVICE)
    dev = [n for n, d in enumerate(data.docs) if d["split"] == "dev" and not d.get("straight")]
    rules = {n: [{**q, "layer": 0} for q in data.docs[n]["rules"]] for n in dev}
    say("rules alone: dev " + line(evaluate(data, rules)))
    if states:
        mean = {k: sum(s[k].float() for s in states) / len(states) for k in states[0]}
        results = []
        for name, state in [("soup", mean), *zip(names, states, strict=True)]:
            tagger.load_state_dict(state, strict=False)
            found = predict(tagger, data, dev, Choices())
            result = evaluate(data, found)
            results.append((result["official"]["joint"]["f1"], name, state, found))
            say(f"{name}: dev {line(result)}")
        singles = [r[0] for r in results[1:]]
        best = results[0] if results[0][0] >= float(np.mean(singles)) - 0.3 else max(results[1:], key=lambda r: r[0])
        say(f"seeds mean {np.mean(singles):.2f} sd {np.std(singles):.2f}; saved: {best[1]}")
        np.savez(options.work / "model.npz", **{k: v.half().cpu().numpy() for k, v in best[2].items()})
        deliver(options.work / "model.npz", options.out)
        kept = {data.docs[n]["id"]: qs for n, qs in best[3].items()}
    held: dict[str, dict] = {}
    reports = []
    for path in sorted(options.work.glob("*.json.gz")):
        got = json.loads(gzip.decompress(path.read_bytes()))
        reports.append(got["report"])
        if path.name.startswith("cv"):
            held.update(got["found"].get("held", {}))
    with gzip.open(options.out / "results.json.gz", "wt", encoding="utf-8") as file:
        json.dump({"reports": reports, "dev": kept if states else {}, "held": held}, file, default=float)


def everything(options: argparse.Namespace) -> None:
    """Pretrain here, then fine-tune in processes side by side, then average."""
    if not options.weights:
        pretrain(options)
        if CUDA:
            torch.cuda.empty_cache()
    say("fine-tuning")
    jobs = []
    for spec in options.jobs.split():
        name, _, more = spec.partition(":")
        arguments = [sys.executable, __file__, "finetune", str(options.data), str(options.out), "--name", name]
        for key in ("dim", "layers", "heads", "dropout", "finetune", "blocks", "steps", "work"):
            arguments += [f"--{key.replace('_', '-')}", str(getattr(options, key))]
        if options.weights:
            arguments += ["--weights", str(options.weights)]
        if options.tiny:
            arguments.append("--tiny")
        arguments += [part for item in more.split(",") if item for part in (f"--{item.partition('=')[0]}", item.partition("=")[2]) if part]
        jobs.append((name, subprocess.Popen(arguments)))
    for name, job in jobs:
        if job.wait():
            say(f"{name} failed with {job.returncode}")
    soup(options, [name for name, _ in jobs if name.startswith("full")])
    say("done")


JOBS = (
    "full1:seed=1,details,threads=1 full2:seed=2,threads=1 full3:seed=3,threads=1 "
    + " ".join(f"cv{k}:seed={k},hold={k},threads=1{',details,curve' if k == 0 else ''}" for k in range(4))
    + " nopretrain:seed=1,hold=0,scratch,threads=1"
)


def main() -> None:
    """Read the options and do what they say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("all", "pretrain", "finetune", "soup"))
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    add = parser.add_argument
    add("--work", type=Path, default=Path("tagger-work"))
    add("--weights", type=Path, default=None, help="folder with table.npz and body.npz; skips pretraining")
    add("--name", default="one")
    add("--jobs", default=JOBS)
    for name, kind, value in (
        ("dim", int, 320),
        ("layers", int, 8),
        ("heads", int, 5),
        ("dropout", float, 0.1),
        ("outputs", int, 32768),
        ("seed", int, 1),
        ("threads", int, 0),
        ("pretrain", float, 240),
        ("rows", int, 48),
        ("row-blocks", int, 8),
        ("mask", float, 0.25),
        ("muon-lr", float, 0.02),
        ("adam-lr", float, 2e-3),
        ("finetune", float, 140),
        ("steps", int, 1300),
        ("blocks", int, 64),
        ("aux-blocks", int, 16),
        ("aux-weight", float, 0.3),
        ("lr", float, 4e-4),
        ("head-lr", float, 1.5e-3),
        ("decay", float, 0.05),
        ("word-drop", float, 0.06),
        ("drop-rules", float, 0.15),
        ("smooth", float, 0.0),
        ("role-weight", float, 0.3),
        ("news-weight", int, 2),
        ("hold", str, ""),
        ("rare-weight", float, 2.0),
    ):
        add(f"--{name}", type=kind, default=value)
    for name in ("compile", "tiny", "scratch", "details", "curve"):
        add(f"--{name}", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_float32_matmul_precision("high")
    if options.tiny:
        options.steps = min(options.steps, 6)
    if options.what == "all":
        everything(options)
    elif options.what == "pretrain":
        pretrain(options)
    elif options.what == "finetune":
        finetune(options)
    else:
        soup(options, [p.stem for p in sorted(options.work.glob("full*.pt"))])


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "4")
    main()
