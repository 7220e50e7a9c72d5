"""Writes PACK/card.json: `card.py PACK WORK/NAME.pt HELD.json UNSEEN.json INVENTED.json`.

The card says what the weights are, what they were trained on, what they reach. The digest names them in every record of theirs; `shared` are the
files of the quotation tagger that they were trained with. The three figures are what `evaluate.py --json` wrote for held.jsonl, without and
with `--unseen-first-names`, and for invented.txt; a test measures the last again.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from pathlib import Path

import torch

HERE = Path(__file__).parent
SHARED = ("pieces.npz", "vocabulary.txt.gz")


def main(pack: Path, weights: Path, held: Path, unseen: Path, invented: Path) -> None:
    """Digest the files, fill the card."""
    recipe = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(pack.iterdir()) if path.name != "card.json"}
    quote = json.loads((pack.parent / "quote" / "card.json").read_text(encoding="utf-8"))["files"]
    card = {
        "name": "de-mentions",
        "digest": hashlib.sha256("".join(digests[name] for name in sorted(digests)).encode()).hexdigest(),
        "licence": "CC-BY-SA-4.0",
        "recipe": recipe["id"],
        "files": digests,
        "shared": {name: quote[name] for name in SHARED},
        "network": torch.load(weights, map_location="cpu")["size"],
        "training": recipe["training"],
        "data": recipe["data"],
        "use": recipe["use"],
        "figures": {
            "held_back": json.loads(held.read_text(encoding="utf-8")),
            "held_back_with_its_first_names_hidden": json.loads(unseen.read_text(encoding="utf-8"))["all"],
            "invented": json.loads(invented.read_text(encoding="utf-8"))["all"],
        },
    }
    (pack / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:6]))
