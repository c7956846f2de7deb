"""How long reading an archived copy takes. Run: `.venv/bin/python -m benchmarks.copies_html`.

It makes an invented page of 300 KB, always the same, with a style sheet, `style` attributes and
notes in it, and prints how long reading it takes against a plain reader in the same run: the tree,
what is never text taken out, a line end around each block.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table
from selectolax.lexbor import LexborHTMLParser

from benchmarks.verify import vocabulary
from generator.archive.html import html_text

SIZE = 300_000
ROUNDS = 15
UNSEEN = ["head", "script", "style", "noscript", "template", "iframe", "object", "svg", "canvas",
          "audio", "video", "datalist"]  # fmt: skip
BLOCKS = (
    "address,article,aside,blockquote,body,br,button,caption,center,dd,details,dialog,dir,div,dl,"
    "dt,fieldset,figcaption,figure,footer,form,frameset,h1,h2,h3,h4,h5,h6,header,hgroup,hr,img,"
    "input,label,legend,li,main,menu,nav,ol,optgroup,option,p,pre,search,section,select,summary,"
    "table,tbody,td,textarea,tfoot,th,thead,tr,ul"
)


def make_page(chance: random.Random) -> bytes:
    """A page as news sites serve them: much text, 150 rules in it, some of which hide."""
    words = vocabulary(chance)
    rules = "".join(
        f".c{at}{{margin:{at}px;color:#333;display:{chance.choice(('block', 'none', 'flex'))}}}\n"
        f".c{at} a:hover{{color:red}}\n"
        for at in range(150)
    )
    parts = [f"<!doctype html><html><head><meta charset=utf-8><style>{rules}</style></head><body>"]
    size = len(parts[0])
    while size < SIZE:
        kind = chance.randrange(600)
        parts.append(
            f'<div class="c{kind}"><p>{" ".join(chance.choices(words, k=30))} <a href="/x">'
            f"{chance.choice(words)}</a> {' '.join(chance.choices(words, k=20))}<sup>{kind}</sup>"
            f'</p><span style="color:#123">{chance.choice(words)}</span></div>\n'
        )
        size += len(parts[-1])
    return "".join(parts).encode()


def plain_text(page: bytes) -> str:
    """The yardstick: all words of the tree, whoever sees them."""
    tree = LexborHTMLParser(page.decode())
    tree.strip_tags(UNSEEN)
    for block in tree.css(BLOCKS):
        block.insert_before("\n")
        block.insert_after("\n")
    return tree.root.text() if tree.root else ""


def milliseconds(work: Callable[[], object]) -> float:
    """Time of the processor, the shortest of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


def main() -> None:
    """Print the table."""
    page = make_page(random.Random(20180427))  # noqa: S311 - the same page each time
    plain = milliseconds(lambda: plain_text(page))
    ours = milliseconds(lambda: html_text(page))
    table = Table("copy", "bytes", "plain reader, ms", "as seen, ms", "ratio")
    table.add_row(
        "web page", f"{len(page):,}", f"{plain:.1f}", f"{ours:.1f}", f"{ours / plain:.2f}"
    )
    Console().print(table)


if __name__ == "__main__":
    main()
