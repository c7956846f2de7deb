"""`explainer review`: sentences read against what they cite, and the verdicts written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from generator.adapters.mkdocs.content import ARCHIVE
from generator.authoring.cards import Cards
from generator.authoring.insert import InsertError
from generator.authoring.reviews import prune_reviews
from generator.cli.ask import Questions
from generator.cli.common import CommandError, common
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.cli.review_walk import Walk
from generator.cli.site import content_of, open_site
from generator.cli.suggestion import passage_lines
from generator.clock import today
from generator.files import atomic_write
from generator.index import StoredIndex
from generator.load import REVIEWS_FOLDER
from generator.passes.job import desk
from generator.render import BadTemplateError, Renderer
from generator.render.review_sheet import review_sheet
from generator.verify.reviews import (
    People,
    is_waiting,
    leftover_reviews,
    may_review,
    once_each,
    same_person,
)


@click.command("review")
@click.argument("slug", required=False)
@click.option("--reviewer", metavar="NAME", help="Who reads. [default: you are asked]")
@click.option("--all", "every", is_flag=True, help="Show what has been reviewed as well.")
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page to print instead, for somebody who reads on paper.",
)
@click.option(
    "--prune",
    is_flag=True,
    help="Remove reviews of what has changed since, which count for nothing.",
)
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    help="The folder of archived copies. [default: archive/ in the content folder]",
)
@common
def review_command(
    output: Output,
    config_file: Path,
    slug: str | None,
    *,
    reviewer: str | None,
    sheet: Path | None,
    archive: Path | None,
    **how: bool,
) -> int:
    """Read the sentences of a story against what they cite, and write down what you find.

    SLUG is the story's slug; without it, all stories follow each other. Shown are the sentences
    that no second reader has reviewed since they or their quotations changed. Beside each stand its
    quotations in their surroundings, and which words it has left out and put in. One key gives a
    verdict, which is written to content/reviews/SLUG.yml before the next sentence is shown.
    """
    project = open_site(output, config_file)
    content_folder = project.folder / project.plugin.config.content
    copies = archive or content_folder / ARCHIVE
    with content_of(output, project, drafts=True) as content:
        if content.settings is None or content.blocked():
            output.report(content.diagnostics, strict=False)
            return CONTENT_ERRORS
        index = content.index()
        slugs = _slugs(index, slug)
        if how["prune"]:
            return _prune(output, index, slugs, content_folder / REVIEWS_FOLDER)
        archive = copies if copies.is_dir() else None
        content_name = project.plugin.config.content
        walk = Walk(
            output=output,
            index=index,
            folder=content_folder / REVIEWS_FOLDER,
            archive=archive,
            reviewer="" if sheet else _reviewer(index, reviewer),
            day=today(),
            passages=partial(
                passage_lines, project.folder, content_name, copies, index.settings.language
            ),
        )
        sentences = [*_sentences(index, slugs, walk.reviewer, every=how["every"])]
        if sheet:
            renderer = desk(content.stages.next_job()).renderer(index)
            return _write_sheet(output, renderer, walk, sentences, sheet)
        return _walk(output, walk, sentences)


def _slugs(index: StoredIndex, slug: str | None) -> list[str]:
    if slug is None:
        return [*index.documents]
    if slug not in index.documents:
        raise CommandError(f"there is no story '{slug}'")
    return [slug]


def _reviewer(index: StoredIndex, given: str | None) -> str:
    known = index.settings.reviewers

    def check(name: str) -> str | None:
        if not name.strip():
            return "a name is wanted"
        if not may_review(name, known):
            return f"'{name}' is not among the reviewers in site.yml: {', '.join(known)}"
        return None

    questions = Questions()
    name = questions.answer("--reviewer", given, "Who reads?", check, choices=known)
    questions.done()
    return " ".join(name.split())


def _sentences(
    index: StoredIndex, slugs: Sequence[str], reviewer: str, *, every: bool
) -> Iterator[tuple[str, str]]:
    """The sentences to show, of each text one: what stands in two places is read once."""
    for slug in slugs:
        story = index.reviews[slug]
        people = People.of(story.authors, index.settings.reviewers)
        for anchor, state in once_each(story.states):
            if every or is_waiting(state, reviewer, people):
                yield slug, anchor


def _walk(output: Output, walk: Walk, sentences: Sequence[tuple[str, str]]) -> int:
    if not sentences:
        output.say("There is no sentence left to review.")
        return PUBLISH
    _say_who(output, walk, dict.fromkeys(slug for slug, _ in sentences))
    try:
        walk.go(sentences)
    except InsertError as error:
        output.say(walk.summary())
        return output.fail(f"this verdict is not written down: {error}")
    except KeyboardInterrupt:
        output.show_text("")
        output.say(walk.summary())
        raise
    output.say(walk.summary())
    return PUBLISH


def _say_who(output: Output, walk: Walk, slugs: dict[str, None]) -> None:
    """Say where a reading will not count as a second reader's, and that copies are missing."""
    for slug in slugs:
        authors = walk.index.documents[slug].story.authors
        if not authors:
            output.warn(f"'{slug}' names no 'authors': no reading of it counts as a second one.")
        elif any(same_person(walk.reviewer, each) for each in authors):
            output.warn(f"You have written '{slug}': your reading of it counts as a first one.")
    if walk.archive is None:
        output.say("There is no archive: quotations are shown without their surroundings.")


def _prune(output: Output, index: StoredIndex, slugs: Sequence[str], folder: Path) -> int:
    removed = 0
    for slug in slugs:
        file = index.table("review").get(slug)
        if file is None:
            continue
        left = {each.of for each in leftover_reviews(index.reviews[slug].states, file.reviews)}
        if not left:
            continue
        try:
            count = prune_reviews(folder / Path(file.path).name, left.__contains__)
        except InsertError as error:
            return output.fail(f"'{file.path}': {error}")
        output.say(f"{file.path}: {count} removed")
        removed += count
    if not removed:
        output.say("There is nothing to remove.")
    return PUBLISH


def _write_sheet(
    output: Output,
    renderer: Renderer,
    walk: Walk,
    sentences: Sequence[tuple[str, str]],
    path: Path,
) -> int:
    stories = []
    with output.progress("Reading the copies", len(sentences)) as step:
        for slug in dict.fromkeys(slug for slug, _ in sentences):
            cards = Cards(walk.index, slug, walk.archive)
            made = []
            for own, anchor in sentences:
                if own == slug:
                    made.append(cards.card(anchor))
                    step()
            stories.append((cards.story, made))
    try:
        html = review_sheet(renderer, stories, walk.day)
    except BadTemplateError as error:
        output.report([error.diagnostic], strict=False)
        return CONTENT_ERRORS
    atomic_write(path, html.encode())
    output.say(f"{len(sentences)} sentences in {path}: open it in a browser and print it")
    return PUBLISH
