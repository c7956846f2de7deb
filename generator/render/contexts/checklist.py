"""What the templates of the preview's checklist get."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChecklistProblem:
    """Something that is wrong, at a place.

    `key` is the same for as long as the problem is. `where` is the place as text, `editor` the
    address that opens it in an editor, `page` that of the page that is made from the file, `review`
    that of the sentence's review: each may be empty. `before`, `marked` and `after` are the line.
    `file` and `line` are given where passages can be suggested for the sentence in that line.
    """

    key: str
    where: str
    editor: str
    page: str
    review: str
    is_error: bool
    message: str
    before: str
    marked: str
    after: str
    help: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ChecklistGroup:
    """Problems with one code. `more` says how many are not shown; it is empty if all are."""

    code: str
    problems: tuple[ChecklistProblem, ...]
    more: str


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """A step until publishing: what is left, of what, with which command.

    `where` names what it is about if `groups` do not; `is_open` says whether these are shown before
    anybody asks for them. `review` is the address at which it is done,
    if it is done in the browser.
    """

    name: str
    told: str
    where: str
    command: str
    groups: tuple[ChecklistGroup, ...]
    is_open: bool
    review: str


@dataclass(frozen=True, slots=True)
class ChecklistStory:
    """A story that waits for a second reader; `waiting` says how many of its sentences do."""

    title: str
    lang: str
    address: str
    waiting: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The context of `pages/checklist.html`, which the preview puts into every page.

    `lang` and `direction` are those of the interface. `badge` is what the button says. `problems`
    counts the problems. `failure` is why nothing could be built of content that is fine; `is_kept`
    says whether the pages are older than the content. `errors` keep the site from being built,
    `others` is what else is wrong and belongs to no step that is known yet. `stories` wait for a
    second reader; `waiting` says how many sentences do in all. `build` is the command for when all
    is done. `root` is the address of the review; `token` goes with what is asked of the server.
    It is empty, as all addresses are that hold a path, where other machines reach the preview.
    """

    lang: str
    direction: str
    badge: str
    problems: str
    failure: str
    is_kept: bool
    is_blocked: bool
    errors: tuple[ChecklistGroup, ...]
    steps: tuple[ChecklistStep, ...]
    others: tuple[ChecklistGroup, ...]
    stories: tuple[ChecklistStory, ...]
    waiting: str
    build: str
    root: str
    token: str


@dataclass(frozen=True, slots=True)
class ChecklistPassage:
    """A passage that could support a sentence.

    `source` is the name of the source, `id` its id, `where` the place in its copy. `before`,
    `words` and `after` are the passage in its surroundings. `cite` is what cites it or, where
    `is_quoted` is false, a part of it; `command` makes it a quotation; either may be empty.
    """

    source: str
    id: str
    where: str
    before: str
    words: str
    after: str
    cite: str
    is_quoted: bool
    command: str


@dataclass(frozen=True, slots=True)
class ChecklistPassages:
    """The context of `pages/checklist-passages.html`: the passages for one sentence.

    `warnings` say what was wrong with the copies.
    """

    passages: tuple[ChecklistPassage, ...]
    warnings: tuple[str, ...]
