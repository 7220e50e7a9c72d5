"""What is printed of on whose behalf, where and through whose hands something was said."""

from __future__ import annotations

import csv
import io
import json

TEXT = """Streit um den Merle-Damm

Der Damm halte, sagte eine Sprecherin des Umweltministeriums am Freitag in Altfurt.
"""


def test_show_json_and_csv_tell_for_whom_and_where(wortlaut, tmp_path) -> None:
    """The spokeswoman stays the actor; the ministry, the place and the chain stand beside her in every form."""
    (tmp_path / "damm.txt").write_text(TEXT, encoding="utf-8")
    assert wortlaut("run", "damm.txt", "--ledger", "m.wortlaut").code == 0
    (row,) = json.loads(wortlaut("statements", "--json", "--ledger", "m.wortlaut").out)["statements"]
    assert row["actor"]["name"] == "anonym: Sprecherin des Umweltministeriums"
    assert (row["on_behalf_of"]["name"], row["on_behalf_of"]["kind"]) == ("Umweltministerium", "organisation")
    assert (row["place"]["text"], row["chain"]) == ("Altfurt", [{"hand": "spokesperson", "name": "Sprecherin des Umweltministeriums"}])
    shown = wortlaut("show", row["id"], "--ledger", "m.wortlaut").out.splitlines()
    assert "  on behalf   Umweltministerium" in shown
    assert "  place       Altfurt" in shown
    assert "  chain       Sprecherin des Umweltministeriums (spokesperson)" in shown
    (cells,) = csv.DictReader(io.StringIO(wortlaut("statements", "--csv", "--ledger", "m.wortlaut").out))
    assert (cells["on_behalf_of"], cells["place"]) == ("Umweltministerium", "Altfurt")
    assert [actor["name"] for actor in json.loads(wortlaut("actors", "--json", "--ledger", "m.wortlaut").out)["actors"]] == [row["actor"]["name"]]
