"""Verdicts: what a form says of a sentence, held against the sentence as it stands, and written."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from http import HTTPStatus

from pydantic import ValidationError

from generator.adapters.reviewing.desk import OpenDesk, ReviewDesk
from generator.adapters.reviewing.guard import Form
from generator.adapters.reviewing.names import name_problem, tidy
from generator.authoring.insert import InsertError
from generator.authoring.yaml_text import UnwritableError
from generator.clock import today
from generator.model import Review, ReviewVerdict

_FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a verdict is not written down: what a browser is told."""

    status: HTTPStatus
    message: str


def judged(desk: OpenDesk, slug: str, form: Form) -> Review | Wrong:
    """The review that a form makes of a story's sentence, or what is wrong with it.

    Raises:
        KeyError: there is no such story.
    """
    text = desk.renderer.wording.text
    unprocessable = HTTPStatus.UNPROCESSABLE_ENTITY
    name = tidy(form["by"])
    if problem := name_problem(desk, name):
        return Wrong(unprocessable, problem)
    states = desk.index.reviews[slug].states
    anchor = next((at for at, each in states.items() if each.of == form["of"]), None)
    if anchor is None:
        problem = text("This sentence has changed since it was shown. Nothing was written down.")
        return Wrong(HTTPStatus.CONFLICT, problem)
    is_change = form["verdict"] == ReviewVerdict.CHANGE
    note = " ".join(form["note"].split()) if is_change else ""
    if is_change and not note:
        return Wrong(unprocessable, text("Say what should change, and why."))
    fields = {
        "of": form["of"],
        "by": name,
        "on": today(),
        "verdict": form["verdict"],
        "note": note or None,
        "sentence": anchor,
    }
    try:
        return Review.model_validate(fields)
    except ValidationError as error:
        return Wrong(unprocessable, error.errors(include_url=False)[0]["msg"])


def written(desk: ReviewDesk, slug: str, review: Review) -> Wrong | None:
    """Write a review down; what kept it from being written, None if nothing did.

    Raises:
        NotReadyError: nobody knows where to.
    """
    try:
        desk.write(slug, review)
    except UnwritableError as error:
        return Wrong(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
    except InsertError as error:
        return Wrong(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
    except OSError as error:
        is_full = error.errno in _FULL
        status = HTTPStatus.INSUFFICIENT_STORAGE if is_full else HTTPStatus.INTERNAL_SERVER_ERROR
        return Wrong(status, error.strerror or str(error))
    return None
