"""The content security policy: what a page may load and run, made from the finished page.

Each page names it in its head, so that it holds on every host and from the disk; a file `_headers`
says the same, and what only a header can, to hosts that read it. decisions/0009 says why.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser

HEADERS_FILE = "_headers"
"""Where hosts such as Netlify and Cloudflare Pages look for the headers of a site."""

# Other scripts are data, such as JSON-LD: no browser runs them, and no policy looks at them.
_RUN = {
    "", "module", "importmap", "speculationrules", "text/javascript", "application/javascript",
    "text/ecmascript", "application/ecmascript",
}  # fmt: skip
# Python-Markdown writes so how the columns of a table are aligned.
_ALIGNMENT = re.compile(r'style="(text-align: (?:left|center|right);)"')
_CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)
_LOADING = re.compile("<(?:script|link|style)", re.IGNORECASE)

# What a page of this kind has no use for. Copying and sharing stay with the site itself.
_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a page holds itself and may use, as the hashes by which a policy names it."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()

    def __or__(self, other: Allowed) -> Allowed:
        """What either of two pages may use."""
        return Allowed(self.scripts | other.scripts, self.styles | other.styles)


def allowed(html: str, content: str) -> Allowed:
    """What a finished page may use of what it holds.

    Scripts count that stand in the frame around its content, which the theme brings. The content
    itself is taken out before anybody looks: a script that has found a way into it is not vouched
    for. Of a content that does not stand in the page as it is, every script is struck off.
    """
    before, found, after = html.partition(content) if content else (html, "", "")
    frame = inline_scripts(before + after) if found else inline_scripts(html)
    scripts = frame if found or not content else frame - inline_scripts(content)
    return Allowed(frozenset(scripts), frozenset(map(_hash, _ALIGNMENT.findall(html))))


def inline_scripts(html: str) -> Counter[str]:
    """The hashes of the scripts that stand in a page itself, and how often each does."""
    if "<script" not in html.lower():
        return Counter()
    return Counter(
        _hash(node.text())
        for node in LexborHTMLParser(html).css("script")
        if "src" not in node.attributes and _runs(node.attributes)
    )


def _runs(attributes: Mapping[str, str | None]) -> bool:
    return (attributes.get("type") or "").strip().lower() in _RUN


def _hash(text: str) -> str:
    # A browser knows no other line end, and hashes what it has read.
    data = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    return f"sha256-{b64encode(sha256(data).digest()).decode()}"


def policy(allowed: Allowed, *, live: bool = False) -> str:
    """The policy of a page.

    Args:
        allowed: what it holds itself and may use.
        live: whether the page is served while it is edited. MkDocs then puts a script of its own
            into it on its way out, which has another hash each time and asks for news.
    """
    scripts = ["'self'", *(["'unsafe-inline'"] if live else _sources(allowed.scripts))]
    styles = _sources(allowed.styles)
    rows = {
        "default-src": ["'none'"],
        "script-src": scripts,
        "style-src": ["'self'"],
        "style-src-attr": ["'unsafe-hashes'", *styles] if styles else [],
        # `data:` are the icons in the theme's style sheet.
        "img-src": ["'self'", "data:"],
        # Checkers run in the page and ask for `robots.txt`; nothing leaves the site by it.
        "connect-src": ["'self'"],
        "form-action": ["'none'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rows.items() if sources)


def _sources(hashes: Iterable[str]) -> list[str]:
    return [f"'{each}'" for each in sorted(hashes)]


def with_policy(html: str, policy: str) -> str:
    """A finished page with its policy in its head, before everything that it is about."""
    # The encoding comes first, because browsers look for it in the first kilobyte only.
    found = _HEAD.search(html)
    if not found:
        return html
    charset = _CHARSET.search(html, found.end())
    first = _LOADING.search(html, found.end())
    before = charset and (first is None or charset.start() < first.start())
    at = charset.end() if charset and before else found.end()
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html[:at] + meta + html[at:]


def headers(allowed: Allowed, downloads: Iterable[str] = (), unframed: Iterable[str] = ()) -> str:
    """The file `_headers` of a site.

    Hosts put what several rules say of one path behind one another, and browsers obey each of
    several policies: so that no other site may frame a page is said for all paths at once, or for
    each of those that are named.

    Args:
        allowed: what any of its pages may use.
        downloads: the paths of documents, which browsers shall save and not show.
        unframed: the paths that no other site may frame, as rules; none means all.
    """
    rows = {
        "Content-Security-Policy": policy(allowed),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _OFF),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    alone = {"Content-Security-Policy": "frame-ancestors 'none'", "X-Frame-Options": "DENY"}
    rules = dict.fromkeys(unframed, alone)
    if not rules:
        rows["Content-Security-Policy"] += f"; {alone['Content-Security-Policy']}"
        rows["X-Frame-Options"] = alone["X-Frame-Options"]
    rules = {"/*": rows, **rules}
    for path in downloads:
        rule = f"/{quote(path)}"
        rules[rule] = {**rules.get(rule, {}), "Content-Disposition": "attachment"}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in told.items())
        for path, told in rules.items()
    )


def unframed(names: Iterable[tuple[str, bool]], framed: str) -> list[str]:
    """The rules for all paths of a site but those in one folder.

    Args:
        names: what lies at the root of the site, and whether it is a folder.
        framed: the name of the folder that other sites may frame.
    """
    rules = ["/"]
    for name, is_folder in sorted(names):
        if is_folder and name != framed:
            rules.append(f"/{quote(name)}/*")
        elif not is_folder:
            rules.append(f"/{quote(name)}")
            # Many hosts answer for a page without its ending too.
            rules += [f"/{quote(name.removesuffix('.html'))}"] if name.endswith(".html") else []
    return rules
