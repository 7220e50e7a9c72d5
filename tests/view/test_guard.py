"""Who may ask the web app for what, and what every answer carries."""

from __future__ import annotations

import pytest
from tests.view.conftest import Visit

FORM = {"language": "de"}


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "127.0.0.1", "localhost:80", "LOCALHOST", "[::1]:8765", "[::1]"])
def test_loopback_names_are_answered(visit: Visit, host: str) -> None:
    """Every way to write this machine's own address opens the app."""
    assert visit().get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "192.168.0.7:8765", "localhost.", ""])
def test_any_other_host_is_refused(visit: Visit, host: str) -> None:
    """A name elsewhere that points at this machine does not reach the app (DNS rebinding)."""
    assert visit().get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://evil.example"}, {"origin": "null"}],
    ids=["cross site", "same site", "origin", "null origin"],
)
def test_a_write_from_another_site_is_refused(visit: Visit, headers: dict[str, str]) -> None:
    """A form on a foreign page cannot write here, whatever the browser tells about it."""
    assert visit().post("/choose", data=FORM, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://127.0.0.1:8765"}, {}], ids=["same origin", "origin", "no browser"]
)
def test_a_write_from_our_own_pages_passes(visit: Visit, headers: dict[str, str]) -> None:
    """Our own forms, and programs that are no browsers, may write."""
    assert visit().post("/choose", data=FORM, headers=headers).status_code == 303


def test_every_answer_forbids_foreign_and_inline_script(visit: Visit) -> None:
    """Pages, twins, files, redirects and refusals carry the strict policy."""
    client = visit()
    answers = [
        client.get("/"),
        client.get("/corpus.json"),
        client.get("/static/style.css"),
        client.get("/nowhere"),
        client.post("/choose", data=FORM),
        client.get("/", headers={"host": "evil.example"}),
    ]
    assert {answer.headers["content-security-policy"].split("; ")[0] for answer in answers} == {"default-src 'none'"}
    assert all("unsafe" not in answer.headers["content-security-policy"] for answer in answers)
    assert {answer.headers["referrer-policy"] for answer in answers} == {"no-referrer"}


def test_a_large_body_is_refused_by_its_header(visit: Visit) -> None:
    """What says that it is too large is not read."""
    answer = visit().post("/choose", content=b"x", headers={"content-length": "999999999999"})
    assert answer.status_code == 413
    assert "wortlaut run" in answer.text


def test_a_redirect_never_leaves_the_app(visit: Visit) -> None:
    """Where a form goes on to is a path of ours or the home page."""
    client = visit()
    for wanted in ("//evil.example", "https://evil.example", "/\\evil.example", "evil"):
        assert client.post("/choose", params={"next": wanted}, data=FORM).headers["location"] == "/"
    assert client.post("/choose", params={"next": "/d/a-1?s=2"}, data=FORM).headers["location"] == "/d/a-1?s=2"
