"""Which mends are made: chosen, tried on a copy, and kept only if nothing gets worse."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Edit, Severity
from generator.mend.trial import Trial

# A mend may show what was hidden behind the problem, which may be mended in turn.
_MOST_ROUNDS = 40
# A file in which one of these appears cannot be read to its end any more, or not as it was meant.
_UNREADABLE = frozenset({
    "tab", "bad-character", "yaml-syntax", "yaml-feature", "too-deep", "too-large", "not-utf8",
    "empty-file", "duplicate-key", "comment-cuts-text",
})  # fmt: skip
# The words of a quotation are mended by the copy, so that the lock no longer has them.
_FOLLOWS = {"bad-mark": "changed-quotation"}


@dataclass(frozen=True, slots=True)
class Mended:
    """What mending comes to.

    Attributes:
        files: the files that change, by their paths: as they are, and as they become.
        made: the problems that are mended.
        held_back: the problems whose mends touch prose, which was not asked for.
        remaining: everything that is wrong afterwards, the worst first.
    """

    files: Mapping[str, tuple[bytes, bytes]]
    made: tuple[Diagnostic, ...]
    held_back: tuple[Diagnostic, ...]
    remaining: tuple[Diagnostic, ...]


def plan(
    folder: Path, content: str = "content", codes: Collection[str] = (), *, prose: bool = False
) -> Mended:
    """Mend a copy of a site's content, round by round, until no mend is left.

    Of edits that overlap the first is made; the others wait for the next round, where they are
    made if they are still offered. A mend is taken back if an error appears where it was made, or
    if its file cannot be read any more.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        codes: the diagnostics that are mended; none means all.
        prose: whether prose and the words of quotations may be touched.

    Raises:
        OSError: there is no room for the copy.
    """
    made: list[Diagnostic] = []
    refused: set[tuple[Edit, ...]] = set()
    with tempfile.TemporaryDirectory(prefix="explainer-") as beside:
        trial = Trial(folder, content, Path(beside))
        before = dict(trial.files)
        now = trial.examine()
        for _ in range(_MOST_ROUNDS):
            offered = [d for d in now if d.fix and d.fix not in refused and _may(d, codes, prose)]
            chosen = [d for d in _apart(offered) if trial.fits(d.fix)]
            if not chosen:
                break
            edits = list(dict.fromkeys(edit for each in chosen for edit in each.fix))
            new = trial.with_edits(edits)
            old = {name: trial.files[name] for name in new}
            trial.put(new)
            after = trial.examine()
            if worse := _worse(chosen, edits, now, after):
                trial.put(old)
                refused |= worse
                continue
            made += chosen
            now = after
        files = {
            name: (before[name], data) for name, data in trial.files.items() if data != before[name]
        }
    wanted = [d for d in now if d.fix and (not codes or d.code in codes)]
    held = tuple(d for d in wanted if not _may(d, codes, prose))
    return Mended(files, tuple(made), held, tuple(now))


def _may(diagnostic: Diagnostic, codes: Collection[str], prose: bool) -> bool:  # noqa: FBT001
    is_wanted = not codes or diagnostic.code in codes
    return is_wanted and (prose or not any(edit.prose for edit in diagnostic.fix))


def _apart(offered: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those whose edits touch no other's; two that make the same edit agree."""
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


def _worse(
    chosen: Sequence[Diagnostic],
    edits: Sequence[Edit],
    before: Iterable[Diagnostic],
    after: Iterable[Diagnostic],
) -> set[tuple[Edit, ...]]:
    """The mends behind which an error appeared."""
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
    """The columns at which the new texts begin and end once all edits are made."""
    moved: dict[tuple[str, int], int] = {}
    spans = {}
    for edit in sorted(edits):
        line = edit.place.file, edit.place.line
        start = edit.place.column + moved.get(line, 0)
        spans[edit] = start, start + max(1, len(edit.text))
        moved[line] = moved.get(line, 0) + len(edit.text) - edit.place.width
    return spans
