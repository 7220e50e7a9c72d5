"""Draws docs/demo.svg, the picture of the README: what `wortlaut statements` prints on the demo corpus.

Run after `wortlaut demo`: python docs/make_picture.py demo.wortlaut
"""

from __future__ import annotations

import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

PICTURE = Path(__file__).parent / "demo.svg"
COLUMNS = 132
COMMAND = ("statements", "--outlet", "Landfunk", "--since", "2022-09", "--until", "2022-09")


def main() -> None:
    """Run the command, print its output into a drawn terminal, keep no reference to fonts elsewhere."""
    from rich.console import Console
    from rich.text import Text

    ledger = sys.argv[1] if len(sys.argv) > 1 else "demo.wortlaut"
    program = "import sys; from wortlaut.cli import main; sys.argv = ['wortlaut', *sys.argv[1:]]; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, *COMMAND, "--ledger", ledger],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": str(COLUMNS), "PATH": ""},
    )
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(Text(f"$ wortlaut {' '.join(COMMAND)}", style="bold"))
    console.print(Text(done.stdout))
    svg = console.export_svg(title="who said what, and where it stands", unique_id="wortlaut")
    drawn = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    drawn = re.sub(r"<!--.*?-->", "", drawn, flags=re.DOTALL)
    PICTURE.write_text("\n".join(line.rstrip() for line in drawn.splitlines() if line.strip()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
