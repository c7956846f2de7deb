"""An invented site for our generator. Run: `.venv/bin/python -m benchmarks.stories 100 FOLDER`.

What stands in it is told in `benchmarks.invented`. The lock is made by the project's own comparison
of all quotations with the invented archived texts; the texts themselves are not kept, since a build
does not need them.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from benchmarks.content import Prose, Source, Story, Term
from benchmarks.invented import Language, glossary, stories
from generator.load import LOCK_FILE, load
from generator.passes.comparing import verify_site
from generator.verify.lock import write_lock

VERIFIED = "2026-01-31"
ADDRESS = "https://stories.example/"

SITE = """\
title: The Invented Paper
description: Invented stories, told sentence by sentence with their invented sources.
publisher:
  name: The Invented Paper's editors
  address: https://stories.example/
language: en
{address}contact: mailto:corrections@stories.example
corrected_by: whoever is on duty
licence: CC BY 4.0
licence_address: https://creativecommons.org/licenses/by/4.0/
"""
# As the project's own site has it.
MKDOCS = """\
site_name: The Invented Paper
docs_dir: content/pages
site_dir: site
use_directory_urls: false
theme:
  name: material
  font: false
  features:
    - content.action.edit
    - navigation.tabs
    - navigation.top
    - toc.follow
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle:
        icon: material/brightness-7
        name: Switch to dark mode
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle:
        icon: material/brightness-4
        name: Switch to light mode
plugins:
  - explainer
markdown_extensions:
  - attr_list
  - toc
extra:
  generator: false
"""
PAGES = {
    "about.md": "# About\n\nThis site is invented. It measures how long a build takes.\n",
    "method.md": "# Method\n\n## Sources\n\nEach statement cites *words* of a report.\n",
}


def make(count: int, folder: Path, *, address: bool = True, lock: bool = True) -> bool:
    """Write a site of that many stories to a folder, which is replaced.

    Args:
        count: how many stories.
        folder: where.
        address: whether the site has an address, without which no picture is drawn for a page.
        lock: whether its quotations are verified.

    Returns:
        Whether the site has a lock: none can be had if it is larger than the generator reads.

    Raises:
        RuntimeError: something is wrong with the content that was made.
    """
    shutil.rmtree(folder, ignore_errors=True)
    content = folder / "content"
    for name in ("sources", "glossary", "stories", "pages"):
        (content / name).mkdir(parents=True)
    shown = f"address: {ADDRESS}\n" if address else ""
    _write(content / "site.yml", SITE.format(address=shown))
    _write(folder / "mkdocs.yml", MKDOCS)
    for name, text in PAGES.items():
        _write(content / "pages" / name, text)
    language = Language()
    terms = glossary(language)
    for term in terms:
        _write(content / "glossary" / f"{term.id}.yml", term_yaml(term))
    with tempfile.TemporaryDirectory(prefix="explainer-archive-") as archive:
        for story in stories(count, language, terms):
            for source in story.sources:
                _write(content / "sources" / f"{source.id}.yml", source_yaml(source))
                _write(Path(archive) / f"{source.id}.txt", source.copy)
            (content / "stories" / story.slug).mkdir()
            _write(content / "stories" / story.slug / "story.yml", story_yaml(story))
        return lock and _lock(folder, Path(archive))


def _lock(folder: Path, archive: Path) -> bool:
    compared = verify_site(folder, "content", archive, VERIFIED)
    wrong = [d for d in compared.diagnostics if d.code != "missing-lock"]
    if wrong or compared.comparison is None:
        raise RuntimeError(f"{len(wrong)} problems, the first: {wrong[:1]}")
    write_lock(compared.comparison.lock, compared.lock_file)
    del compared
    documents, _ = load(folder)
    if documents.lock is None:
        (folder / "content" / LOCK_FILE).unlink(missing_ok=True)
    return documents.lock is not None


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def story_yaml(story: Story) -> str:
    """A story's file."""
    return "\n".join(_story(story)) + "\n"


def _story(story: Story) -> Iterator[str]:
    yield f"title: {_text(story.title)}"
    yield from _prose("standfirst", story.standfirst)
    yield "status: published"
    yield f"published: {story.published}"
    yield f"topics: [{', '.join(story.topics)}]"
    if story.follows:
        yield f"follows: {story.follows}"
    yield from _prose("key_points", story.key_points)
    yield "sections:"
    for section in story.sections:
        yield f"  - id: {section.id}"
        yield f"    title: {_text(section.title)}"
        yield from _prose("body", section.body, 4)
    yield from ("operations:", "  - id: first", "    name: The first operation")
    yield f"    date: {story.events[0].date}"
    yield "events:"
    for event in story.events:
        yield f"  - id: {event.id}"
        yield f"    date: {event.date}"
        yield f"    title: {_text(event.title)}"
        yield from _prose("text", event.text, 4)
        yield "    operation: first"
        yield f"    places: [{{name: {event.place}, country: {_text(event.country)}}}]"
    yield "participations:"
    for part in story.participations:
        yield f"  - country: {_text(part.country)}"
        yield "    operation: first"
        yield "    roles:"
        for role, text in part.roles:
            yield f"      - role: {role}"
            yield from _prose("text", text, 8)
    yield "places:"
    for place in story.places:
        yield f"  - id: {place.id}"
        yield f"    name: {_text(place.name)}"
        yield f"    country: {_text(place.country)}"
        yield f"    latitude: {place.latitude}"
        yield f"    longitude: {place.longitude}"
        yield from _prose("text", place.text, 4)
    yield "disagreements:"
    for disagreement in story.disagreements:
        yield f"  - id: {disagreement.id}"
        yield f"    question: {_text(disagreement.question)}"
        yield "    kind: difference"
        yield "    answers:"
        for answer in disagreement.answers:
            head, *rest = _prose("answer", answer, 8)
            yield from (f"      - {head.lstrip()}", *rest)
        yield from _prose("reading", disagreement.reading, 4)
    if story.correction:
        yield from ("corrections:", f"  - date: {story.published}", "    was: It was otherwise.")
        yield f"    now: {_text(story.correction)}"
        yield "    why: We had misread a report."


def source_yaml(source: Source) -> str:
    """A source's file."""
    digest = sha256(source.copy.encode()).hexdigest()
    rows = [
        f"title: {_text(source.title)}",
        f"publisher: {source.publisher}",
        f"short: {source.short}",
        f"published: {source.published}",
        f"accessed: {VERIFIED}",
        f"url: {source.url}",
        "kind: news-report",
        f"archived_as: {source.id}.txt",
        f"digest: sha256:{digest}",
        "quotations:",
    ]
    for quotation in source.quotations:
        rows += [f"  - id: {quotation.id}", f"    exact: {_text(quotation.exact)}"]
        if quotation.speaker:
            rows += [f"    speaker: {quotation.speaker}", f"    role: {quotation.role}"]
        if quotation.same_as:
            rows.append(f"    same_statement_as: [{quotation.same_as}]")
    return "\n".join(rows) + "\n"


def term_yaml(term: Term) -> str:
    """A term's file."""
    rows = [f"term: {term.term}", f"aliases: [{term.alias}]", f"kind: {term.kind}"]
    return "\n".join([*rows, *_prose("definition", term.definition)]) + "\n"


def _prose(key: str, paragraphs: Prose, indent: int = 0) -> Iterator[str]:
    """A block of statements, one a line."""
    space = " " * indent
    yield f"{space}{key}: |"
    for at, paragraph in enumerate(paragraphs):
        if at:
            yield ""
        for statement in paragraph:
            cited = "; ".join(f"@{id}" for id in statement.cites) or "editor"
            yield f"{space}  {statement.text} [{cited}]"


def _text(text: str) -> str:
    """A value in double quotes; JSON is YAML too."""
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Write a site."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stories", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-address", action="store_true", help="draw no pictures for pages")
    parser.add_argument("--no-lock", action="store_true", help="leave quotations unverified")
    options = parser.parse_args()
    has_lock = make(
        options.stories, options.folder, address=not options.no_address, lock=not options.no_lock
    )
    if not has_lock:
        sys.stderr.write("The site has no lock.\n")


if __name__ == "__main__":
    main()
