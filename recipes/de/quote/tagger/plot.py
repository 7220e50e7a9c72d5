"""Draws a reliability plot as SVG, from numbers alone: one panel a kind, stated confidence against the share that is right.

Not for: the numbers (calibrate.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

SIDE, GAP, TOP, BINS = 150, 46, 34, 10
STYLE = "text{font:11px sans-serif;fill:#333}.a{stroke:#bbb;fill:none}.d{stroke:#999;stroke-dasharray:3 3}.e{stroke:#4a7fb5}.p{fill:#1f5f9e}"


def reliability(found: Sequence[tuple[int, float, bool]], names: Sequence[str]) -> str:
    """The plot of (kind, confidence, right): a point a bin, its area by the number in it, with a 95 % interval (Wilson)."""
    width, height = GAP + len(names) * (SIDE + GAP), TOP + SIDE + 40
    panels = [_panel([(p, right) for kind, p, right in found if kind == k], name, GAP + k * (SIDE + GAP)) for k, name in enumerate(names)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">'
    label = "<title>Reliability: stated confidence against the share that is right, by kind</title>"
    return "\n".join([head, label, f"<style>{STYLE}</style>", f'<rect width="{width}" height="{height}" fill="white"/>', *panels, "</svg>\n"])


def _panel(found: Sequence[tuple[float, bool]], name: str, left: float) -> str:
    """One kind: frame, diagonal, a point with its interval for every bin that holds something."""
    p, right = np.array([one[0] for one in found]), np.array([one[1] for one in found], float)
    which = np.minimum((p * BINS).astype(int), BINS - 1)
    out = [
        f'<text x="{left}" y="{TOP - 12}">{name} ({len(found)})</text>',
        f'<rect class="a" x="{left}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>',
        f'<line class="d" x1="{left}" y1="{TOP + SIDE}" x2="{left + SIDE}" y2="{TOP}"/>',
        *(f'<text x="{left + SIDE * v - 4:.0f}" y="{TOP + SIDE + 14}">{v:g}</text>' for v in (0, 0.5, 1)),
        *(f'<text x="{left - 20}" y="{TOP + SIDE * (1 - v) + 4:.0f}">{v:g}</text>' for v in (0, 0.5, 1)),
        f'<text x="{left + 28}" y="{TOP + SIDE + 30}">stated confidence</text>',
    ]
    for b in sorted(set(which.tolist())):
        mine = which == b
        count, share = int(mine.sum()), float(right[mine].mean())
        low, high = _wilson(share, count)
        x = left + SIDE * float(p[mine].mean())
        radius = min(8.0, 1.5 + 0.6 * count**0.5)
        out.append(f'<line class="e" x1="{x:.1f}" y1="{TOP + SIDE * (1 - low):.1f}" x2="{x:.1f}" y2="{TOP + SIDE * (1 - high):.1f}"/>')
        out.append(
            f'<circle class="p" cx="{x:.1f}" cy="{TOP + SIDE * (1 - share):.1f}" r="{radius:.1f}"><title>{count}: {share:.2f} right</title></circle>'
        )
    return "\n".join(out)


def _wilson(share: float, count: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share of so many (Wilson 1927)."""
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    return middle - half, middle + half
