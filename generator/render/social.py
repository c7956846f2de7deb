"""What a page tells other sites about itself, for when somebody shares it (Open Graph)."""

from __future__ import annotations

from babel import Locale
from babel.core import get_global

from generator.index import SiteIndex
from generator.model.dates import Date, parse_date
from generator.render.page import Social, SocialCard
from generator.resolve import ResolvedStory

SITE_CARD = "card.png"


def site_social(site: SiteIndex) -> Social:
    """What a page of the site as a whole tells."""
    settings = site.settings
    card = SocialCard(SITE_CARD, settings.title, settings.description, settings.publisher.name)
    return Social(
        type="website",
        locale=locale_of(settings.language),
        card=card if settings.address else None,
    )


def story_social(site: SiteIndex, story: ResolvedStory, path: str, line: str) -> Social:
    """What a page of a story tells; `path` is its card's, `line` the numbers that stand on it."""
    model = story.story
    card = SocialCard(path, model.title, line, site.settings.title)
    return Social(
        type="article",
        locale=locale_of(model.language or site.settings.language),
        published=_day(model.published),
        modified=_day(model.updated or model.published),
        topics=tuple(model.topics),
        card=card if site.settings.address else None,
    )


def locale_of(language: str) -> str:
    """A language as Open Graph has it: `en_GB`; where no country is told, CLDR's likeliest."""
    locale = Locale.parse(language, sep="-")
    territory = locale.territory
    if not territory:
        known = get_global("likely_subtags")
        names = [f"{locale.language}_{locale.script}", locale.language]
        likely = next((known[name] for name in names if name in known), "")
        territory = likely.rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else locale.language


def _day(text: str) -> str:
    """A date as ISO 8601 has it; empty if the content does not say the day, or is not sure."""
    when = parse_date(text)
    exact = isinstance(when, Date) and when.day and not (when.approximate or when.uncertain)
    return when.first.isoformat() if exact else ""
