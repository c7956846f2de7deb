"""A file → the plan of what is made of it: the whole of `explainer import` but the writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.importing.draft import Draft
from generator.importing.plan import Plan
from generator.importing.quoting import Quoter
from generator.importing.readers import Kind, read_file_of
from generator.importing.shelf import Shelf
from generator.importing.sources import add_sources
from generator.importing.story import About, add_story, story_title
from generator.scaffold.entries import TargetSite
from generator.scaffold.ids import proposed_id


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Attributes:
        file: the file's name.
        kind: what it is.
        today: the day, `YYYY-MM-DD`.
        slug: the id of the story that a draft becomes; empty for one made from the title.
        title: its headline; empty for the draft's own.
        language: its language, if it is not the site's.
        archive: the folder of copies, which need not be there.
    """

    file: str
    kind: Kind
    today: str
    slug: str
    title: str
    language: str
    archive: Path


def plan_import(data: bytes, request: Request, desk: TargetSite) -> Plan:
    """What would be written.

    Args:
        data: the file's bytes.
        request: what is asked for.
        desk: the site.

    Raises:
        ImportFailure: the file cannot be read, or cannot become a story.
        InsertError: a source's file cannot be added to.
        ScaffoldError: the site's folders cannot be read.
    """
    plan = Plan()
    read, remarks = read_file_of(data, request.kind)
    plan.todo += remarks
    shelf = Shelf.of(desk)
    if isinstance(read, Draft):
        _add_draft(read, request, desk, shelf, plan)
    else:
        add_sources(read, desk, shelf, request.file, request.today, plan)
    return plan


def _add_draft(draft: Draft, request: Request, desk: TargetSite, shelf: Shelf, plan: Plan) -> None:
    plan.todo += draft.remarks
    references = [each for note in draft.notes for each in note.references]
    ids = iter(add_sources(references, desk, shelf, request.file, request.today, plan))
    sources = [[next(ids) for _ in note.references] for note in draft.notes]
    if count := len(plan.new):
        plan.todo.append(
            f"{count} new source{'' if count == 1 else 's'}: put copies into the archive with"
            " 'explainer capture URL', so that their words can be quoted."
        )
    title = request.title or story_title(draft, Path(request.file).stem)
    slug = request.slug or proposed_id(title, desk.taken("story"), "story")
    language = request.language or shelf.language
    about = About(slug, title, request.today, request.language, language, request.file)
    quoter = Quoter(desk, request.archive, plan)
    add_story(draft, about, sources, desk, quoter, plan)
