"""Writes PACK/card.json: what the weights are, what they were trained on, what they reach: `card.py PACK SIZE.json FIGURES.json`.

The digest names the weights in every record the tagger makes. FIGURES.json holds figures by name, as measured with
`wortlaut evaluate` and `calibrate.py`; the figures on the demo corpus are measured here, and a test measures them again.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent


def main(pack: Path, size: Path, figures: Path) -> None:
    """Digest the files, fill the card."""
    recipe = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(pack.iterdir()) if p.name != "card.json"}
    digest = hashlib.sha256("".join(digests[name] for name in sorted(digests)).encode()).hexdigest()
    card = {
        "name": "de-tagger",
        "digest": digest,
        "licence": "CC-BY-SA-4.0",
        "recipe": recipe["id"],
        "files": digests,
        "network": json.loads(size.read_text(encoding="utf-8")),
        "data": recipe["data"],
        "annotation": recipe["annotation"],
        "use": recipe["use"],
        "figures": json.loads(figures.read_text(encoding="utf-8")),
    }
    (pack / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
