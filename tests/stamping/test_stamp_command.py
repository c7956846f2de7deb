"""`explainer stamp`: authorities on this machine that answer well and badly."""

from __future__ import annotations

import functools
import hashlib
import http.server
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.archive.asking import Limits, NetworkError, Permission
from generator.cli import explainer
from generator.cli import stamp as command
from generator.stamping.asking import Asking, ask_for_stamp
from generator.stamping.tokens import StampError
from tests.stamping.authority import Authority, granted, make_authority, refused
from tests.support import clean, compile_site, make_site, said
from tests.web import Reply, reply, serving

NOW = datetime(2031, 5, 3, 12, 0, tzinfo=UTC)
Answer = Callable[[bytes, int], bytes]
STAMPS = Path("content/stamps")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Another one of the same name."""
    return make_authority(tmp_path_factory.mktemp("other"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, authority: Authority) -> Path:
    folder = make_site(
        tmp_path / "site",
        {
            "mkdocs.yml": "site_name: Bells\nplugins: [explainer]\n",
            "content/stamps/tide.pem": authority.pem,
        },
    )
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    quick = functools.partial(Asking, limits=Limits(seconds=5, size=100_000, redirects=0))
    monkeypatch.setattr(command, "Asking", quick)
    return folder


def asked(query: bytes) -> tuple[bytes, int]:
    """The digest in a request, and its nonce."""
    at = query.index(b"\x05\x00\x04\x20") + 4
    rest = query[at + 32 :]
    assert rest[0] == 2
    return query[at : at + 32], int.from_bytes(rest[2 : 2 + rest[1]], "big")


def giving(answer: Answer, kind: str = "application/timestamp-reply") -> Reply:
    """An authority that answers a request."""

    def send(handler: http.server.BaseHTTPRequestHandler) -> None:
        assert handler.headers["Content-Type"] == "application/timestamp-query"
        query = handler.rfile.read(int(handler.headers["Content-Length"]))
        reply(answer(*asked(query)), Content_Type=kind)(handler)

    return send


def good(authority: Authority, **changed: object) -> Reply:
    return giving(
        lambda digest, nonce: granted(
            authority.token(**{"digest": digest, "nonce": nonce, "time": NOW, **changed})  # type: ignore[arg-type]
        )
    )


def stamp(here: Path, pages: dict[str, Reply], *arguments: str) -> Result:
    """Run the command with an authority for each page, named as its address is."""
    site = here / "content/site.yml"
    text = site.read_text("utf-8").partition("time_stamps:")[0]
    with serving(pages) as (port, _):
        rows = "".join(
            f"  - {{id: {path[1:]}, name: The {path[1:].title()} Clock, "
            f'address: "http://127.0.0.1:{port}{path}"}}\n'
            for path in pages
        )
        site.write_text(f"{text}time_stamps:\n{rows}", "utf-8")
        done = CliRunner().invoke(
            explainer, ["stamp", "--allow-private", "--port", str(port), *arguments]
        )
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def names(here: Path) -> list[str]:
    return sorted(each.name for each in (here / STAMPS).iterdir())


def test_a_stamp_is_kept_and_covers_what_has_not_changed(here: Path, authority: Authority) -> None:
    done = stamp(here, {"/tide": good(authority)})
    assert done.exit_code == 0, done.stderr
    assert "tide: stamped at 2031-05-03 12:00:00 UTC, 3 new lines" in done.stderr
    (listed,) = here.glob("content/stamps/*.txt")
    assert listed.stem == hashlib.sha256(listed.read_bytes()).hexdigest()[:16]
    assert names(here) == [f"{listed.stem}.tide.tsr", listed.name, "tide.pem"]
    compiled = clean(here)
    assert compiled.site
    assert {each.day for each in compiled.site.stamped.values()} == {"2031-05-03"}

    # Nothing is asked again; a quotation more is stamped alone, and the old stamp still counts.
    again = stamp(here, {"/tide": reply(status=500)})
    assert again.exit_code == 0
    assert "all of it is stamped already, 3 lines" in again.stderr
    source = here / "content/sources/post.yml"
    source.write_text(source.read_text("utf-8").replace("quotations:\n", MORE), "utf-8")
    refused_first = stamp(here, {"/tide": good(authority)})
    assert refused_first.exit_code == 1
    assert "Run 'explainer verify' first" in refused_first.stderr
    assert CliRunner().invoke(explainer, ["verify", "-q"]).exit_code == 0
    later = stamp(here, {"/tide": good(authority, time=NOW + timedelta(hours=1))})
    assert later.exit_code == 0, later.stderr
    assert "1 new lines" in later.stderr
    site = compile_site(here).site
    assert site
    assert sorted(each.time for each in site.stamped.values()) == [
        "2031-05-03T12:00:00Z", "2031-05-03T12:00:00Z", "2031-05-03T12:00:00Z",
        "2031-05-03T13:00:00Z",
    ]  # fmt: skip


MORE = """quotations:
  - id: post-more
    exact: the harbour
"""


def slow(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Say nothing until whoever asked has gone."""
    threading.Event().wait(20)


BAD: dict[str, tuple[Callable[[Authority, Authority], Reply], str]] = {
    "wrong nonce": (lambda a, _: good(a, nonce=7), "its nonce differs"),
    "no nonce": (lambda a, _: good(a, nonce=None), "its nonce differs"),
    "another digest": (lambda a, _: good(a, digest=b"\1" * 32), "of another digest"),
    "another authority": (lambda _, b: good(b), "whom the pinned certificates name"),
    "a certificate for letters": (lambda a, _: good(a, signer="letters"), "pinned certificates"),
    "refused": (lambda _a, _b: giving(lambda *_: refused("out of ink")), "refuses a stamp: out of"),
    "a page": (
        lambda _a, _b: giving(lambda *_: b"<html>Welcome", "text/html"),
        "it is no time stamp (RFC 3161); what came is 'text/html'",
    ),
    "huge": (lambda _a, _b: giving(lambda *_: b"0" * 200_000), "more than 100,000 bytes"),
    "slow": (lambda _a, _b: slow, "took too long"),
    "cut short": (
        lambda a, _: giving(lambda d, n: granted(a.token(d, NOW, n))[:-9]),
        "it is no time stamp",
    ),
    "a redirect": (
        lambda _a, _b: reply(status=302, location="https://tide-post.example/"),
        "it is redirected elsewhere",
    ),
    "the far future": (
        lambda a, _: good(a, time=NOW.replace(year=2090)),
        "the stamp's day is 2090-05-03, and this machine's is 2031-05-03",
    ),
    "an error": (lambda _a, _b: reply(status=503), "the server answered '503"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_answer_is_none(authority: Authority, other: Authority, what: str) -> None:
    make, why = BAD[what]
    with serving({"/tide": make(authority, other)}) as (port, _):
        limits = Limits(seconds=0.3 if what == "slow" else 30, size=100_000)
        how = Asking(Permission(private=True, ports=(port,)), NOW, limits)
        with pytest.raises((StampError, NetworkError)) as told:
            ask_for_stamp(b"a list", f"http://127.0.0.1:{port}/tide", authority.pem, how)
    assert why in str(told.value)


def test_a_bad_answer_leaves_nothing(here: Path, other: Authority) -> None:
    done = stamp(here, {"/tide": good(other)})
    assert done.exit_code == 1
    assert "tide: no stamp: the stamp was altered, or was not signed by whom" in done.stderr
    assert names(here) == ["tide.pem"]


def test_what_others_give_is_kept_where_one_fails(
    here: Path, authority: Authority, other: Authority
) -> None:
    (here / "content/stamps/gull.pem").write_bytes(other.pem)
    done = stamp(here, {"/tide": reply(status=500), "/gull": good(other)})
    assert done.exit_code == 1
    assert "tide: no stamp: the server answered '500" in done.stderr
    assert "gull: stamped at" in done.stderr
    # The one that failed is asked for a stamp over the same list.
    done = stamp(here, {"/tide": good(authority), "/gull": reply(status=500)})
    assert done.exit_code == 0, done.stderr
    (listed,) = here.glob("content/stamps/*.txt")
    assert {f"{listed.stem}.tide.tsr", f"{listed.stem}.gull.tsr"} < set(names(here))
    assert said(compile_site(here)) == ""


def test_a_lock_that_is_not_what_the_copies_say_is_not_stamped(
    here: Path, authority: Authority
) -> None:
    lock = here / "content/quotations.lock.yml"
    text = lock.read_text("utf-8")
    for forged in (text.replace("start: ", "start: 1"), ""):
        lock.write_text(forged, "utf-8") if forged else lock.unlink()
        done = stamp(here, {"/tide": good(authority)})
        assert done.exit_code == 1
        assert "nothing was stamped: the lock does not say" in done.stderr
    lock.write_text(text, "utf-8")
    (here / "content/archive/post.txt").write_text("Another page.", "utf-8")
    done = stamp(here, {"/tide": good(authority)})
    assert done.exit_code == 1
    assert "changed-copy" in done.stderr
    assert names(here) == ["tide.pem"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--authority", "tied"], "site.yml names no authority 'tied'. Did you mean 'tide'?"),
        (["--archive", "nowhere"], "there is no folder 'nowhere'"),
    ],
)
def test_what_cannot_be_carried_out(here: Path, arguments: list[str], why: str) -> None:
    done = stamp(here, {"/tide": reply(status=500)}, *arguments)
    assert done.exit_code == 2
    assert why in done.stderr


def test_a_site_without_authorities_asks_nobody(here: Path) -> None:
    done = CliRunner().invoke(explainer, ["stamp"])
    assert done.exit_code == 2
    assert "names no authority to ask under 'time_stamps'" in done.stderr


def test_without_certificates_nobody_is_asked(here: Path) -> None:
    (here / "content/stamps/tide.pem").unlink()
    done = stamp(here, {"/tide": reply(status=500)})
    assert done.exit_code == 1
    assert "there is no file 'tide.pem'" in done.stderr


def test_without_the_library_it_says_what_to_install(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "can_check", lambda: False)
    done = stamp(here, {"/tide": reply(status=500)})
    assert done.exit_code == 2
    assert "pip install 'story-explainer[stamps]'" in done.stderr
