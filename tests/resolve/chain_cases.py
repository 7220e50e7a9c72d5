"""The small gold of chains in tests/cases/chain: reads it, resolves it, and says which cases come out as they should.

`python -m tests.resolve.chain_cases` prints the share of right cases of each part and what the others gave instead.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.resolve.marked_text import read

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "chain"
PARTS = ("develop", "held")


@dataclass(frozen=True)
class Outcome:
    """Actor, on whose behalf, chain and place of one statement; an empty text where there is none."""

    actor: str
    on_behalf_of: str
    chain: tuple[str, ...]
    place: str


@dataclass(frozen=True)
class Case:
    """A marked text, the quotation that is asked about, and what has to come out."""

    rule: str
    text: str
    ask: int
    outlet: str | None
    agencies: tuple[str, ...]
    expected: Outcome

    def outcome(self) -> Outcome:
        """What does come out."""
        made = read(self.text, outlet=self.outlet, agencies=self.agencies)
        statement, actor, behalf = made.statement(self.ask), made.actor(self.ask), made.behalf(self.ask)
        return Outcome(
            actor.name if actor else "",
            behalf.name if behalf else "",
            tuple(f"{step.hand} {step.name}" for step in statement.chain),
            statement.place.text if statement.place else "",
        )


def cases(part: str) -> list[Case]:
    """The cases of a part, in their order."""
    rows = tomllib.loads((FOLDER / f"{part}.toml").read_text(encoding="utf-8"))["case"]
    return [
        Case(
            row["rule"],
            row["text"],
            row.get("ask", 1),
            row.get("outlet"),
            tuple(row.get("agencies", ())),
            Outcome(row["actor"], row.get("on_behalf_of", ""), tuple(row.get("chain", ())), row.get("place", "")),
        )
        for row in rows
    ]


def main() -> None:
    """Print the figure of each part and every case that comes out wrong."""
    for part in PARTS:
        found = [(case, case.outcome()) for case in cases(part)]
        wrong = [(case, outcome) for case, outcome in found if outcome != case.expected]
        sys.stdout.write(f"{part}: {len(found) - len(wrong)} of {len(found)} right\n")
        for case, outcome in wrong:
            sys.stdout.write(f"- {case.rule}\n    expected {case.expected}\n    got      {outcome}\n")


if __name__ == "__main__":
    main()
