"""Makes a model of the quotect kind, small enough for a test: run as a script with a folder, before anything reads the hub's cache.

It writes a cache of the hub with a tokenizer of some hundred pieces, and a transformer of one layer that has learnt one invented article
by heart. Everything beyond the model's size is as in a real one: file names, special tokens, weights as safetensors.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

TEXT = "Der Pegel steigt seit Tagen. „Der Damm hält“, sagte Welling. Niemand weiß mehr."
STEPS, ENOUGH = 800, 0.004


def write_tokenizer(home: Path) -> None:
    """A tokenizer for the words of the text, in the cache of the hub under the name that the library asks for."""
    import sentencepiece
    from transformers import MT5Config, MT5Tokenizer

    corpus = home / "corpus.txt"
    corpus.write_text("\n".join([TEXT, " ".join(map(str, range(500)))] * 20), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus), model_prefix=str(home / "pieces"), vocab_size=120, hard_vocab_limit=False, character_coverage=1.0,
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1, user_defined_symbols=["▁|", "▁0", "▁1"], minloglevel=2,
    )  # fmt: skip
    repository = home / "hub" / "models--google--mt5-small"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("tiny")
    MT5Tokenizer(str(home / "pieces.model"), extra_ids=0).save_pretrained(repository / "snapshots" / "tiny")
    MT5Config().save_pretrained(repository / "snapshots" / "tiny")


def annotated() -> dict[str, Any]:
    """The text with its one direct quotation, in the library's own form."""
    words = [(found.start(), found.end(), found.group()) for found in re.finditer(r"\w+|[^\w\s]", TEXT)]
    ends = [number + 1 for number, word in enumerate(words) if word[2] == "."]
    sentences = list(zip([0, *ends], ends, strict=False))
    forms = [word[2] for word in words]

    def part(first: str, last: str) -> dict[str, Any]:
        return {"spans": [{"begin": forms.index(first), "end": forms.index(last) + 1}]}

    quotation = {"type": "Direct", "quote": part("„", "“"), "cue": part("sagte", "sagte"), "speaker": part("Welling", "Welling")}
    return {
        "documentName": 1,
        "originalText": TEXT,
        "annotations": [{**quotation, "frame": part(",", "Welling"), "addressee": {"spans": []}}],
        "sentences": [{"begin": a, "end": b, "id": number, "tokens": forms[a:b]} for number, (a, b) in enumerate(sentences)],
        "tokens": [
            {"charBegin": start, "charEnd": end, "id": a + place, "sentence": number, "text": form, "word": place}
            for number, (a, b) in enumerate(sentences)
            for place, (start, end, form) in enumerate(words[a:b])
        ],
    }


def write_model(home: Path) -> None:
    """A transformer that has learnt the annotated text by heart."""
    import torch
    from quotect.common.constants import mark_sent_tokenizer as tokenizer
    from quotect.data.preprocess_data import get_quote_document
    from transformers import MT5Config, MT5ForConditionalGeneration

    example = get_quote_document(annotated(), tokenizer, segment_len=4096, stride=0, is_train=False, mark_sentence=True)[0]
    source, target = (torch.tensor([tokenizer.convert_tokens_to_ids(example[key])]) for key in ("sentence", "target_short_sentence"))
    torch.manual_seed(1)
    torch.set_num_threads(1)
    size = {"d_model": 32, "d_kv": 8, "d_ff": 64, "num_layers": 1, "num_decoder_layers": 1, "num_heads": 4}
    model = MT5ForConditionalGeneration(MT5Config(len(tokenizer), **size, dropout_rate=0.0, decoder_start_token_id=0))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(STEPS):
        loss = model(input_ids=source, labels=target).loss
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if loss.item() < ENOUGH:
            break
    model.save_pretrained(home / "model", safe_serialization=True)
    tokenizer.save_pretrained(home / "model")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    os.environ["HF_HOME"] = str(folder)
    os.environ["HF_HUB_OFFLINE"] = "1"
    write_tokenizer(folder)
    write_model(folder)
