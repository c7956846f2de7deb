"""Passages for a sentence that a check found unsupported, looked for when somebody asks.

Reading copies takes seconds. So it is done for one sentence at a time, for no other sentences than
those of the check, and not for ever.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from generator.adapters.checklist.views import passages_view
from generator.adapters.reviewing import Answer, Form, plain
from generator.diagnostics import UNSUPPORTED, Diagnostic
from generator.files import ReadError
from generator.render import contexts
from generator.render.wording import Wording

FIELDS = frozenset(("token", "file", "line"))
"""What a form has that asks for passages."""
LONGEST = 30.0
"""So many seconds copies are read for one sentence."""
_COUNT = 5
PATIENCE = 10.0
"""So many seconds somebody waits for the search of somebody else."""


class _TooLongError(Exception):
    """The search has taken too long."""


@dataclass(frozen=True, slots=True)
class SitePlace:
    """Where a site is.

    Attributes:
        folder: the site's folder.
        content: the content folder's path, relative to it.
        archive: the folder of copies, which need not be there.
        config_file: the site's mkdocs.yml, as it was typed.
        language: the site's.
    """

    folder: Path
    content: str
    archive: Path
    config_file: Path
    language: str


@dataclass(slots=True)
class PassageSearch:
    """Looks for passages, for one sentence at a time; what was found is kept.

    Attributes:
        lock: whoever looks has it.
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    _kept: dict[tuple[str, int], contexts.ChecklistPassages] = field(default_factory=dict)

    def forget(self) -> None:
        """The content is another one now."""
        self._kept = {}

    def answer(
        self,
        form: Form,
        problems: list[Diagnostic],
        place: SitePlace,
        wording: Wording,
        show: Callable[[contexts.ChecklistPassages], str],
    ) -> Answer:
        """The passages for the sentence that a form names, or why there are none.

        Args:
            form: the form.
            problems: what a check has found; no other sentences are looked for.
            place: where the site is.
            wording: the language of the interface.
            show: makes HTML of passages.
        """
        text = wording.text
        about = [
            each
            for each in problems
            if each.code in UNSUPPORTED
            and each.place.file == form["file"]
            and str(each.place.line) == form["line"]
        ]
        if not about:
            return plain(HTTPStatus.CONFLICT, text("This sentence has changed since it was shown."))
        key, kept = (form["file"], about[0].place.line), self._kept
        if key not in kept:
            if not self.lock.acquire(timeout=PATIENCE):
                told = text("Passages for another sentence are being looked for. Try again.")
                return plain(HTTPStatus.SERVICE_UNAVAILABLE, told)
            try:
                found = find_passages(about, place, wording)
            except _TooLongError:
                told = text("It takes too long here. In a terminal: {command}")
                told = told.format(command="explainer suggest --unsupported")
                return plain(HTTPStatus.SERVICE_UNAVAILABLE, told)
            except (OSError, ReadError) as error:
                return plain(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
            finally:
                self.lock.release()
            if found is None:
                told = text("This sentence has changed since it was shown.")
                return plain(HTTPStatus.CONFLICT, told)
            kept[key] = found
        return Answer(HTTPStatus.OK, show(kept[key]).encode("utf-8", "replace"))


def find_passages(
    about: list[Diagnostic], place: SitePlace, wording: Wording
) -> contexts.ChecklistPassages | None:
    """The passages for the sentence that some problems are about; None if it is not there.

    Args:
        about: the problems.
        place: where the site is.
        wording: the language of the interface.

    Raises:
        OSError: the content cannot be read.
    """
    from generator.authoring.suggestions import (  # noqa: PLC0415 - brings NumPy
        Finder,
        quote_command,
        unsupported,
    )

    end = time.monotonic() + LONGEST

    def go_on() -> None:
        if time.monotonic() > end:
            raise _TooLongError

    sentences = unsupported(place.folder, about, place.language)
    if not sentences:
        return None
    finder = Finder(place.folder, place.content, place.archive, place.language)
    found, problems = finder.find(sentences[0].asked, _COUNT, go_on)
    commands = [quote_command(each, config_file=place.config_file) for each in found]
    return passages_view(found, problems, commands, wording)
