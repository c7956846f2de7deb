"""What a browser shows of a captured page, and that a page can do nothing with it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image

from generator.archive import rendered
from generator.archive.packed import gunzip
from generator.archive.rendered import Rendered, RenderError, render, show
from generator.archive.rendered.chromium import MAX_HEIGHT
from generator.archive.rendered.text import plain_words
from generator.archive.warc import Replay, replay
from generator.archive.warc.writing import Exchange, response
from tests.web import reply, serving

pytestmark = pytest.mark.browser
WHEN = datetime(2031, 5, 1, 12, tzinfo=UTC)
HOST = "https://tide-post.example/"
ADDRESS = f"{HOST}bell"


@pytest.fixture(autouse=True, scope="module")
def patience() -> Iterator[None]:
    """A busy machine may be slow."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rendered, "MAX_SECONDS", 300)
        yield


def page(html: str) -> Replay:
    return Replay(ADDRESS, "text/html; charset=utf-8", html.encode())


def text(html: str) -> str:
    return render(page(html), WHEN).text


# Each is seen or not, as a reader would say who looks at the page.
SEEN = {
    "plain": "<p>WORD</p>",
    "inside a box that scrolls": "<div style='height:30px;overflow:auto'>a<br>b<br>c<br>WORD</div>",
    "far down": "<div style='height:30000px'></div>WORD",
    "an open details": "<details open><summary>a</summary>WORD</details>",
    "a summary": "<details><summary>WORD</summary>b</details>",
    "no box of its own": "<div style='display:contents'>WORD</div>",
    "made visible again": (
        "<div style='visibility:hidden'>a<b style='visibility:visible'>WORD</b></div>"
    ),
}
DOING = {
    "out of a clipping box": (
        "<div style='position:relative'><div style='height:5px;overflow:hidden'>"
        "<p style='position:absolute;top:90px'>WORD</p></div></div>"
    ),
    "a shadow tree": "<div><template shadowrootmode=open><p>WORD</p></template></div>",
    "a slot": "<div><template shadowrootmode=open><slot></slot></template>WORD</div>",
    "by a script": "<p id=a></p><script>a.textContent = 'WORD'.toUpperCase()</script>",
    "by a script, later": "<p id=b></p><script>setTimeout(() => b.append('WORD'), 100)</script>",
    "by the clock": "<p id=c><script>if (new Date().getYear() === 131) c.append('WORD')</script>",
    "behind a dialog": "<script>alert(1); confirm(2); prompt(3)</script>WORD",
    "after printing": "WORD<script>print()</script>",
    "after a new window": "WORD<script>open('about:blank')</script>",
    "after a download": "WORD<a id=d download href='data:,x'>x</a><script>d.click()</script>",
    "a script that fails": "WORD<script>throw new Error('x')</script>",
}
ALONE = {
    "a page that may not be scrolled": (
        "<style>html,body{overflow:hidden;height:100px}</style><div style='height:500px'></div>WORD"
    ),
    "a script that changes what is asked": (
        "WORD<script>Range.prototype.getClientRects = () => []; Element.prototype.checkVisibility ="
        " () => false; window.getComputedStyle = () => ({display: 'none'})</script>"
    ),
    "after leaving": "WORD<script>location.href = 'https://other.example/'</script>",
    "after a refresh": "WORD<meta http-equiv=refresh content='0;url=https://other.example/'>",
}  # fmt: skip
UNSEEN = {
    "display": "<p style='display:none'>WORD</p>",
    "display in a style sheet": "<style>div > p.a{display:none}</style><div><p class=a>WORD</div>",
    "hidden": "<p hidden>WORD</p>",
    "hidden until found": "<p hidden=until-found>WORD</p>",
    "visibility": "<p style='visibility:hidden'>WORD</p>",
    "opacity": "<p style='opacity:0'>WORD</p>",
    "opacity of what is around": "<div style='opacity:0'><p>WORD</p></div>",
    "no size of letters": "<p style='font-size:0'>WORD</p>",
    "no colour": "<p style='color:transparent'>WORD</p>",
    "for screen readers": (
        "<p style='position:absolute;width:1px;height:1px;overflow:hidden'>WORD</p>"
    ),
    "cut to nothing": (
        "<p style='position:absolute;clip:rect(0,0,0,0)'>WORD</p>"
    ),
    "clipped away": "<p style='clip-path:inset(50%)'>WORD</p>",
    "left of the page": "<p style='position:absolute;left:-9999px'>WORD</p>",
    "above the page": "<p style='position:absolute;top:-999px'>WORD</p>",
    "indented away": "<p style='text-indent:-9999px'>WORD</p>",
    "beside the window": "<p style='position:fixed;left:2000px'>WORD</p>",
    "cut off": "<div style='height:20px;overflow:hidden'>a<br>b<br>c<br>WORD</div>",
    "cut off in its line": (
        "<div style='width:60px;overflow:hidden;white-space:nowrap'>before it is WORD</div>"
    ),
    "scaled to nothing": "<p style='transform:scale(0)'>WORD</p>",
    "a closed details": "<details><summary>a</summary>WORD</details>",
    "a closed dialog": "<dialog>WORD</dialog>",
    "content-visibility": "<div style='content-visibility:hidden'>WORD</div>",
    "struck out": "<p><del>WORD</del></p>",
    "struck out by style": "<p style='text-decoration:line-through'>a <b>WORD</b></p>",
    "without scripts": "<noscript>WORD</noscript>",
    "a frame": "<iframe srcdoc='WORD'></iframe>",
    "a template": "<template>WORD</template>",
    "a comment": "<!-- WORD -->",
    "a title": "<title>WORD</title>",
    "removed by a script": "<p id=a>WORD</p><script>a.remove()</script>",
}  # fmt: skip


ASKING = """
<link rel=stylesheet href=HERE/a.css><link rel=preconnect href=HERE>
<link rel=prefetch href=HERE/pre><link rel=dns-prefetch href=HERE><img src=HERE/i>
<iframe src=HERE/frame></iframe><video src=HERE/v></video>
<object data=HERE/o></object>
<a id=a ping=HERE/ping href="#">a</a><form id=f action=HERE/form method=post></form>
<p>Words</p><script>
const here = "HERE";
const inWorker = `fetch("HERE/w").catch(() => 0);
    new WebSocket("ws" + "HERE".slice(4))`;
fetch(here + "/fetch").catch(() => 0);
navigator.sendBeacon(here + "/beacon", "x");
new WebSocket(here.replace("http", "ws"));
new EventSource(here + "/events");
open(here + "/window");
new Worker(URL.createObjectURL(new Blob([inWorker])));
const peer = new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.1:PORT"}]});
peer.createDataChannel("a");
peer.createOffer().then((offer) => peer.setLocalDescription(offer));
a.click();
if (navigator.serviceWorker) navigator.serviceWorker.register("/sw.js").catch(() => 0);
setTimeout(() => f.submit(), 50);
setTimeout(() => { location = here + "/away"; }, 100);
</script>
"""


NEVER_QUIET = (
    "<p>Words</p><p id=a></p><script>setInterval(() => { fetch('/x').catch(() => 0);"
    "a.textContent += 'x'.repeat(10) }, 200)</script>"
)


@dataclass
class AtWork:
    """Pages that are rendered at the same time, and what was asked of a server in the meantime.

    Those that leave, or ask for ever, are waited for in vain, which is nearly all of their time.
    """

    asked: list[Any]
    pages: dict[str, Future[Rendered]]


@pytest.fixture(scope="module")
def at_work(patience: None) -> Iterator[AtWork]:
    with serving({"/": reply("x")}) as (port, asked), ThreadPoolExecutor(4) as pool:
        asking = ASKING.replace("HERE", f"http://127.0.0.1:{port}").replace("PORT", f"{port}")
        html = {
            "asking": asking,
            "never quiet": NEVER_QUIET,
            **{name: f"<!doctype html><p>First.</p>{ALONE[name]}" for name in ALONE},
        }
        pages = {name: pool.submit(render, page(each), WHEN) for name, each in html.items()}
        yield AtWork(asked, pages)


@pytest.mark.parametrize("name", ALONE)
def test_what_is_seen_of_a_page_that_does_much(at_work: AtWork, name: str) -> None:
    assert "WORD" in at_work.pages[name].result().text


def of_one_page(rows: dict[str, str]) -> set[str]:
    """The rows of which the word is seen, all in one page, so that the browser starts once."""
    parts = [
        f"<section>{html.replace('WORD', f'WORD{number}.')}</section>"
        for number, html in enumerate(rows.values())
    ]
    seen = text(f"<!doctype html><p>First.</p>{''.join(parts)}<p>Last.</p>")
    assert "First." in seen
    assert "Last." in seen
    return {name for number, name in enumerate(rows) if f"WORD{number}." in seen}


def test_what_is_seen() -> None:
    assert of_one_page(SEEN) == set(SEEN)


def test_what_is_seen_of_a_page_that_does_something() -> None:
    assert of_one_page(DOING) == set(DOING)


def test_what_is_not_seen() -> None:
    assert of_one_page(UNSEEN) == set()


def test_words_are_those_that_other_readers_give() -> None:
    html = (
        "<h1>Bell\n gone</h1><p>Some 10<sup>6</sup> m, H<sub>2</sub>O, a note<sup>1</sup>, "
        "<q>it <q>rings</q></q>.<br>Next<b>bold</b></p><table><td>a<td>b</table><pre>x\ny</pre>"
    )
    assert text(html).split("\n") == [
        "Bell gone", "Some 10⁶ m, H₂O, a note, “it ‘rings’”.", "Nextbold", "a", "b", "x", "y",
    ]  # fmt: skip
    assert plain_words("\ufdd1\ufdd0a \ud800 \n \n b") == "a \ufffd\nb"


def test_pictures_are_bounded() -> None:
    shown = render(page("<p>x</p><div style='height:99999px'></div>"), WHEN)
    assert Image.open(io.BytesIO(shown.picture)).size == (1280, MAX_HEIGHT)
    assert Image.open(io.BytesIO(shown.view)).size == (1280, 800)


def test_nothing_leaves(at_work: AtWork) -> None:
    shown = at_work.pages["asking"].result()
    assert "Words" in shown.text
    assert shown.refused > 3
    assert at_work.asked == []


def test_what_the_capture_holds_is_answered() -> None:
    def record(url: str, kind: str, body: str, *more: tuple[str, str], status: int = 200) -> bytes:
        headers = (("Content-Type", kind), *more)
        return gunzip(
            response(Exchange(url, status, "OK", headers, body.encode(), "192.0.2.1"), WHEN).data
        )

    files = [
        record(
            ADDRESS, "text/html",
            "<link rel=stylesheet href=/moved.css><p class=a>hidden</p><p>seen</p>"
            "<iframe src=/frame></iframe>",
        )
        + record(f"{HOST}moved.css", "text/css", "", ("Location", "/b.css"), status=301)
        + record(f"{HOST}b.css", "text/css", ".a { display: none }")
        + record(f"{HOST}frame", "text/html", "words of a frame")
    ]  # fmt: skip
    shown = render(replay(files, ADDRESS), WHEN)
    assert (shown.text, shown.refused) == ("seen", 0)


KILLERS = {
    "a script without end": "<p>x</p><script>for (;;) {}</script>",
    "a million elements": (
        "<p>x</p><script>document.body.innerHTML += '<b>x</b>'.repeat(1e6)</script>"
    ),
    "all memory": (
        "<p>x</p><script>const a = []; for (;;) a.push(new Array(1e6).fill(a.length))</script>"
    ),
}  # fmt: skip


def test_a_page_that_takes_too_much_is_given_up(
    at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(at_work.pages.values())  # they have more patience
    monkeypatch.setattr(rendered, "MAX_SECONDS", 10)
    with ThreadPoolExecutor(len(KILLERS)) as pool:
        for given_up in [pool.submit(render, page(html), WHEN) for html in KILLERS.values()]:
            with pytest.raises(RenderError):
                given_up.result()


def test_a_page_without_an_address_does_not_take_the_place_of_the_captured_one() -> None:
    html = "<p>x</p><script>location = URL.createObjectURL(new Blob(['other']))</script>"
    try:
        shown = text(html)
    except RenderError as error:
        shown = str(error)
    assert "other" not in shown.replace("another", "")


def test_a_page_that_is_never_quiet_is_read_as_far_as_it_is(at_work: AtWork) -> None:
    assert at_work.pages["never quiet"].result().text.startswith("Words")


def test_a_passage_is_marked() -> None:
    html = (
        "<p style='margin:0'>It rings. It weighs a lot.</p><div style='height:9000px'></div>"
        "<p>And it rings. It weighs <b>900 kilograms</b>, they say.</p>"
    )
    picture = show(page(html), WHEN, ("rings. ", "It weighs 900 kilograms", ", they say"))
    assert picture
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    assert image.height < 1000
    assert (220, 120, 0) in {colour for _, colour in image.getcolors(1_000_000) or ()}
    assert show(page(html), WHEN, ("", "it weighs nothing", "")) is None


def test_without_the_extra_nothing_is_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendered, "is_installed", lambda: False)
    with pytest.raises(RenderError, match="playwright install chromium"):
        render(page("x"), WHEN)
