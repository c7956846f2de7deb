"""What web servers may do to a report that somebody has quoted, and what is to be said of each."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from generator.model import PageState, WordsState
from tests.web import Reply, reply

TITLE = "Barges drift off Ostermill"
FIRST = "The harbour master counted nineteen empty barges at dawn"
SECOND = "nobody on the quay had heard a single chain break during the storm"
THIRD = "The café on the mole stayed open for all who had lost their berth"
QUOTATIONS = {"first": FIRST, "second": SECOND, "third": THIRD}
BESIDE = {
    "first": ("Report by our own writer. ", ", and wrote the number on a slate. Then"),
    "second": ("He said that ", ". It was the sort of night"),
    "third": ("of the long room. ", ". Soup was free. By noon"),
}
PARAGRAPHS = (
    f"Report by our own writer. {FIRST}, and wrote the number on a slate. Then he sent for help.",
    f"He said that {SECOND}. It was the sort of night on which every sound carries over water.",
    f"A lamp burned at the end of the long room. {THIRD}. Soup was free. By noon it was gone.",
)
FILLER = tuple(
    f"Paragraph {number} of this invented report speaks of ropes, of tides, of ledgers and of the "
    f"{word} boats that lay beside the pier while the wind turned to the north and rain fell."
    for number, word in enumerate(("red", "old", "small", "tarred", "late", "low", "lost"), 1)
)

THERE, MOVED, CHANGED, GONE, UNSEEN = WordsState
States = tuple[WordsState, WordsState, WordsState]
ALL_THERE: States = (THERE, THERE, THERE)
NONE_SEEN: States = (UNSEEN, UNSEEN, UNSEEN)


def article(
    paragraphs: Sequence[str] = PARAGRAPHS, title: str = TITLE, head: str = "", before: str = ""
) -> str:
    """A page with a report."""
    body = "".join(f"<p>{each}</p>" for each in (*paragraphs, *FILLER))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"{head}</head><body>{before}<h1>{title}</h1>{body}"
        "<footer>Ostermill Herald</footer></body></html>"
    )


def page(title: str, text: str, head: str = "") -> str:
    """A page with few words."""
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{text}</body></html>"
    )


COPY = "\n\n".join((TITLE, *PARAGRAPHS, *FILLER, "Ostermill Herald"))
"""The text of the archived copy."""
CHANGED_WORD = (
    PARAGRAPHS[0].replace("nineteen", "eleven"), *PARAGRAPHS[1:]
)  # fmt: skip
OTHER_REPORT = page(
    "Mayor opens fair",
    "<h1>Mayor opens fair</h1>"
    + "".join(
        f"<p>At stall {number} the band of the brewery played a song about geese, and children in "
        f"{colour} hats threw rings over bottles until someone switched every lantern off.</p>"
        for number, colour in enumerate(("blue", "green", "white", "paper", "straw", "silk") * 3)
    ),
)


def redirect(target: str) -> Reply:
    """An answer that leads elsewhere."""
    return reply(status=302, location=target)


def later(seconds: str, then: Reply, status: int = 429) -> Callable[[], Reply]:
    """An answer that asks to come again, and the next time another."""

    def made() -> Reply:
        asked = threading.Event()

        def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
            if asked.is_set():
                then(handler)
            else:
                asked.set()
                reply("later", status, retry_after=seconds)(handler)

        return answer

    return made


def silent(handler: http.server.BaseHTTPRequestHandler) -> None:
    """No answer, until whoever asked has gone."""
    handler.rfile.read(1)


def dripping(handler: http.server.BaseHTTPRequestHandler) -> None:
    """An answer that comes byte by byte and never ends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:  # a write fails once whoever asked has gone
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.02)


def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
    """An answer that is larger than any page."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        handler.wfile.write(b"<p>more and more</p>" * 5_000)


def closed(handler: http.server.BaseHTTPRequestHandler) -> None:
    """No answer at all: the connection is closed."""
    handler.close_connection = True


LOGIN_FORM = '<form><input name="u"><input type="password" name="p"></form>'
PAID = '<script type="application/ld+json">{"isAccessibleForFree":false}</script>'
SHELL = page(TITLE, '<div id="root"></div>', '<script src="/app.js"></script>')


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a server does, and what is to be said of it.

    `answer` is made anew for every source. `url` takes the place of the address on the server:
    `{port}` stands for its port. `has_copy` says whether there is an archived copy.
    """

    name: str
    answer: Callable[[], Reply]
    page: PageState
    words: States = NONE_SEEN
    more: dict[str, Reply] = field(default_factory=dict)
    url: str = ""
    has_copy: bool = True


def always(answer: Reply) -> Callable[[], Reply]:
    """The same answer for all who ask."""
    return lambda: answer


def text(body: str | bytes, status: int = 200, **headers: str) -> Callable[[], Reply]:
    """The same page for all who ask."""
    return always(reply(body, status, **headers))


HOME = {"/": reply(page("Ostermill Herald", "<h1>Ostermill Herald</h1><p>News of the day.</p>"))}
LOGIN = {"/login": reply(page("Log in", f"<h1>Log in</h1>{LOGIN_FORM}"))}
GONE_PARAGRAPH = (PARAGRAPHS[0], PARAGRAPHS[2])

BEHAVIOURS = (
    Behaviour("same", text(article()), PageState.READ, ALL_THERE),
    Behaviour(
        "moved",
        text(article((PARAGRAPHS[0], PARAGRAPHS[2], f"Later, as told: {SECOND}, people say."))),
        PageState.READ,
        (THERE, MOVED, THERE),
    ),
    Behaviour("changed word", text(article(CHANGED_WORD)), PageState.READ, (CHANGED, THERE, THERE)),
    Behaviour("gone", text(article(GONE_PARAGRAPH)), PageState.READ, (THERE, GONE, THERE)),
    Behaviour("all gone, with a copy", text(article(())), PageState.READ, (GONE, GONE, GONE)),
    Behaviour(
        "all gone, without a copy", text(article(FILLER)), PageState.READ, (GONE, GONE, GONE),
        has_copy=False,
    ),
    Behaviour(
        "banner and login box",
        text(article(GONE_PARAGRAPH, before=f"<p>Accept all cookies. Log in</p>{LOGIN_FORM}")),
        PageState.READ,
        (THERE, GONE, THERE),
    ),
    Behaviour(
        "new address", always(redirect("/news/new")), PageState.READ, ALL_THERE,
        {"/news/new": reply(article())},
    ),
    Behaviour("home", always(redirect("/")), PageState.HOME, more=HOME),
    Behaviour("login", always(redirect("/login?next=/a")), PageState.LOGIN,
              more={"/login?next=/a": LOGIN["/login"]}),
    Behaviour("other report", always(redirect("/fair")), PageState.OTHER_PAGE,
              more={"/fair": reply(OTHER_REPORT)}),
    Behaviour("other report, no copy", always(redirect("/fair")), PageState.OTHER_PAGE,
              more={"/fair": reply(OTHER_REPORT)}, has_copy=False),
    Behaviour("rewritten, no copy", text(OTHER_REPORT), PageState.UNCERTAIN, has_copy=False),
    Behaviour(
        "soft 404",
        text(page("Page not found | Herald", "<h1>Sorry</h1><p>We can't find that page.</p>")),
        PageState.SOFT_NOT_FOUND,
    ),
    Behaviour(
        "soft 404, German",
        text(page("Herald", "<h1>Seite nicht gefunden</h1><p>Hier ist nichts.</p>")),
        PageState.SOFT_NOT_FOUND,
    ),
    Behaviour(
        "soft 404 among much else",
        text(article((), "The page was not found")), PageState.SOFT_NOT_FOUND, has_copy=False,
    ),
    Behaviour("404", text("no", 404), PageState.NOT_FOUND),
    Behaviour("410", text("no", 410), PageState.REMOVED),
    Behaviour("401", text("no", 401), PageState.LOGIN),
    Behaviour("403", text("no", 403), PageState.REFUSED),
    Behaviour("451", text("no", 451), PageState.REFUSED),
    Behaviour("429, then there", later("0", reply(article())), PageState.READ, ALL_THERE),
    Behaviour("503, then there", later("0", reply(article()), 503), PageState.READ, ALL_THERE),
    Behaviour("429 for long", later("86400", reply(article())), PageState.BUSY),
    Behaviour("429 without a word", text("no", 429), PageState.BUSY),
    Behaviour("500", text("no", 500), PageState.SERVER_ERROR),
    Behaviour(
        "consent",
        text(page(TITLE, "<p>We value your privacy.</p><button>Accept all</button>")),
        PageState.CONSENT,
    ),
    Behaviour(
        "bot wall",
        text(page("Just a moment...", "<p>Verify you are human.</p>")), PageState.BOT_WALL,
    ),
    Behaviour(
        "paywall",
        text(article(PARAGRAPHS[:1], head=PAID)), PageState.PAYWALL, (THERE, UNSEEN, UNSEEN),
    ),
    Behaviour(
        "paywall at once",
        text(page(TITLE, f"<h1>{TITLE}</h1><p>Subscribe to continue reading.</p>")),
        PageState.PAYWALL,
    ),
    Behaviour("shell", text(SHELL), PageState.NEEDS_SCRIPT),
    Behaviour("empty", text(page("", "")), PageState.EMPTY),
    Behaviour("nothing at all", text(""), PageState.EMPTY),
    Behaviour("silent", always(silent), PageState.SLOW),
    Behaviour("drip", always(dripping), PageState.SLOW),
    Behaviour("huge", always(endless), PageState.TOO_LARGE),
    Behaviour("picture", text(b"\x89PNG", content_type="image/png"), PageState.OTHER_KIND),
    Behaviour("plain text", text(COPY, content_type="text/plain"), PageState.READ, ALL_THERE),
    Behaviour("bad PDF", text(b"%PDF-1.4 x", content_type="application/pdf"), PageState.UNREADABLE),
    Behaviour("loop", always(redirect("/again")), PageState.REDIRECT_LOOP,
              more={"/again": redirect("/again")}),
    Behaviour(
        "other encoding",
        text(
            article().replace("utf-8", "windows-1252").encode("cp1252"),
            content_type="text/html; charset=windows-1252",
        ),
        PageState.READ,
        ALL_THERE,
    ),
    Behaviour(
        "wrong encoding",
        text(article().encode("cp1252"), content_type="text/html; charset=utf-8"),
        PageState.UNREADABLE,
    ),
    Behaviour("closed", always(closed), PageState.NO_ANSWER),
    Behaviour("no certificate", text(article()), PageState.BAD_CERTIFICATE,
              url="https://{host}:{port}/x"),
    Behaviour("no host", text(article()), PageState.NO_HOST, url="http://nowhere.invalid/x"),
    Behaviour("not allowed", text(article()), PageState.NOT_ASKED, url="http://{host}:9/x"),
)  # fmt: skip
