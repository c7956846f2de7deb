"""A history's text with one version more."""

from __future__ import annotations

from generator.authoring.history.reading import HistoryError, model_of
from generator.authoring.yaml_text import UnwritableError, scalar
from generator.diagnostics import Diagnostic
from generator.load import HISTORY_FOLDER, document_from
from generator.model import History, StoryVersion
from generator.schema import modeline

_HEAD = (
    f"{modeline('history', 'content/history/slug.yml')}\n"
    "# What the story said in each version that was published.\n"
    "# `explainer publish-version` adds to this file: change nothing in it by hand.\n"
    "versions:\n"
)


def with_version(old: bytes, version: StoryVersion, slug: str) -> bytes:
    """The text of a history with one version more, which is read back as that.

    Args:
        old: the text; empty if there is none yet.
        version: what is added.
        slug: the story's.

    Raises:
        HistoryError: it would be refused, or say something else.
    """
    path = f"{HISTORY_FOLDER}/{slug}.yml"
    before = _history(old, path, slug)[0] if old else None
    try:
        lines = "\n".join(_lines(version))
    except UnwritableError as error:
        raise HistoryError(f"the version of '{slug}' cannot be written: {error}") from error
    head = old if old.endswith(b"\n") or not old else old + b"\n"
    text = (head or _HEAD.encode()) + f"{lines}\n".encode()
    after, problems = _history(text, path, slug)
    if after is None or after.versions != [*(before.versions if before else ()), version]:
        why = problems[0].message if problems else "it would not be read back as it is"
        raise HistoryError(f"the version of '{slug}' cannot be written: {why}")
    return text


def _history(text: bytes, path: str, slug: str) -> tuple[History | None, list[Diagnostic]]:
    document, problems = document_from(text, path, slug)
    history = model_of(document, History, problems)
    return history, problems


def _lines(version: StoryVersion) -> list[str]:
    lines = [f"  - date: {scalar(version.date)}"]
    if version.note:
        lines.append(f"    note: {scalar(version.note)}")
    lines.append(f"    digest: {version.digest}")
    for name, rows in (("texts", version.texts), ("after", version.after)):
        if rows:
            lines.append(f"    {name}:")
            lines += [f"      {key}: {scalar(text)}" for key, text in rows.items()]
    if version.removed:
        lines.append("    removed:")
        lines += [f"      - {key}" for key in version.removed]
    return lines
