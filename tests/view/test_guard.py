"""Who may ask the web app for what, and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.view.conftest import READINGS, Visit, ledger_of

from wortlaut.store.sqlite import SqliteLedger
from wortlaut.view import application
from wortlaut.view.app import Options

FORM = {"language": "de"}
ADDRESS = "http://127.0.0.1:8765"


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


SEALED = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def test_every_answer_is_sealed(visit: Visit) -> None:
    """Pages, twins, files, redirects and refusals: nothing from elsewhere, no script inside, no frame around, no word of where the visitor was."""
    client = visit()
    answers = [
        client.get("/"),
        client.head("/"),
        client.get("/corpus.json"),
        client.get("/corpus.csv"),
        client.get("/static/style.css"),
        client.get("/static/../app.py"),
        client.get("/nowhere"),
        client.get("/judge"),
        client.post("/choose", data=FORM),
        client.post("/judge", data=FORM),
        client.post("/choose", data=FORM, headers={"origin": "http://evil.example"}),
        client.get("/", headers={"host": "evil.example"}),
        client.get("/?" + "a" * 20_000),
        client.request("PUT", "/"),
        client.post("/choose", content=b"x", headers={"content-length": "999999999999"}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 200, 404, 404, 405, 303, 403, 403, 421, 414, 405, 413]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in SEALED} == SEALED, answer.request.url


def test_a_large_body_is_refused_by_its_header(visit: Visit) -> None:
    """What says that it is too large is not read."""
    answer = visit().post("/choose", content=b"x", headers={"content-length": "999999999999"})
    assert answer.status_code == 413
    assert "wortlaut run" in answer.text


@pytest.mark.parametrize("path", ["/", "/judge", "/nowhere", "/static/style.css"])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "GETT"])
def test_pages_are_read_and_forms_are_sent(visit: Visit, method: str, path: str) -> None:
    """No other method is known anywhere, also not from our own pages."""
    answer = visit().request(method, path, headers={"sec-fetch-site": "same-origin"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")
    assert answer.text.count("\n") == 1


def test_an_address_has_an_end(visit: Visit) -> None:
    """One that no question of ours needs is not taken apart."""
    client = visit()
    assert client.get("/search?q=" + "a" * 15_000).status_code == 200
    for address in ("/search?q=" + "a" * 16_001, "/d/" + "a" * 16_001):
        answer = client.get(address)
        assert answer.status_code == 414
        assert answer.text.count("\n") == 1


def test_a_body_is_cut_off_where_it_grows_too_large(tmp_path: Path) -> None:
    """Also one that does not say beforehand how large it is."""
    with ledger_of(tmp_path / "m.wortlaut", *READINGS) as ledger:
        client = TestClient(application(ledger, "Merle", Options(most_bytes=10_000)), ADDRESS, headers={"host": "127.0.0.1:8765"})

        def growing() -> Iterator[bytes]:
            yield b"language=de&x="
            for _ in range(20):
                yield b"a" * 1_000

        answer = client.post("/choose", content=growing(), headers={"content-type": "application/x-www-form-urlencoded"})
        assert answer.status_code == 413
        assert "wortlaut run" in answer.text
        assert "set-cookie" not in answer.headers
        assert client.post("/choose", data={"language": "de"}, follow_redirects=False).status_code == 303


def test_a_defect_is_told_in_one_line(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback leaves the app, and the answer is sealed as any other."""
    client = visit()
    client = TestClient(client.app, ADDRESS, headers={"host": "127.0.0.1:8765"}, raise_server_exceptions=False)

    def broken(*_: object) -> object:
        raise RuntimeError("secret")

    monkeypatch.setattr(SqliteLedger, "problems", broken)
    answer = client.get("/problems")
    assert answer.status_code == 500
    assert answer.text == "A defect of Wortlaut (RuntimeError): nothing was kept of this; please report what you asked.\n"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_cookies_stay_with_this_app(visit: Visit) -> None:
    """No script reads them, no other site's request carries them."""
    answer = visit().post("/choose", data={"language": "de", "theme": "dark", "reviewer": "Mira", "keys-off": "on", "blind": "on"})
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 5
    for cookie in cookies:
        flags = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=strict", "path=/"} <= flags
        assert not any(flag.startswith("domain") for flag in flags)


def test_a_redirect_never_leaves_the_app(visit: Visit) -> None:
    """Where a form goes on to is a path of ours or the home page."""
    client = visit()
    for wanted in ("//evil.example", "https://evil.example", "/\\evil.example", "evil"):
        assert client.post("/choose", params={"next": wanted}, data=FORM).headers["location"] == "/"
    assert client.post("/choose", params={"next": "/d/a-1?s=2"}, data=FORM).headers["location"] == "/d/a-1?s=2"
