"""What is known of a site once it was read: what is wrong, and which steps are left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.authoring.cards import sentences
from generator.diagnostics import Diagnostic, Severity, shortened
from generator.index import SiteIndex
from generator.publishing.next_steps import Step, next_steps, story_of
from generator.render.wording import Wording
from generator.verify.reviews import People, is_waiting, once_each

# Of so many stories it is said how much of them waits for a second reader.
_MOST_STORIES = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A story with sentences that no second reader has found supported.

    Attributes:
        slug: the story's slug.
        title: its title.
        language: its language.
        count: how many sentences these are.
        first: the digest of the first of them; empty if all have some verdict.
    """

    slug: str
    title: str
    language: str
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a site.

    Attributes:
        problems: what is wrong, the worst first.
        failure: why no pages could be made of content that is fine, such as a broken theme.
        is_kept: whether the pages that are shown are older than the content.
        pages: the address of the page that is made from a file, by the file's path.
        steps: the steps that are left, in the order to take them; while there are errors, those
            that are known.
        waiting: a few stories that wait for a second reader.
        all_waiting: how many stories do, and how many of their sentences.
        sentences: the digests of sentences by file and line, as far as problems are about them.
    """

    problems: Sequence[Diagnostic] = ()
    failure: str = ""
    is_kept: bool = False
    pages: Mapping[str, str] = field(default_factory=dict)
    steps: Sequence[Step] = ()
    waiting: Sequence[Waiting] = ()
    all_waiting: tuple[int, int] = (0, 0)
    sentences: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @property
    def is_blocked(self) -> bool:
        """Whether something keeps the site from being built."""
        errors = any(each.severity is Severity.ERROR for each in self.problems)
        return bool(self.failure) or errors


def check_site(
    problems: Sequence[Diagnostic],
    index: SiteIndex | None,
    archive: Path,
    wording: Wording,
    *,
    failure: str = "",
    is_kept: bool = False,
    pages: Mapping[str, str] | None = None,
) -> Checked:
    """Find out what is left to do on a site.

    Args:
        problems: what is wrong, the worst first.
        index: the site's index; None while there are errors.
        archive: the folder of copies, which need not be there.
        wording: the language of what is told.
        failure: as in `Checked`.
        is_kept: as in `Checked`.
        pages: as in `Checked`.
    """
    steps = next_steps(problems, index, archive, wording)
    if index is None:
        return Checked(problems, failure, is_kept, pages or {}, steps)
    left = {each.slug: each.reviews.of - each.reviews.read for each in index.stories.values()}
    left = {slug: count for slug, count in left.items() if count}
    return Checked(
        problems=problems,
        failure=failure,
        is_kept=is_kept,
        pages=pages or {},
        steps=steps,
        waiting=[_waiting(index, slug, left[slug]) for slug in [*left][:_MOST_STORIES]],
        all_waiting=(len(left), sum(left.values())),
        sentences=dict(_sentences(index, steps)),
    )


def _waiting(index: SiteIndex, slug: str, count: int) -> Waiting:
    line, reviews = index.stories[slug], index.reviews[slug]
    people = People.of(reviews.authors, index.settings.reviewers)
    first = (state.of for _, state in once_each(reviews.states) if is_waiting(state, "", people))
    language = line.language or index.settings.language
    return Waiting(slug, line.title, language, count, next(first, ""))


def _sentences(index: SiteIndex, steps: Sequence[Step]) -> Iterator[tuple[tuple[str, int], str]]:
    """The digests of the sentences of the stories that the step of reviewing names."""
    problems = [problem for step in steps if step.name == "review" for problem in step.problems]
    for slug in dict.fromkeys(story_of(each.place.file) for each in shortened(problems)[0]):
        if slug not in index.documents:
            continue
        states = index.reviews[slug].states
        for _, statement in sentences(index.documents[slug]):
            if statement.anchor in states:
                place = statement.place
                yield (place.file, place.line), states[statement.anchor].of
