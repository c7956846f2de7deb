"""verify: the content held against what was verified, and figures against quotations.

`check` is part of every build and needs no archive. `compare`, which `explainer verify` runs,
needs it, and makes the lock that `check` reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.memory import FORGETFUL, Memory, digest
from generator.model import LockedOverlap
from generator.resolve import ResolvedStory, Site
from generator.validate import Content
from generator.verify import figures
from generator.verify.compare import Comparison, compare
from generator.verify.coverage import GATES, Coverage, coverage
from generator.verify.held import hold_lock
from generator.verify.independence import (
    Conflict,
    LinkKind,
    Overlap,
    Ruling,
    SharedRun,
    Voices,
    find_voices,
)  # fmt: skip
from generator.verify.lock import Verified, check_lock, write_lock
from generator.verify.reviewer import Silenced, review_list
from generator.workers import each

__all__ = [
    "GATES", "NOTHING", "Comparison", "Coverage", "LinkKind", "Silenced", "Verification", "check",
    "compare",
    "figures_are_checked", "hold_lock", "review_list", "story_coverage", "write_lock",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of a site's quotations and sources.

    Attributes:
        quotations: the verified ones, as the lock has them.
        voices: which sources count as one.
        voice_of: the voice of each source, by their ids.
        digests: the digest of each source's archived copy, where one was compared.
        overlaps: what sources share outside quotation marks.
    """

    quotations: Verified
    voices: Voices
    voice_of: Mapping[str, str]
    digests: Mapping[str, str]
    overlaps: tuple[Overlap, ...]

    def count_voices(self, sources: Iterable[str]) -> int:
        """How many voices a number of sources (by id) are."""
        return len({self.voice_of[source] for source in sources})


_FIGURES = "figures"
NOTHING = Verification({}, Voices((), (), ()), {}, {}, ())
"""What is known of a site before it has been checked."""


def check(
    site: Site, content: Content, base: bytes = b"", memory: Memory = FORGETFUL
) -> tuple[Verification, list[Diagnostic]]:
    """Check a site without its archive: quotations by the lock, figures by the quotations.

    Args:
        site: the resolved content.
        content: the valid content.
        base: a digest of program and settings.
        memory: what was checked before.
    """
    verified, problems = check_lock(site, content)
    lock = content.lock.model if content.lock else None
    overlaps = tuple(_overlap(each) for each in lock.overlaps) if lock else ()
    sources = {id: entry.source for id, entry in site.sources.items()}
    rulings = [
        Ruling(sources=[id, each.other], verdict=each.verdict, reason=each.reason)
        for id, source in sources.items()
        for each in source.rulings
    ]
    voices = find_voices(sources, overlaps, rulings)
    files = {story.document.path: story.document for story in content.stories}
    files |= {term.document.path: term.document for term in content.terms}
    problems += _unsupported(site, files, base, memory)
    problems += [_contrary(conflict, content) for conflict in voices.conflicts]
    digests = {id: each.digest for id, each in lock.sources.items()} if lock else {}
    return Verification(verified, voices, voices.of_sources(), digests, overlaps), problems


def _overlap(locked: LockedOverlap) -> Overlap:
    runs = tuple(SharedRun(locked.a, locked.b, **run.model_dump()) for run in locked.runs)
    return Overlap(locked.a, locked.b, locked.words, locked.a_share, locked.b_share, runs)


def _unsupported(
    site: Site, files: Mapping[str, Document], base: bytes, memory: Memory
) -> list[Diagnostic]:
    """Figures that stand in nothing that is cited; a story that holds still is not read again."""

    @cache
    def library(tag: str) -> figures.Library | None:
        return figures.read_site(site, tag)

    def diagnostics(found: Iterable[figures.Unsupported]) -> list[Diagnostic]:
        return [_unsupported_figure(each, files[each.statement.place.file]) for each in found]

    def check(story: ResolvedStory) -> list[Diagnostic]:
        tag = story.story.language or own
        return diagnostics(figures.check(site, story, library=library(tag)))

    own = site.settings.language
    glossary = digest(
        base, *(repr((id, e.term.term, e.term.aliases)) for id, e in site.terms.items())
    )
    keys = {story.slug: _evidence(site, story, glossary) for story in site.stories}
    known = {slug: memory.stored(_FIGURES, slug, key) for slug, key in keys.items()}
    missing = [story for story in site.stories if known[story.slug] is None]
    # What all stories need is read before they are handed to several processes.
    library(own)
    for story, found in zip(missing, each(check, missing), strict=True):
        known[story.slug] = found
        memory.store(_FIGURES, story.slug, keys[story.slug], found)
    terms = diagnostics(figures.check_terms(site, library=library(own)))
    return [*terms, *(problem for found in known.values() for problem in found or ())]


def _evidence(site: Site, story: ResolvedStory, glossary: bytes) -> bytes:
    """A digest of all that the check of a story's figures depends on."""
    cited = dict.fromkeys(note.quotation for note in story.footnotes)
    sources = (site.quotations[id].source for id in cited if id in site.quotations)
    prints = (site.prints.sources.get(id, b"") for id in dict.fromkeys(sources))
    return digest(glossary, site.prints.stories.get(story.slug, b""), *prints)


def _unsupported_figure(found: figures.Unsupported, document: Document) -> Diagnostic:
    place = found.statement.place
    at = document.lines[place.line - 1].find(found.text, place.column - 1)
    if at >= 0:
        place = replace(place, column=at + 1, width=len(found.text))
    message = f"'{found.text}' does not stand in what the statement cites"
    return document.problem("unsupported-figure", place, message)


def _contrary(conflict: Conflict, content: Content) -> Diagnostic:
    named = ", ".join(f"'{source}'" for source in conflict.sources)
    message = f"{conflict.kind.replace('-', ' ')} between {named}: {conflict.reason}"
    ruled = (e for e in content.sources if e.id in conflict.sources and e.model.rulings)
    entry = next(ruled, content.sources[0])
    return entry.document.problem("contrary-ruling", entry.document.place(("rulings",)), message)


def figures_are_checked(site: Site, story: ResolvedStory) -> bool:
    """Whether there are rules for the figures and names of the story's language."""
    return figures.for_language(story.story.language or site.settings.language) is not None


def story_coverage(site: Site, story: ResolvedStory, verification: Verification) -> Coverage:
    """How well a story is sourced."""
    return coverage(site, story, verification.quotations, verification.count_voices)
