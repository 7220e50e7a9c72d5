"""Pages travel compressed to browsers that can take it."""

from __future__ import annotations

from tests.view.conftest import Visit


def test_a_page_is_compressed_where_the_browser_can_take_it(visit: Visit) -> None:
    """With `Accept-Encoding: gzip` the same page comes in fewer bytes, and says so; without it, it comes as it is."""
    client = visit()
    packed = client.get("/", headers={"accept-encoding": "gzip"})
    plain = client.get("/", headers={"accept-encoding": "identity"})
    assert (packed.headers["content-encoding"], plain.headers.get("content-encoding")) == ("gzip", None)
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
