"""From a trained network to quotations in token numbers and their figures. Not for: training."""

from __future__ import annotations

from dataclasses import asdict

import metric
import numpy as np
import torch
from arrays import DEVICE, KIND_NAMES, ROLE_NAMES, Batch, Data, autocast, packed, rule_list
from model import Tagger
from torch.nn import functional

from wortlaut_de.tagger import spans
from wortlaut_de.tagger.decode import Choices, Scores, TokenQuote, read_roles, read_spans


def encode(tagger: Tagger, data: Data, batch: Batch, hide: torch.Tensor | None = None) -> torch.Tensor:
    """States of all tokens of a batch [T, D]."""
    h = tagger.encoder(data.pieces[batch.ids], data.feats[batch.ids], batch.places, batch.bias, hide)
    return h.view(-1, h.shape[-1])


def role_scores(
    tagger: Tagger, h: torch.Tensor, examples: list[dict], bases: list[int], ruled: list[bool]
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Scores [q, W, 8], none [q, 2] and the window's mask [q, W] for quotations given as examples."""
    width = max(len(e["tokens"]) for e in examples)
    count = len(examples)
    where, near, far, rule = (np.zeros((count, width), np.int64) for _ in range(4))
    mask = np.zeros((count, width), bool)
    quote, token, ends = [], [], np.zeros((count, 4), np.int64)
    for i, (e, base, on) in enumerate(zip(examples, bases, ruled, strict=True)):
        n = len(e["tokens"])
        where[i, :n], near[i, :n], far[i, :n], mask[i, :n] = e["tokens"] + base, e["near"], e["far"], True
        if on:
            rule[i, :n] = e["rule"]
        inside = np.concatenate([np.arange(a, b) for a, b in e["parts"]])
        token.append(inside + base)
        quote.append(np.full(len(inside), i))
        a, b = e["parts"][0][0], e["parts"][-1][1]
        ends[i] = (a, b - 1, max(a - 1, 0), min(b, e["last"]))
        ends[i] += base
    put = lambda x: torch.from_numpy(x).to(DEVICE, non_blocking=True)  # noqa: E731
    quote_t, token_t = put(np.concatenate(quote)), put(np.concatenate(token))
    total = torch.zeros(count, h.shape[1], device=DEVICE, dtype=torch.float32).index_add_(0, quote_t, h[token_t].float())
    mean = total / torch.bincount(quote_t, minlength=count)[:, None]
    edge = h[put(np.minimum(ends, len(h) - 1))].view(count, -1)
    whole = torch.cat((mean.to(h.dtype), edge), 1)
    kind = torch.tensor([e["kind"] for e in examples], device=DEVICE)
    scores, none = tagger.roles(whole, kind, h[put(where)], put(near), put(far), put(rule))
    return scores.float(), none.float(), put(mask)


@torch.no_grad()
def predict(tagger: Tagger, data: Data, numbers: list[int], choices: Choices, rules: bool = True) -> dict[int, list[dict]]:
    """The quotations of documents in token numbers, with confidence features."""
    tagger.eval()
    out: dict[int, list[TokenQuote]] = {}
    for some in packed(data, numbers, 96):
        batch = Batch(data, some, drop_rules=0.0 if rules else 1.0)
        with autocast():
            h = encode(tagger, data, batch)
            logits = tagger.tag(h)
        h = h.float()
        tags = functional.log_softmax(logits.float().view(-1, 2, spans.TAGS), -1).cpu().numpy()
        examples, bases, ruled, owners = [], [], [], []
        for number, base in zip(some, batch.base, strict=True):
            doc = data.docs[number]
            sentence = data.sentence[doc["at"] : doc["at"] + doc["n"]]
            found = read_spans(tags[base : base + doc["n"]], choices)
            out[number] = found
            pairs = rule_list(doc) if rules else []
            kinds = [(r["kind"], r["parts"]) for r in doc["rules"]] if rules else []
            for q in found:
                q.agreement = spans.agreement(q.kind, q.parts, kinds)
                tokens = spans.window(q.parts, doc["n"])
                near, far = spans.pair_features(q.parts, tokens, sentence)
                rule = spans.rule_pairs(q.parts, tokens, pairs)
                examples.append(
                    {"parts": q.parts, "kind": q.kind + 5 * q.layer, "tokens": tokens, "near": near, "far": far, "rule": rule, "last": doc["n"] - 1}
                )
                bases.append(base)
                ruled.append(rules)
                owners.append(q)
        if examples:
            with autocast():
                scores, none, _ = role_scores(tagger, h, examples, bases, ruled)
            scores, none = scores.cpu().numpy(), none.cpu().numpy()
            for i, (q, e) in enumerate(zip(owners, examples, strict=True)):
                read_roles(q, Scores(e["tokens"], scores[i, : len(e["tokens"])], none[i]), choices)
    tagger.train()
    return {n: [asdict(q) for q in found] for n, found in out.items()}


def as_metric(q: dict) -> dict:
    """A quotation as the metric reads it."""
    return {"type": KIND_NAMES[q["kind"]], "quote": {t for a, b in q["parts"] for t in range(a, b)}, **{r: set(q[r]) for r in ROLE_NAMES}}


def evaluate(data: Data, found: dict[int, list[dict]]) -> dict:
    """Official and strict figures."""
    gold = {str(n): [as_metric(q) for q in data.docs[n]["gold"]] for n in found}
    pred = {str(n): [as_metric(q) for q in qs] for n, qs in found.items()}
    return {"official": metric.score(pred, gold), "strict": metric.score(pred, gold, strict=True)}


def line(result: dict) -> str:
    """Figures on one line."""
    o, s = result["official"], result["strict"]
    found = " ".join(f"{name} {o[name]['f1']:.2f}" for name in ("joint", "messages", "roles"))
    strict = " ".join(f"{name} {s[name]['f1']:.1f}" for name in ("joint", "speaker", "frame", "cue", "addressee"))
    kinds = " ".join(f"{kind}:{f1:.0f}" for kind, f1 in s["types"].items())
    spans_right = f"exact {s['exact']:.1f} iou {s['iou']:.1f} iou+speaker {s['iou_speaker']:.1f}"
    return f"{found} | strict {strict} {spans_right} n {s['n_pred']}/{s['n_gold']} [{kinds}]"
