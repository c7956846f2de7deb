"""A site of true sentences and of faulted ones, and what the generator says of each."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.corpus import Corpus, Report, Sentence
from benchmarks.faults.seed import Fault, seeded
from generator.diagnostics import Diagnostic, Severity
from generator.index import Store
from generator.passes import Options, read_content

SITE = """\
title: The Invented Paper
description: Invented stories with invented sources.
publisher:
  name: The Invented Paper's editors
language: {language}
contact: mailto:corrections@stories.example
corrected_by: whoever is on duty
"""
STORY = """\
title: An invented story
standfirst: |
  It is invented. [editor]
status: published
published: 2026-01-31
key_points: |
  It is invented. [editor]
sections:"""

Places = dict[tuple[int, int], list[Diagnostic]]
"""What was said, by the number of the copy and of the line."""


class SiteError(Exception):
    """The site cannot be used to measure anything; the message says why."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """A sentence, its line in the story's file, and what is made of it."""

    line: int
    sentence: Sentence
    faults: Sequence[Fault]


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence, its faults, and what was said of each.

    Attributes:
        sentence: the sentence.
        messages: what was said of it as it is, by code.
        faults: each fault and what was said of it.
    """

    sentence: Sentence
    messages: Mapping[str, str]
    faults: tuple[tuple[Fault, Mapping[str, str]], ...]

    def is_caught(self, said: Mapping[str, str]) -> bool:
        """Whether a fault was given a code that the true sentence was not."""
        return bool(said.keys() - self.messages.keys())

    def without(self, codes: Collection[str]) -> Checked:
        """The same as if some codes had not been given."""
        faults = tuple((fault, _without(said, codes)) for fault, said in self.faults)
        return Checked(self.sentence, _without(self.messages, codes), faults)


def _without(said: Mapping[str, str], codes: Collection[str]) -> Mapping[str, str]:
    return {code: message for code, message in said.items() if code not in codes}


def check(corpus: Corpus, folder: Path, most: int, seed: int) -> list[Checked]:
    """Write a corpus as a site, true and with faults, and let the generator check it.

    Args:
        corpus: the corpus.
        folder: an empty folder.
        most: how many faults are made of a sentence at most.
        seed: decides which.

    Raises:
        SiteError: something is wrong that has nothing to do with a sentence.
    """
    _write(folder / "content" / "site.yml", SITE.format(language=corpus.language.tag))
    for topic in corpus.topics:
        for report in topic.reports:
            text = "\n".join(source_yaml(report, topic.name)) + "\n"
            _write(folder / "content" / "sources" / f"{report.id}.yml", text)
    faulted = [
        Seeded(line, sentence, seeded(corpus, sentence, most, seed))
        for line, sentence in zip(_line_numbers(corpus), corpus.sentences, strict=True)
    ]
    return check_story(folder, list(story_yaml(corpus)), faulted)


def check_story(folder: Path, lines: Sequence[str], faulted: Sequence[Seeded]) -> list[Checked]:
    """Add a story to a site as it is, and copies of it with faults, and let them be checked.

    Args:
        folder: the site's; everything but the stories is there.
        lines: the story's file.
        faulted: its sentences.

    Raises:
        SiteError: an error stands elsewhere than in a story.
    """
    most = max(len(each.faults) for each in faulted)
    copies = [{each.line: each for each in faulted if at <= len(each.faults)}
              for at in range(1, most + 1)]  # fmt: skip
    said = _said(folder, lines, copies)
    errors = {place for place, found in said.items() if _has_error(found)}
    if errors:
        # Warnings are held back where there are errors: without these the others come out too.
        kept = [{line: each for line, each in copy.items() if (at, line) not in errors}
                for at, copy in enumerate(copies, start=1)]  # fmt: skip
        for place, found in _said(folder, lines, kept).items():
            said[place] = [*said.get(place, []), *found]
    messages = {place: {p.code: p.message for p in found} for place, found in said.items()}
    return [
        Checked(
            each.sentence,
            messages.get((0, each.line), {}),
            tuple(
                (fault, messages.get((at, each.line), {}))
                for at, fault in enumerate(each.faults, start=1)
            ),
        )
        for each in faulted
    ]


def _has_error(problems: Sequence[Diagnostic]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _said(folder: Path, lines: Sequence[str], copies: Sequence[Mapping[int, Seeded]]) -> Places:
    """What `explainer check` says of a story and of its copies with faults, written anew."""
    numbers = {}
    for number, faulted in enumerate([{}, *copies]):
        changed = list(lines)
        for line, each in faulted.items():
            fault = each.faults[number - 1]
            changed[line - 1] = changed[line - 1].replace(each.sentence.text, fault.text, 1)
        file = f"content/stories/copy-{number}/story.yml"
        _write(folder / file, "\n".join(changed) + "\n")
        numbers[file] = number
    with (
        tempfile.TemporaryDirectory(prefix="explainer-index-") as index,
        closing(Store(Path(index))) as store,
    ):
        problems = read_content(folder, "content", store, Options(drafts=True)).problems
    said: Places = {}
    for problem in problems:
        if problem.place.file in numbers:
            place = numbers[problem.place.file], problem.place.line
            said.setdefault(place, []).append(problem)
        elif problem.severity is Severity.ERROR:
            raise SiteError(f"{problem.place.file}:{problem.place.line}: {problem.message}")
    return said


def source_yaml(report: Report, topic: str) -> Iterator[str]:
    """The lines of a source's file."""
    yield f"title: {_text(report.title)}"
    yield f"publisher: {_text(report.publisher)}"
    yield f"short: {_text(f'{report.publisher}, {report.id}')}"
    yield f"published: {report.published}"
    yield f"url: https://reports.example/{report.id}"
    if report.language:
        yield f"language: {report.language}"
    yield "kind: news-report"
    yield "quotations:"
    for quotation in report.quotations:
        yield f"  - id: {topic}-{quotation.key}"
        yield f"    exact: {_text(quotation.exact)}"
        fields = {
            "speaker": quotation.speaker,
            "role": quotation.role,
            "attributed_to": quotation.by,
            "translation": quotation.translation,
        }
        yield from (f"    {key}: {_text(value)}" for key, value in fields.items() if value)


def story_yaml(corpus: Corpus) -> Iterator[str]:
    """The lines of a story: a section for each topic, a line for each sentence."""
    yield from STORY.split("\n")
    for topic in corpus.topics:
        yield f"  - id: {topic.name}"
        yield f"    title: {topic.name}"
        yield "    body: |"
        for sentence in topic.sentences:
            cites = "; ".join(f"@{topic.name}-{key}" for key in sentence.cites)
            yield f"      {sentence.text} [{cites}]"


def _line_numbers(corpus: Corpus) -> Iterator[int]:
    line = STORY.count("\n") + 2
    for topic in corpus.topics:
        line += 3
        for _ in topic.sentences:
            yield line
            line += 1


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _text(text: str) -> str:
    """A value in double quotes; JSON is YAML too."""
    return json.dumps(text, ensure_ascii=False)
