"""`llms.txt`: what the site is and where it stands as text, for language models (llmstxt.org).

It is Markdown: a title, a summary, what a reader must know, and lists of links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from generator.render.database import DATABASE_PATH
from generator.render.exports.common import Addresses, addresses, story_path, summary
from generator.render.exports.feed import FEED_PATH
from generator.render.page import DataFile
from generator.render.views import Renderer

LLMS_PATH = "llms.txt"
# The page of all stories has the others.
_MOST = 100
_MARKUP = re.compile(r"[\\`*_\[\]<>&#|~!]|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")


def llms(renderer: Renderer) -> DataFile:
    """`llms.txt`, in the site's language: the newest stories as text, and all else by its pages."""
    settings, text = renderer.site.settings, renderer.wording.text
    to = addresses(renderer, LLMS_PATH)
    licence = plain(settings.licence or "")
    if settings.licence and settings.licence_address:
        licence = _link(settings.licence, settings.licence_address)
    parts = [
        f"# {plain(settings.title)}",
        f"> {plain(settings.description)}",
        text("Each sentence cites the exact words of the reports that support it. The text of a "
             "story ends with these words in full: who said them, in which report, and when they "
             "were compared with a copy of it."),
        text("To cite a sentence, use its own address, which lasts: the address of the story, and "
             "behind it what stands at the end of the sentence, from `#` on."),
        " ".join(
            filter(None, (
                f"{text('Our own text:')} {licence}." if licence else "",
                text("Quotations keep the rights of their sources."),
                f"{text('Published by')} {plain(settings.publisher.name)}.",
            ))
        ),
        f"## {text('Stories')}",
        "\n".join(_stories(renderer, to)),
        f"## {text('Look things up')}",
        "\n".join(
            _item(name, to.page(address))
            for name, address in (
                (text("Glossary"), "glossary"),
                (text("Sources"), "sources"),
                (text("Quotations"), "quotations"),
                (text("Disagreements"), "disagreements"),
                (text("Corrections"), "corrections"),
            )
        ),
        f"## {text('Data')}",
        "\n".join(_data(renderer, to)),
    ]  # fmt: skip
    data = "\n\n".join(parts) + "\n"
    return DataFile(LLMS_PATH, data.encode(), renderer.site.place.file)


def _stories(renderer: Renderer, to: Addresses) -> Iterator[str]:
    site, wording = renderer.site, renderer.wording
    for slug in islice(site.stories, _MOST):
        story = site.documents[slug]
        title = story.story.title
        yield f"{_item(title, to.file(story_path(story, 'txt')))}: {plain(summary(story))}"
    number = len(site.stories)
    told = (
        wording.count(number, "{n} story, by year", "All {n} stories, by year")
        if number > _MOST
        else wording.text("Stories by year")
    )
    yield _item(told, to.page("stories"))


def _data(renderer: Renderer, to: Addresses) -> Iterator[str]:
    settings, text = renderer.site.settings, renderer.wording.text
    if settings.database:
        yield _item(text("All data of this site (SQLite)"), to.file(DATABASE_PATH))
    yield _item(text("sources (CSL-JSON)"), to.file("sources.csl.json"))
    if settings.address:
        yield _item(text("Feed of stories and corrections (Atom)"), to.file(FEED_PATH))


def _item(name: str, address: str) -> str:
    return f"- {_link(name, address)}"


def _link(name: str, address: str) -> str:
    return f"[{plain(name)}]({address.replace('(', '%28').replace(')', '%29')})"


def plain(text: str) -> str:
    """A text in one line of Markdown, in which nothing is markup."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
