"""The first pass over reviews: each file by itself; then what they say of one story."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.index import ReviewFile, Row, StoredIndex, StoryReviews, row
from generator.load import ContentFile, Document
from generator.model import Reviews
from generator.passes.job import Job, Outcome, desk
from generator.passes.reading import read_model, whole_or_nothing
from generator.resolve import ResolvedStory
from generator.verify.reviews import check_entries, check_story, count_reviews, reviewed


def review_file(job: Job, task: tuple[ContentFile, bytes]) -> Outcome:
    """The reviews of one story.

    A file in which anything is wrong stands for no review at all.
    """
    file, key = task
    index = desk(job).index()
    problems, rows = _read(job, index, file)
    return whole_or_nothing(file, key, problems, rows, index.asked)


def _read(job: Job, index: StoredIndex, file: ContentFile) -> tuple[list[Diagnostic], list[Row]]:
    model, document, _, problems = read_model(job.folder, file, Reviews)
    if document is None or model is None:
        return problems, []
    reviewers = index.settings.reviewers if index.has_settings else []
    problems += check_entries(document, model.reviews, reviewers)
    value = ReviewFile(file.shown, tuple(model.reviews))
    return problems, [row("review", file.id, value, file.id)]


def story_reviews(
    index: StoredIndex, story: ResolvedStory, document: Document
) -> tuple[StoryReviews, list[Diagnostic]]:
    """What reviews say of a story, and what is wrong about that.

    Args:
        index: the index, which knows all that the story cites.
        story: the story.
        document: its file.
    """
    settings, model = index.settings, story.story
    file: ReviewFile | None = index.table("review").get(story.slug)
    reviews = file.reviews if file else ()
    statements = list(story.statements())
    states = reviewed(statements, index.quotations, reviews, model.authors, settings.reviewers)
    problems = check_story(model, statements, states, file, settings, document)
    found = StoryReviews(states, count_reviews(states), tuple(model.authors))
    return found, list(problems)
