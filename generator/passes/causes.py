"""One message for one cause: what follows from a mistake is one line, with a count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Place, Severity, worst_first
from generator.index import StoredIndex

# An unknown name that stands in more places than these is told once, and so are quotations that a
# source has no more.
MOST_SHOWN = 2
# While there are sources without quotations, more unknown ids than these are yet to be written.
_MANY = 5
# So many files are named in one advice.
_MOST_NAMED = 5
_OF_QUOTATION = re.compile(r"there is no (?:other )?quotation '")
_SUGGESTED = re.compile(r"Did you mean '(.+)'\?")
_UNUSED = {
    "unused-quotation": "{n} quotations are cited by no statement; the first is '{name}'",
    "unused-term": "{n} terms occur in no text; the first is '{name}'",
}
# How a message goes on that stands for others of its kind.
_MORE = {
    "tab": ", and in {more} others",
    "duplicate-key": "; so it is with {more} other keys of this file",
    "duplicate-id": "; so it is with {more} other quotations of this file",
    "unverified-quotation": ", nor are {more} others of this file",
    "stray-file": ", nor {more} others",
}
_OTHERWISE = ", here and in {more} other places"


@dataclass(frozen=True, slots=True)
class Known:
    """What the site knows of quotations.

    Attributes:
        index: its index.
        files: the files of sources by their ids.
        broken: the files of sources that may have quotations whose ids nobody can tell: an
            unknown quotation may stand there, and is no misspelling of another.
        bare: the files of sources that have no quotations.
    """

    index: StoredIndex
    files: Mapping[str, str]
    broken: Sequence[str] = ()
    bare: Sequence[str] = ()

    def source_in_lock(self, id: str) -> str:
        """The source in which a quotation was verified once; nothing if there is none."""
        locked = self.index.table("locked").get(id)
        return locked.source if locked else ""

    def source_of(self, id: str) -> str:
        """The source that has a quotation now; nothing if there is none."""
        found = self.index.table("quotation").get(id)
        return found[0] if found else ""

    def has_no_quotation(self, problem: Diagnostic) -> bool:
        """Whether a problem is that something refers to a quotation that there is not."""
        is_reference = _OF_QUOTATION.match(problem.message)
        return bool(is_reference) and not self.source_of(marked_words(problem))


def one_for_one_cause(problems: Iterable[Diagnostic], known: Known) -> list[Diagnostic]:
    """Fold what follows from one mistake into one message, which stands at the first place.

    Args:
        problems: what is wrong in the content.
        known: what the site knows of quotations.

    Returns:
        The problems, the worst first.
    """
    ranked = worst_first(problems)
    has_errors = any(each.severity is Severity.ERROR for each in ranked)
    homes = _homes(ranked, known)
    groups: dict[object, list[Diagnostic]] = defaultdict(list)
    for each in ranked:
        if known.has_no_quotation(each):
            id = marked_words(each)
            groups[homes.get(id, id)].append(each)
        elif each.code in _UNUSED and has_errors:
            groups["unused", each.code].append(each)
        else:
            groups[_kind(each)].append(each)
    return worst_first(
        told for cause, group in groups.items() for told in _told(cause, group, known)
    )


def _kind(problem: Diagnostic) -> object:
    """What is the same for problems of one kind that stand in several places; else the problem."""
    code, place, fix = problem.code, problem.place, problem.fix
    if code.startswith("unknown-") or code == "bad-character":
        return code, place.file, problem.message, bool(fix)
    if code == "tab":
        # What prose is changed by is made only if that is asked for.
        return code, place.file, bool(fix), any(edit.prose for edit in fix)
    if code == "stray-file":
        return code, problem.message, problem.help
    # A file that was pasted twice into itself, or copied, is one mistake.
    is_pasted = code == "duplicate-key" and place.column == 1
    is_copied = code == "duplicate-id" and problem.message.startswith("the quotation")
    if is_pasted or is_copied or (code == "unverified-quotation" and not fix):
        return code, place.file
    return problem


def _homes(problems: Iterable[Diagnostic], known: Known) -> dict[str, tuple[str, str]]:
    """Where unknown quotations may stand or have stood, for those that are told together.

    They may stand in a source that is broken, or should in one that has none yet; they stood in
    one that has lost several, or is gone.
    """
    ids = {marked_words(each) for each in problems if known.has_no_quotation(each)}
    if known.broken:
        return dict.fromkeys(ids, ("broken", ""))
    by_source: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        by_source[known.source_in_lock(id)].append(id)
    homes: dict[str, tuple[str, str]] = {}
    for source, members in by_source.items():
        if source and (len(members) > MOST_SHOWN or source not in known.files):
            homes |= dict.fromkeys(members, ("lost", source))
        elif not source and known.bare and len(members) > _MANY:
            homes |= dict.fromkeys(members, ("bare", ""))
    return homes


def _told(cause: object, group: list[Diagnostic], known: Known) -> Sequence[Diagnostic]:
    """What is told of problems that have one cause."""
    first, count = group[0], len(group)
    match cause:
        case ("broken", _):
            advice = "First mend what has mistakes itself, where it may stand"
            return [_elsewhere(group, advice, known.broken)]
        case ("bare", _):
            advice = "First collect the quotations of the sources that have none"
            return [_elsewhere(group, advice, known.bare)]
        case ("lost", str(source)):
            return [_of_lost(group, source, known)]
        case ("unused", str(code)):
            message = _UNUSED[code].format(n=count, name=marked_words(first))
            return [replace(first, message=message)] if count > 1 else group
    if known.has_no_quotation(first):
        group = [_with_source(each, known) for each in group]
    if count <= MOST_SHOWN:
        return group
    first = group[0]
    message = first.message + _MORE.get(first.code, _OTHERWISE).format(more=count - 1)
    fix = tuple(edit for each in group for edit in each.fix) if all(e.fix for e in group) else ()
    advice = first.help
    if first.code == "stray-file":
        advice += f" The others: {_names([each.place.file for each in group[1:]])}."
    return [replace(first, message=message, help=advice, fix=fix)]


def _elsewhere(group: Sequence[Diagnostic], advice: str, files: Sequence[str]) -> Diagnostic:
    """What is unknown while some sources are not as they should be."""
    first, count = group[0], len(group)
    message = first.message
    if count > 1:
        message = f"{count} citations lead to no quotation; the first is of '{marked_words(first)}'"
    return replace(first, message=message, help=f"{advice}: {_names(files)}.", fix=())


def _names(files: Sequence[str]) -> str:
    """Some files by their names, and no more than anybody reads."""
    return ", ".join(files[:_MOST_NAMED]) + (" …" if len(files) > _MOST_NAMED else "")


def _of_lost(group: Sequence[Diagnostic], source: str, known: Known) -> Diagnostic:
    """What stood in a source that has it no more, or that there is no more."""
    first, ids = group[0], len({marked_words(each) for each in group})
    what = f"{ids} of its quotations are" if ids > 1 else "one of its quotations is"
    place = first.place
    where = f"in {place.file}:{place.line}" + (
        f" and {len(group) - 1} other places" if len(group) > 1 else ""
    )
    if source in known.files:
        message = f"{ids} quotations stand here no more, which are cited {where}"
        advice = "Put them back, or take out what cites them."
        return replace(
            first, message=message, help=advice, place=Place(known.files[source]), source_line="",
            fix=(),
        )  # fmt: skip
    message = f"there is no source '{source}' any more, and {what} cited {where}"
    return replace(
        first, message=message, help="Put its file back, or take out what cites it.", fix=()
    )


def _with_source(problem: Diagnostic, known: Known) -> Diagnostic:
    """A problem that suggests no quotation of another source than the one where it stood."""
    source = known.source_in_lock(marked_words(problem))
    suggested = _SUGGESTED.match(problem.help)
    if not source or (suggested and known.source_of(suggested[1]) == source):
        return problem
    advice = f"It stood in {known.files[source]}: put it back there, or correct the id."
    return replace(problem, help=advice, fix=())


def marked_words(problem: Diagnostic) -> str:
    """The words that a problem is about, as they stand in the file."""
    start = problem.place.column - 1
    return problem.source_line[start : start + problem.place.width]
