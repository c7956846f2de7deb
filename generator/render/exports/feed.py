"""The feed of stories and corrections, as Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from generator.digests import sha256_hex
from generator.model.dates import parse_date
from generator.render.exports.common import addresses, base_address, summary
from generator.render.page import DataFile
from generator.render.views import Renderer, story_address
from generator.resolve import ResolvedStory
from generator.resolve.site import StoryCorrection

FEED_PATH = "feed.xml"
# A feed is for what is new; a reader asks for it many times a day.
_MOST = 100


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry. Dates are days, `YYYY-MM-DD`; `language` is empty if it is the site's."""

    id: str
    title: str
    link: str
    published: str
    updated: str
    text: str
    language: str = ""
    topics: tuple[str, ...] = ()


def feed(renderer: Renderer) -> DataFile | None:
    """`feed.xml`: the newest stories and corrections; None if the site has no address.

    An entry's id is the site's address and the story's, without the ending that pages have: it
    stays when the form of the addresses changes. A correction's id adds a digest of its date and
    of what it corrects: it stays when corrections are added, and when its reason is put otherwise.
    A day is told as its beginning in UTC, since Atom has no dates without a time.
    """
    base = base_address(renderer)
    if not base:
        return None
    # Nothing of a story beyond these is among the newest: the story is as new as all its own.
    recent = islice(renderer.site.recent, _MOST)
    stories = (renderer.site.documents[slug] for slug in recent)
    found = [entry for story in stories for entry in _entries(renderer, story)]
    newest = sorted(found, key=lambda entry: (entry.updated, entry.id), reverse=True)[:_MOST]
    settings = renderer.site.settings
    updated = newest[0].updated if newest else renderer.site.newest
    uri = _element("uri", settings.publisher.address) if settings.publisher.address else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(settings.language)}>',
        _element("id", base),
        _element("title", settings.title),
        _element("subtitle", settings.description),
        _element("updated", _time(updated)),
        f'<link rel="self" type="application/atom+xml" href={quoteattr(base + FEED_PATH)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(base)}/>',
        f"<author>{_element('name', settings.publisher.name)}{uri}</author>",
        *([_element("rights", settings.licence)] if settings.licence else []),
        *(line for entry in newest for line in _written(entry)),
        "</feed>",
    ]
    data = "\n".join(lines) + "\n"
    return DataFile(FEED_PATH, data.encode(), renderer.site.place.file)


def _entries(renderer: Renderer, story: ResolvedStory) -> Iterator[_Entry]:
    to = addresses(renderer, FEED_PATH)
    page = story_address(story.slug)
    id = base_address(renderer) + page
    language = story.story.language or ""
    published = _day(story.story.published)
    yield _Entry(
        id=id,
        title=story.story.title,
        link=to.page(page),
        published=published,
        # A story that was corrected has changed, whether or not its editor wrote it down.
        updated=max(
            _day(story.story.updated or story.story.published),
            *(_day(entry.correction.date) for entry in story.corrections),
            published,
        ),
        text=summary(story),
        language=language,
        topics=tuple(story.story.topics),
    )
    for entry in story.corrections:
        yield _correction(renderer, story, entry, f"{id}#", to.page(page, "corrections"))


def _correction(
    renderer: Renderer, story: ResolvedStory, entry: StoryCorrection, id: str, link: str
) -> _Entry:
    correction, text = entry.correction, renderer.wording.text
    day = _day(correction.date)
    facts = "\n".join((correction.date, correction.was, correction.now))
    told = text("It said: “{was}” It says now: “{now}” {why}")
    return _Entry(
        id=f"{id}correction-{sha256_hex(facts)[:16]}",
        title=text("Correction: {title}").format(title=story.story.title),
        link=link,
        published=day,
        updated=day,
        text=told.format(was=correction.was, now=correction.now, why=correction.why),
        language=story.story.language or "",
    )


def _written(entry: _Entry) -> Iterator[str]:
    lang = f" xml:lang={quoteattr(entry.language)}" if entry.language else ""
    yield f"<entry{lang}>"
    yield _element("id", entry.id)
    yield _element("title", entry.title)
    yield f'<link rel="alternate" type="text/html" href={quoteattr(entry.link)}/>'
    yield _element("published", _time(entry.published))
    yield _element("updated", _time(entry.updated))
    for topic in entry.topics:
        yield f"<category term={quoteattr(topic)}/>"
    yield _element("summary", entry.text)
    yield "</entry>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _day(date: str) -> str:
    return parse_date(date).first.isoformat()


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"
