"""Pictures inside a page: in the language of the visitor, in the colours of the theme, and whole in their file."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # a reader that is not the writer's
from pathlib import Path

import pytest
from tests.view.conftest import HOSTILE, Visit
from tests.view.merle_coded import coded, ledger_behind

from wortlaut.records import Query
from wortlaut.write import canvas

SHEET = (Path(__file__).resolve().parents[2] / "src" / "wortlaut" / "view" / "static" / "style.css").read_text("utf-8")
COLOURS = sorted({value for value in vars(canvas).values() if isinstance(value, str) and re.fullmatch("#[0-9a-f]{6}", value)})


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("part", ["fill", "stroke"])
def test_every_colour_of_a_picture_has_a_place_in_the_theme(colour: str, part: str) -> None:
    """What the file paints in a colour of its own, the sheet paints anew where the picture stands in a page."""
    assert re.search(rf'\.picture \[{part}="{colour}"\][^{{}}]*{{ {part}: (var\(|light-dark\()', SHEET)


def actor(client: object, name: str) -> str:
    """The id of an actor."""
    return next(row.actor.id for row in ledger_behind(client).actors(Query()) if row.actor.name == name)  # type: ignore[arg-type] # a client


def test_positions_are_drawn_in_the_page_and_kept_white_in_the_file(visit: Visit) -> None:
    """The same picture twice: as a part of the page, and as a file with the question and the version inside."""
    client = coded(visit, language="de")
    address = f"/a/{actor(client, 'Jana Ostermoor')}/positions"
    page, file = client.get(address).text, client.get(f"{address}.svg")
    drawn = page[page.index("<svg") : page.index("</svg>")]
    assert "Positionen im Zeitverlauf: Jana Ostermoor" in drawn
    assert "01.03.2021: −1.00, n = 1" in drawn
    assert "2 Aussagen; 100 % geprüft; 08.03.2021 bis 10.05.2021" in drawn
    assert ET.fromstring(file.content).find("{http://www.w3.org/2000/svg}metadata") is not None  # noqa: S314 - our own file
    assert drawn in file.text
    assert f'href="{address}.svg' in page


def test_a_name_that_is_markup_stays_words_inside_a_picture(visit: Visit) -> None:
    """What was escaped for the file is escaped in the page."""
    client = coded(visit)
    client.post("/choose", data={"reviewer": "Ada"})
    known = actor(client, "Jana Ostermoor")
    ledger_behind(client).rename(known, HOSTILE, "Ada", "2026-03-03T09:00:00+00:00")
    page = client.get(f"/a/{known}/positions").text
    assert "&lt;script&gt;alert(" in page[page.index("<svg") : page.index("</svg>")]
    assert "<script>alert" not in page
