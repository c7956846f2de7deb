"""The review's pages: who may send a verdict, what is refused, and what is written then."""

from __future__ import annotations

import errno
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from generator.adapters.mkdocs.server import PreviewServer
from generator.adapters.reviewing import MOST_BYTES, ROOT, ReviewDesk, ReviewPages
from generator.index import Store, open_index
from generator.load.parse import parse
from generator.load.tree import plain_value
from generator.model import Review, Reviews
from generator.passes import Options, read_content
from tests.adapters.test_server import send
from tests.support import DEMO, make_site

SLUG = "ostermill-bell"
READER = "Odo Pell"
COOKIE = f"Cookie: explainer-reviewer={quote(READER)}"


@dataclass
class Running:
    """A site whose sentences can be reviewed at a server."""

    folder: Path
    store: Store
    desk: ReviewDesk
    server: PreviewServer

    def read(self, *, only_reviews: bool = False) -> None:
        """Read the content as a preview does after an edit."""
        with self.desk.updating(only_reviews=only_reviews) as take:
            content = read_content(self.folder, "content", self.store, Options(drafts=True))
            take(content.stages.next_job())
        self.server.show(None)

    @property
    def token(self) -> str:
        assert self.server.review
        return self.server.review.token

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def ask(self, path: str, *headers: str, method: str = "GET", body: bytes = b"") -> Answer:
        host = f"Host: 127.0.0.1:{self.server.server_port}"
        rows = [f"{method} {ROOT}{path} HTTP/1.1", host, "Connection: close", *headers]
        if body:
            rows.append(f"Content-Length: {len(body)}")
        told = send(self.server, "\r\n".join([*rows, "", ""]).encode() + body)
        head, _, rest = told.partition(b"\r\n\r\n")
        return Answer(int(head.split()[1]), head.decode("latin-1"), rest.decode())

    def post(
        self,
        fields: dict[str, str] | bytes,
        *more: str,
        path: str = SLUG,
        left_out: str = "",
        method: str = "POST",
    ) -> Answer:
        """Send a form as the page does; `left_out` names a header that is not sent."""
        own = {
            "Origin": self.origin,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        told = {name: value for name, value in own.items() if name != left_out}
        for row in more:
            told.pop(row.partition(":")[0], None)
        headers = [*(f"{name}: {value}" for name, value in told.items()), *more]
        body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
        return self.ask(path, *headers, method=method, body=body)

    def form(self, **more: str) -> dict[str, str]:
        """A verdict on the story's first sentence, as the page would send it."""
        fields = {
            "token": self.token, "by": READER, "verdict": "supported", "note": "", "at": "s.1",
            "of": self.first,
        }  # fmt: skip
        return fields | more

    @property
    def first(self) -> str:
        with self.desk.reading() as desk:
            return desk.walk(SLUG, READER)[0].of

    @property
    def file(self) -> Path:
        return self.folder / f"content/reviews/{SLUG}.yml"

    def written(self) -> list[Review]:
        root, _, problems = parse(self.file.read_text("utf-8"), "")
        assert root is not None
        assert problems == []
        return Reviews.model_validate(plain_value(root)).reviews


@dataclass
class Answer:
    status: int
    head: str
    body: str


def running(folder: Path, host: str = "127.0.0.1") -> Iterator[Running]:
    server = PreviewServer(host, 0, "/")
    desk = ReviewDesk()
    server.review = ReviewPages(desk, "/", server.wait_for)
    with open_index(folder, "preview") as store:
        site = Running(folder, store, desk, server)
        site.read()
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            with desk.updating(only_reviews=False):
                pass


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A site for those who write nothing."""
    yield from running(make_site(tmp_path_factory.mktemp("review") / "demo", base=DEMO))


@pytest.fixture
def site(shared: Running) -> Iterator[Running]:
    """The same, of which nothing may be written."""
    before = shared.file.read_bytes()
    yield shared
    assert shared.file.read_bytes() == before, "nothing was to be written"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A site to write to."""
    yield from running(make_site(tmp_path / "demo", base=DEMO))


# Who may send something


def test_a_verdict_from_the_page_is_written(own: Running) -> None:
    answer = own.post(own.form())
    assert answer.status == 303
    assert f"Location: {ROOT}{SLUG}?of=" in answer.head
    (review,) = (each for each in own.written() if each.of == own.form()["of"])
    assert (review.by, review.verdict.value, review.note) == (READER, "supported", None)
    assert review.sentence == "s.1"


def test_the_script_sends_its_token_in_a_header(own: Running) -> None:
    form = own.form()
    del form["token"]
    answer = own.post(form, f"X-Review-Token: {own.token}", "Accept: application/json")
    assert (answer.status, answer.body) == (200, "{}")
    assert any(each.of == form["of"] for each in own.written())


def test_a_browser_that_does_not_say_where_it_asks_from_has_token_and_origin(own: Running) -> None:
    assert own.post(own.form(), left_out="Sec-Fetch-Site").status == 303


@pytest.mark.parametrize(
    "headers",
    [
        ["Origin: http://evil.example"],
        ["Origin: null"],
        ["Origin:"],
        ["Origin: http://127.0.0.1"],
        ["Origin: http://127.0.0.1:1"],
        ["Origin: https://127.0.0.1:{port}"],
        ["Origin: http://localhost:{port}"],
        ["Origin: http://127.0.0.1:{port}.evil.example"],
        ["Origin: http://127.0.0.1:{port}", "Origin: http://evil.example"],
        ["Sec-Fetch-Site: cross-site"],
        ["Sec-Fetch-Site: same-site"],
        ["Sec-Fetch-Site: none"],
        ["Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"],
        ["X-Review-Token: nonsense"],
        ["X-Review-Token: \u00e9"],
    ],
)
def test_pages_of_others_may_send_nothing(site: Running, headers: list[str]) -> None:
    port = site.server.server_port
    answer = site.post(site.form(), *(row.format(port=port) for row in headers))
    assert answer.status == 403
    assert "Content-Type: text/plain" in answer.head
    assert "Nothing was written." in answer.body
    assert site.token not in answer.body


def test_without_an_origin_nothing_is_taken(site: Running) -> None:
    assert site.post(site.form(), left_out="Origin").status == 403


@pytest.mark.parametrize("token", ["", "nonsense", "\u00e9", "a" * 4000])
def test_without_the_token_nothing_is_taken(site: Running, token: str) -> None:
    assert site.post(site.form(token=token)).status == 403
    assert site.post(site.form(token=site.token[:-1])).status == 403


def test_another_name_of_this_machine_is_none_of_its_own(site: Running) -> None:
    body = urlencode(site.form()).encode()
    rows = [
        f"POST {ROOT}{SLUG} HTTP/1.1", "Host: evil.example", "Origin: http://evil.example",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}", "", "",
    ]  # fmt: skip
    assert b" 421 " in send(site.server, "\r\n".join(rows).encode() + body).split(b"\r\n")[0]


@pytest.mark.parametrize(
    "kind",
    ["application/json", "text/plain", "multipart/form-data; boundary=x", "", "x",
     "application/x-www-form-urlencoded; charset=utf-16",
     "text/plain; application/x-www-form-urlencoded"],
)  # fmt: skip
def test_only_forms_are_read(site: Running, kind: str) -> None:
    assert site.post(site.form(), f"Content-Type: {kind}").status == 415
    assert site.post(site.form(), left_out="Content-Type").status == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_change_nothing(site: Running, method: str) -> None:
    assert site.ask(SLUG, method=method).status == 405
    # Nothing but a form has a body.
    assert site.post(site.form(), method=method).status == 413
    assert site.post(site.form(), method="GET").status == 413


@pytest.mark.parametrize(
    "body",
    [
        b"&" * 50, b"=", b"token", b"%ff=%ff", b"note=%ff", "note=é".encode(), b"\0\0\0",
        b"by=a&by=b", b"colour=red", b"a=b;c=d", b"token=%00", b"%" * 999, b"&=&=&",
        b"of=1&of=1&of=1&of=1&of=1&of=1&of=1&of=1&of=1",
    ],
)  # fmt: skip
def test_what_is_no_form_of_ours_is_refused(site: Running, body: bytes) -> None:
    answer = site.post(body, f"X-Review-Token: {site.token}")
    assert answer.status in (400, 403)
    assert "Nothing was written." in answer.body


def test_a_form_has_a_size(site: Running) -> None:
    large = b"note=" + b"a" * MOST_BYTES
    assert site.post(large).status == 413
    host = f"Host: 127.0.0.1:{site.server.server_port}"
    for more in (
        "Content-Length: 99999999999999999999", "Content-Length: -1", "Content-Length: 5, 5",
        "Content-Length: 5\r\nContent-Length: 6", "Content-Length: +5", "Content-Length: \u0665",
        "Transfer-Encoding: chunked\r\nContent-Length: 5", "Transfer-Encoding: chunked",
    ):  # fmt: skip
        rows = [f"POST {ROOT}{SLUG} HTTP/1.1", host, more, "", "a=b&c"]
        answer = send(site.server, "\r\n".join(rows).encode())
        assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"413"], more


def test_a_form_that_ends_early_is_none(site: Running) -> None:
    rows = [f"POST {ROOT}{SLUG} HTTP/1.1", f"Host: 127.0.0.1:{site.server.server_port}"]
    answer = send(site.server, "\r\n".join([*rows, "Content-Length: 500", "", "by=a"]).encode())
    assert answer.split()[1] == b"400"


def test_several_forms_on_one_connection(site: Running) -> None:
    host = f"Host: 127.0.0.1:{site.server.server_port}"
    one = f"POST {ROOT}{SLUG} HTTP/1.1\r\n{host}\r\nContent-Length: 40000\r\n\r\n{'a' * 40_000}"
    assert send(site.server, one.encode() * 5).count(b"HTTP/1.1 415") == 5


@pytest.mark.parametrize("path", ["", SLUG, f"{SLUG}/list", f"{SLUG}/card?of=1", "review.js"])
def test_it_is_off_where_other_machines_reach_the_server(tmp_path: Path, path: str) -> None:
    for site in running(make_site(tmp_path / "demo"), "0.0.0.0"):  # noqa: S104
        answer = site.ask(path, COOKIE)
        assert answer.status == 403
        assert "127.0.0.1:8000" in answer.body
        assert site.post({"by": "Ann"}, path=path).status in (403, 413)


def test_it_is_for_this_machine_alone(site: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.adapters.mkdocs.handler.is_loopback", lambda _: False)
    assert site.ask("").status == 403
    assert site.post(site.form()).status == 413


# What is shown


def test_no_page_of_others_can_show_or_read_it(site: Running) -> None:
    for path in ("", SLUG, f"{SLUG}?end=1", "review.js", "nowhere", f"{SLUG}/list"):
        head = site.ask(path, COOKIE).head
        assert "frame-ancestors 'none'" in head
        assert "X-Frame-Options: DENY" in head
        assert "Cross-Origin-Resource-Policy: same-origin" in head
        assert "unsafe" not in head
        assert "Cache-Control: no-store" in head
        assert "Access-Control" not in head


def test_pages_hold_no_script_and_no_style(site: Running) -> None:
    for path in ("", SLUG, f"{SLUG}?end=1"):
        html = site.ask(path, COOKIE).body
        assert html.startswith("<!doctype html>")
        assert re.findall(r"<script(?! src=\"/\.review/review\.js\"></script>)", html) == []
        assert re.findall(r"<style|\sstyle=|\son\w+=", html) == []
        assert re.findall(r"(?:src|action)=\"(?!/)", html) == []


@pytest.mark.parametrize(
    "path",
    ["nowhere", "..", "../x", "%2e%2e/x", f"{SLUG}/", f"{SLUG}/card", f"{SLUG}/card?of=1",
     f"{SLUG}/x", f"{SLUG}/card/x", "%00", "review.js/x", "%ff"],
)  # fmt: skip
def test_what_is_not_there_is_missing(site: Running, path: str) -> None:
    assert site.ask(path, COOKIE).status in (200, 404)
    if path != f"{SLUG}/":
        assert site.ask(path, COOKIE).status == 404


def test_who_reads_is_asked_first(own: Running) -> None:
    answer = own.ask(SLUG)
    assert answer.status == 303
    assert f"Location: {ROOT}?to={SLUG}" in answer.head
    html = own.ask(f"?to={SLUG}").body
    assert f'name="to" value="{SLUG}"' in html
    # Whoever has followed a link to a sentence comes to it.
    assert f"Location: {ROOT}?to={SLUG}&of=0f" in own.ask(f"{SLUG}?of=0f").head
    assert 'name="of" value="0f"' in own.ask(f"?to={SLUG}&of=0f").body
    answer = own.post({"token": own.token, "by": READER, "to": SLUG, "of": "0f"}, path="")
    assert f"Location: {ROOT}{SLUG}?of=0f" in answer.head
    assert '<option value="Odo Pell">' in html
    answer = own.post({"token": own.token, "by": " Odo  Pell ", "to": SLUG}, path="")
    assert f"Location: {ROOT}{SLUG}" in answer.head
    (cookie,) = re.findall("Set-Cookie: (.*)", answer.head)
    assert cookie.startswith("explainer-reviewer=Odo%20Pell; Path=/.review/;")
    assert "HttpOnly; SameSite=Strict" in cookie
    assert own.ask(SLUG, f"Cookie: a=b; {cookie.partition(';')[0]}").status == 200
    # Nobody is sent anywhere else.
    for to in ("nowhere", "//evil.example", "https://evil.example", "..", "a\r\nX: y"):
        answer = own.post({"token": own.token, "by": READER, "to": to}, path="")
        assert re.findall("Location: (.*?)\r?$", answer.head, re.MULTILINE) == [ROOT]


@pytest.mark.parametrize(
    "name",
    ["", " ", "\0", "a\x1b[2J", "Odo\u202ePell", "O\u200bdo Pell", "a" * 201, "...", "\ud7ff\ufffe",
     "Somebody Else"],
)  # fmt: skip
def test_names_that_are_none(site: Running, name: str) -> None:
    answer = site.post({"token": site.token, "by": name}, path="")
    assert answer.status == 422
    assert 'role="alert"' in answer.body
    assert "Set-Cookie" not in answer.head
    assert site.post(site.form(by=name)).status == 422
    assert site.ask(SLUG, f"Cookie: explainer-reviewer={quote(name)}").status == 303


def test_markup_is_text(own: Running) -> None:
    path = own.folder / "content/site.yml"
    rows = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(row for row in rows if not row.startswith("reviewers:")), "utf-8")
    own.read()
    evil = '<img src=x onerror=alert(1)>"Ann'
    form = own.form(by=evil, verdict="change", note="</textarea><script>")
    assert own.post(form).status == 303
    own.read(only_reviews=True)
    cookie = f"Cookie: explainer-reviewer={quote(evil, safe='')}"
    html = own.ask(f"{SLUG}?of={form['of']}", cookie).body
    assert "<img" not in html
    assert "&lt;/textarea&gt;" in html
    assert html.count("<script") == 1


def test_text_of_the_content_is_no_markup(own: Running) -> None:
    attack = "<img src=x onerror=alert(1)>{{ 7 * 7 }}</script><!--"
    story, source = f"stories/{SLUG}/story.yml", "sources/tide-post.yml"
    for name, key in (
        (story, "title"), (source, "short"), (source, "title"), (source, "    speaker"),
    ):  # fmt: skip
        path = own.folder / "content" / name
        line = re.compile(rf"^{key}: .*$", re.MULTILINE)
        text, count = line.subn(f"{key}: '{attack}'", path.read_text("utf-8"))
        assert count
        path.write_text(text, "utf-8")
    own.read()
    card = f"{SLUG}/card?of={own.first}"
    for path, least in (("", 1), (SLUG, 4), (card, 3), (f"{SLUG}?end=1", 1)):
        html = own.ask(path, COOKIE).body
        assert "<img" not in html
        assert "<!--" not in html
        assert html.count("&lt;img src=x onerror=alert(1)&gt;{{ 7 * 7 }}") >= least


# What is written


def test_a_sentence_that_has_changed_is_refused_and_the_note_stays(own: Running) -> None:
    form = own.form(verdict="change", note="Half a ton.")
    path = own.folder / f"content/stories/{SLUG}/story.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("left a locked tower", "left its locked tower", 1), "utf-8")
    own.read()
    before = own.file.read_bytes()
    answer = own.post(form)
    assert answer.status == 409
    assert "has changed since it was shown" in answer.body
    assert ">Half a ton.</textarea>" in answer.body
    assert "left its locked tower" in answer.body
    answer = own.post(form, "Accept: application/json")
    assert answer.status == 409
    assert "has changed since it was shown" in answer.body
    assert own.ask(f"{SLUG}/card?of={form['of']}", COOKIE).status == 404
    assert own.file.read_bytes() == before


@pytest.mark.parametrize("of", ["", "0" * 16, "x", "../..", "0" * 4000])
def test_a_sentence_that_is_not_there_is_refused(site: Running, of: str) -> None:
    assert site.post(site.form(of=of)).status == 409


def test_a_change_needs_a_note(site: Running) -> None:
    for note in ("", " \n ", "\t"):
        answer = site.post(site.form(verdict="change", note=note))
        assert answer.status == 422
        assert "Say what should change" in answer.body


@pytest.mark.parametrize("verdict", ["", "SUPPORTED", "yes", "supported "])
def test_there_are_three_verdicts(site: Running, verdict: str) -> None:
    assert site.post(site.form(verdict=verdict)).status == 422


@pytest.mark.parametrize("note", ["\0", "a\x1b[2J", "\u202eevil", "a" * 5000])
def test_notes_that_content_may_not_hold(site: Running, note: str) -> None:
    answer = site.post(site.form(verdict="change", note=f"a{note}b"), "Accept: application/json")
    assert answer.status == 422
    assert "not written down" in answer.body


def test_a_story_that_is_not_there(site: Running) -> None:
    for path in ("nowhere", "..%2f..", f"{SLUG}/x", "a" * 500, f"{SLUG}%00"):
        assert site.post(site.form(), path=path).status == 404


def test_notes_stand_as_typed(own: Running) -> None:
    notes = [
        "a: b # c",
        "{x}, [y] & *z",
        "'\"\\",
        "قال المتحدث",
        "高い" * 1000,
        "- a\n  b",
        "%7b",
        "@x",
    ]
    for note in notes:
        assert own.post(own.form(verdict="change", note=note)).status == 303, note
        (review,) = (each for each in own.written() if each.of == own.form()["of"])
        assert review.note == " ".join(note.split())


@pytest.mark.parametrize(
    ("error", "status"), [(errno.ENOSPC, 507), (errno.EROFS, 500), (errno.EACCES, 500)]
)
def test_a_disk_that_takes_nothing_is_told(
    site: Running, monkeypatch: pytest.MonkeyPatch, error: int, status: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(error, "the disk's own words")

    monkeypatch.setattr("generator.authoring.reviews.atomic_write", fail)
    form = site.form(verdict="change", note="Kept & shown.")
    answer = site.post(form)
    assert answer.status == status
    assert "the disk&#39;s own words" in answer.body
    assert ">Kept &amp; shown.</textarea>" in answer.body
    answer = site.post(form, "Accept: application/json")
    assert answer.status == status
    assert "the disk's own words" in answer.body


def test_a_file_that_cannot_be_read_is_left_alone(own: Running) -> None:
    own.file.write_text("reviews: {not: a list}\n", "utf-8")
    answer = own.post(own.form())
    assert answer.status == 500
    assert "explainer check" in answer.body
    assert own.file.read_text("utf-8") == "reviews: {not: a list}\n"


def test_many_at_once_lose_nothing(own: Running) -> None:
    with own.desk.reading() as desk:
        walk = [each.of for each in desk.walk(SLUG, READER)]
    forms = [
        own.form(of=of, by=by, verdict="change", note=f"{by} on {of}")
        for of in walk[:12]
        for by in ("Odo Pell", "Wren Holloway")
    ]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(own.post, forms))
    assert {answer.status for answer in answers} == {303}
    notes = {(each.of, each.by): each.note for each in own.written()}
    for form in forms:
        assert notes[form["of"], form["by"]] == form["note"]
    assert [each.name for each in own.file.parent.iterdir()] == [own.file.name]


# What follows


def test_a_verdict_counts_at_once_and_the_file_once_it_was_read(own: Running) -> None:
    with own.desk.reading() as desk:
        first, second, *_ = desk.walk(SLUG, READER)
    own.post(own.form(verdict="change", note="Too much."))

    def note() -> str:
        with own.desk.reading() as desk:
            return desk.walk(SLUG, READER)[0].note

    assert note() == "Too much."
    assert f'"of" value="{second.of}"' in own.ask(SLUG, COOKIE).body
    own.read(only_reviews=True)
    assert note() == "Too much."
    # Somebody puts it right by hand.
    text = own.file.read_text("utf-8")
    own.file.write_text(text.replace("Too much.", "Too little."), "utf-8")
    own.read(only_reviews=True)
    assert note() == "Too little."
    assert first.of == own.form()["of"]


def test_the_list_tells_what_is_new(own: Running) -> None:
    answer = own.ask(f"{SLUG}/list?known=", COOKIE)
    assert answer.status == 200
    (stamp,) = re.findall('"stamp":"([0-9a-f]{16})"', answer.body)
    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(own.ask, f"{SLUG}/list?known={stamp}", COOKIE)
        path = own.folder / f"content/stories/{SLUG}/story.yml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("left a locked tower", "left its locked tower", 1), "utf-8")
        of = own.first
        own.read()
        told = later.result(60)
    assert of in answer.body
    assert of not in told.body
    assert own.first in told.body


def test_while_the_content_cannot_be_read_it_says_so(own: Running) -> None:
    path = own.folder / "content/site.yml"
    good = path.read_text("utf-8")
    form = own.form()
    path.write_text("title: [\n", "utf-8")
    own.read()
    before = own.file.read_bytes()
    assert own.ask("", COOKIE).status == 503
    assert own.post(form).status == 503
    assert own.file.read_bytes() == before
    path.write_text(good, "utf-8")
    own.read()
    assert own.ask("", COOKIE).status == 200
