"""What is known of a site, and passages for a sentence → what the templates show."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.adapters.checklist.checked import Checked, Waiting
from generator.adapters.checklist.editors import Editor
from generator.adapters.reviewing import ROOT as REVIEWS
from generator.adapters.reviewing import address_of
from generator.diagnostics import (
    UNSUPPORTED,
    Diagnostic,
    Severity,
    count,
    marked_line,
    shortened,
)
from generator.diagnostics.safe_text import safe_lines, safe_text
from generator.digests import sha256_hex
from generator.publishing.next_steps import BUILD, UNREAD, Step, story_of
from generator.render import contexts
from generator.render.wording import Wording, direction

if TYPE_CHECKING:
    from generator.authoring.suggestions import Suggestion

# More would make a page slow; the terminal has them all.
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Local:
    """What only a browser on this machine is given.

    Attributes:
        folder: the site's folder.
        editor: where files are opened.
        token: what goes with everything that is asked of the server.
    """

    folder: Path
    editor: Editor
    token: str


def checklist_view(checked: Checked, wording: Wording, local: Local | None) -> contexts.Checklist:
    """The checklist as the page shows it.

    Args:
        checked: what is known of the site.
        wording: the language of the interface.
        local: what this machine's own browsers are given; None for all others.
    """
    rows = _Rows(checked, wording, local)
    errors = [each for each in checked.problems if each.severity is Severity.ERROR]
    groups = rows.groups(errors)
    told = set(errors)
    steps: list[contexts.ChecklistStep] = []
    for step in checked.steps:
        # Errors stand above the steps.
        own = [each for each in step.problems if each not in told]
        told.update(own)
        is_open = not errors and not any(each.groups for each in steps)
        steps.append(rows.step(step, own, is_open=is_open))
    stories, sentences = checked.all_waiting if local else (0, 0)
    language = str(wording.locale).replace("_", "-")
    return contexts.Checklist(
        lang=language,
        direction=direction(language),
        badge=_badge(checked, len(errors), wording),
        problems=_counted(checked.problems, wording),
        failure=_failure(checked, wording, local),
        is_kept=checked.is_kept,
        is_blocked=checked.is_blocked,
        errors=groups,
        steps=tuple(steps),
        others=rows.groups([each for each in checked.problems if each not in told]),
        stories=tuple(_story(each, wording) for each in checked.waiting) if local else (),
        waiting=_waiting(stories, sentences, wording) if sentences else "",
        build=BUILD,
        root=REVIEWS,
        token=local.token if local else "",
    )


def _failure(checked: Checked, wording: Wording, local: Local | None) -> str:
    """Why nothing could be built. What libraries say has paths of this machine in it."""
    if checked.failure and local is None:
        return wording.text("The terminal says why.")
    return safe_lines(checked.failure)


def _badge(checked: Checked, errors: int, wording: Wording) -> str:
    if errors:
        return wording.count(errors, "{n} mistake stops the build", "{n} mistakes stop the build")
    if checked.failure:
        return wording.text("The site could not be built")
    if checked.steps:
        return wording.count(
            len(checked.steps), "{n} step to publishing", "{n} steps to publishing"
        )
    return wording.text("Ready to publish")


def _counted(problems: Sequence[Diagnostic], wording: Wording) -> str:
    errors, warnings = count(problems)
    return wording.comma.join(
        (
            wording.count(errors, "{n} error", "{n} errors"),
            wording.count(warnings, "{n} warning", "{n} warnings"),
        )
    )


def _waiting(stories: int, sentences: int, wording: Wording) -> str:
    return wording.text("{sentences}, in {stories}").format(
        sentences=wording.count(sentences, "{n} sentence waits", "{n} sentences wait"),
        stories=wording.count(stories, "{n} story", "{n} stories"),
    )


def _story(story: Waiting, wording: Wording) -> contexts.ChecklistStory:
    return contexts.ChecklistStory(
        title=story.title,
        lang=story.language,
        address=address_of(story.slug, story.first),
        waiting=wording.count(story.count, "{n} sentence waits", "{n} sentences wait"),
    )


class _Rows:
    """Makes the rows of problems, as many as a page can bear."""

    def __init__(self, checked: Checked, wording: Wording, local: Local | None) -> None:
        self._checked = checked
        self._wording = wording
        self._local = local
        self._left = _MOST_SHOWN

    def groups(self, problems: Sequence[Diagnostic]) -> tuple[contexts.ChecklistGroup, ...]:
        """Problems by code, a few of each."""
        by_code: dict[str, list[Diagnostic]] = {}
        total = dict.fromkeys((each.code for each in problems), 0)
        for each in problems:
            total[each.code] += 1
        for each in shortened(problems)[0][: max(self._left, 0)]:
            by_code.setdefault(each.code, []).append(each)
            self._left -= 1
        return tuple(
            contexts.ChecklistGroup(
                code,
                tuple(map(self._row, by_code.get(code, ()))),
                self._more(code, total[code], by_code),
            )
            for code in total
        )

    def _more(self, code: str, total: int, shown: dict[str, list[Diagnostic]]) -> str:
        left = total - len(shown.get(code, ()))
        return self._wording.count(left, "and {n} more", "and {n} more") if left else ""

    def step(
        self, step: Step, problems: Sequence[Diagnostic], *, is_open: bool
    ) -> contexts.ChecklistStep:
        """A step with those of its problems that stand nowhere above it."""
        is_review = step.name == "review" and self._local
        return contexts.ChecklistStep(
            name=step.name,
            told=step.told,
            where="" if step.problems else safe_text(self._wording.comma.join(step.where)),
            command=safe_text(step.command),
            groups=self.groups(problems),
            is_open=is_open,
            review=self._review(step.problems[0]) if is_review else "",
        )

    def _review(self, problem: Diagnostic) -> str:
        """The address of the review of the sentence that a problem is about."""
        place = problem.place
        of = self._checked.sentences.get((place.file, place.line), "")
        return address_of(story_of(place.file), of)

    def _row(self, problem: Diagnostic) -> contexts.ChecklistProblem:
        place, local = problem.place, self._local
        where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
        has_line = bool(place.line and problem.source_line.strip())
        before, marked, after = marked_line(problem) if has_line else ("", "", "")
        is_sentence = bool(local) and problem.code in UNSUPPORTED and place.line > 0
        name = (problem.code, place.file, problem.message, problem.source_line.strip())
        return contexts.ChecklistProblem(
            key=sha256_hex(safe_text(" ".join(name)))[:16],
            where=safe_text(where),
            editor=self._editor(problem),
            page=self._checked.pages.get(place.file, ""),
            review=self._review(problem) if local and problem.code in UNREAD else "",
            is_error=problem.severity is Severity.ERROR,
            message=safe_text(problem.message),
            before=before.lstrip(),
            marked=marked or (" " if has_line else ""),
            after=after,
            help=safe_text(problem.help),
            file=place.file if is_sentence else "",
            line=place.line if is_sentence else 0,
        )

    def _editor(self, problem: Diagnostic) -> str:
        """The address that opens the place in an editor; empty if there is no such file."""
        if self._local is None or not self._local.editor.template:
            return ""
        path = self._local.folder / problem.place.file
        try:
            is_there = path.is_file()
        except (OSError, ValueError):
            return ""
        place = problem.place
        return self._local.editor.link(path, place.line, place.column) if is_there else ""


def passages_view(
    found: Sequence[Suggestion],
    problems: Sequence[str],
    commands: Sequence[Sequence[str] | None],
    wording: Wording,
) -> contexts.ChecklistPassages:
    """Passages as the page shows them, the best first.

    Args:
        found: the passages.
        problems: what was wrong with the copies.
        commands: for each passage the command that makes it a quotation, or None.
        wording: the language of the interface.
    """
    text = wording.text
    rows = []
    for each, command in zip(found, commands, strict=True):
        line = wording.number(each.line)
        where = text("line {line}").format(line=line) if each.copy else text("no copy at hand")
        rows.append(
            contexts.ChecklistPassage(
                source=each.short,
                id=each.source,
                where=where,
                before=each.before,
                words=each.words,
                after=each.after,
                cite=f"[@{each.quotations[0]}]" if each.quotations else "",
                is_quoted=each.is_quoted,
                command=shlex.join(command) if command else "",
            )
        )
    return contexts.ChecklistPassages(tuple(rows), tuple(map(safe_text, problems)))
