"""Chooses fixes, tries them on a scratch copy, and drops those that cause new errors."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Edit, Severity
from generator.fixes.scratch_copy import ScratchCopy

# A fix may uncover a problem that was hidden before, which may have a fix of its own.
_MOST_ROUNDS = 40
# A file in which one of these appears cannot be read to its end any more, or not as it was meant.
_UNREADABLE = frozenset({
    "tab", "bad-character", "yaml-syntax", "yaml-feature", "too-deep", "too-large", "not-utf8",
    "empty-file", "duplicate-key", "comment-cuts-text",
})  # fmt: skip
# Words that are fixed from the archived copy no longer match the lock.
_FOLLOWS = {"bad-mark": "changed-quotation"}


@dataclass(frozen=True, slots=True)
class FixResult:
    """The result of planning fixes.

    Attributes:
        files: path → content before and after, for each file that changes.
        made: the problems that were fixed.
        held_back: the problems whose fixes would edit prose without `prose=True`.
        remaining: the diagnostics that are left, the worst first.
    """

    files: Mapping[str, tuple[bytes, bytes]]
    made: tuple[Diagnostic, ...]
    held_back: tuple[Diagnostic, ...]
    remaining: tuple[Diagnostic, ...]


def plan_fixes(
    folder: Path, content: str = "content", codes: Collection[str] = (), *, prose: bool = False
) -> FixResult:
    """Fix a scratch copy of a site's content, in rounds, until no fix is left.

    Of overlapping edits only the first is made; the others are tried in the next round if they
    are still offered. A fix is undone if an error appears where it was made, or if its file
    becomes unreadable.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        codes: the diagnostic codes to fix; empty means all.
        prose: whether prose and quoted words may be edited.

    Raises:
        OSError: the scratch copy cannot be written.
    """
    made: list[Diagnostic] = []
    refused: set[tuple[Edit, ...]] = set()
    with tempfile.TemporaryDirectory(prefix="explainer-") as beside:
        scratch = ScratchCopy(folder, content, Path(beside))
        before = dict(scratch.files)
        now = scratch.examine()
        for _ in range(_MOST_ROUNDS):
            offered = [
                d for d in now if d.fix and d.fix not in refused and _is_allowed(d, codes, prose)
            ]
            chosen = [d for d in _without_conflicts(offered) if scratch.fits(d.fix)]
            if not chosen:
                break
            edits = list(dict.fromkeys(edit for each in chosen for edit in each.fix))
            new = scratch.with_edits(edits)
            old = {name: scratch.files[name] for name in new}
            scratch.put(new)
            after = scratch.examine()
            if worse := _harmful_fixes(chosen, edits, now, after):
                scratch.put(old)
                refused |= worse
                continue
            made += chosen
            now = after
        files = {
            name: (before[name], data)
            for name, data in scratch.files.items()
            if data != before[name]
        }
    wanted = [d for d in now if d.fix and (not codes or d.code in codes)]
    held = tuple(d for d in wanted if not _is_allowed(d, codes, prose))
    return FixResult(files, tuple(made), held, tuple(now))


def _is_allowed(diagnostic: Diagnostic, codes: Collection[str], prose: bool) -> bool:  # noqa: FBT001
    is_wanted = not codes or diagnostic.code in codes
    return is_wanted and (prose or not any(edit.prose for edit in diagnostic.fix))


def _without_conflicts(offered: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics whose edits do not overlap; identical edits are no conflict."""
    taken: dict[tuple[str, int], set[Edit]] = {}
    chosen = []
    for diagnostic in offered:
        beside = [
            (edit, other)
            for edit in diagnostic.fix
            for other in taken.get((edit.place.file, edit.place.line), ())
        ]
        if all(edit == other or not _overlap(edit, other) for edit, other in beside):
            chosen.append(diagnostic)
            for edit in diagnostic.fix:
                taken.setdefault((edit.place.file, edit.place.line), set()).add(edit)
    return chosen


def _overlap(one: Edit, other: Edit) -> bool:
    first, second = sorted((one.place, other.place))
    return second.column < first.column + max(1, first.width)


def _harmful_fixes(
    chosen: Sequence[Diagnostic],
    edits: Sequence[Edit],
    before: Iterable[Diagnostic],
    after: Iterable[Diagnostic],
) -> set[tuple[Edit, ...]]:
    """The fixes that caused a new error."""
    known = {_identity(each) for each in before}
    expected = {_FOLLOWS.get(each.code) for each in chosen}
    new = [
        d
        for d in after
        if d.severity is Severity.ERROR and d.code not in expected and _identity(d) not in known
    ]
    broken = {d.place.file for d in new if d.code in _UNREADABLE}
    spans = _spans(edits)
    bad = {edit for edit in edits if edit.place.file in broken}
    for error in new:
        place = error.place
        for edit in edits:
            start, end = spans[edit]
            same_line = (edit.place.file, edit.place.line) == (place.file, place.line)
            if same_line and place.column < end and start < place.column + max(1, place.width):
                bad.add(edit)
    return {each.fix for each in chosen if bad.intersection(each.fix)}


def _identity(diagnostic: Diagnostic) -> tuple[str, str, int, str]:
    place = diagnostic.place
    return diagnostic.code, place.file, place.line, diagnostic.message


def _spans(edits: Iterable[Edit]) -> dict[Edit, tuple[int, int]]:
    """Where each new text begins and ends, in columns, after all edits are made."""
    moved: dict[tuple[str, int], int] = {}
    spans = {}
    for edit in sorted(edits):
        line = edit.place.file, edit.place.line
        start = edit.place.column + moved.get(line, 0)
        spans[edit] = start, start + max(1, len(edit.text))
        moved[line] = moved.get(line, 0) + len(edit.text) - edit.place.width
    return spans
