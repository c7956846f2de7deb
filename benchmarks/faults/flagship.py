"""The project's own story as a corpus: its spans are found by the shape of words and by names."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.build import ROOT
from benchmarks.faults.corpus import (
    CORPORA,
    Corpus,
    Language,
    Sentence,
    Span,
    Topic,
    listed,
    read_corpus,
    read_yaml,
)
from benchmarks.faults.seed import seeded
from benchmarks.faults.site import Checked, Seeded, check_story

FLAGSHIP = "flagship"
CONTENT = ROOT / "content"

_STATEMENT = re.compile(r" +(?:- )?(?P<text>\S.*?) \[(?P<cites>@[^\[\]]+)\]")
_QUOTED = re.compile(r"“([^“”]+?)[,.]?”")
_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_NAMED_BY = ("title", "publisher", "short", "origin", "upstream", "author")
_SAID_BY = ("exact", "speaker", "role", "attributed_to", "translation")


def check_flagship(folder: Path, most: int, seed: int) -> list[Checked]:
    """Check the project's own story, true and with faults.

    Args:
        folder: an empty folder.
        most: how many faults are made of a sentence at most.
        seed: decides which.

    Raises:
        SiteError: something is wrong that has nothing to do with a sentence.
    """
    ignored = shutil.ignore_patterns("archive", "stories")
    shutil.copytree(CONTENT, folder / "content", ignore=ignored)
    corpus = read_flagship()
    # Corrections repeat sentences, and one that a fault has changed would be an error there.
    story, _, _ = _story_file().read_text("utf-8").partition("\ncorrections:\n")
    lines = story.rstrip("\n").split("\n")
    faulted = [
        Seeded(int(each.place.rpartition(":")[2]), each, seeded(corpus, each, most, seed))
        for each in corpus.sentences
    ]
    return check_story(folder, lines, faulted)


def _story_file() -> Path:
    return min((CONTENT / "stories").glob("*/story.yml"))


def read_flagship() -> Corpus:
    """The statements of the project's own story that cite something, with their spans."""
    about = read_yaml(CORPORA / "flagship.yml")
    names = {kind: listed(text, ", ") for kind, text in about["names"].items()}
    language = replace(read_corpus("en").language, names=names)
    known = dict(_cited())
    sentences = []
    rows = _story_file().read_text("utf-8").split("\n")
    for line, row in enumerate(rows, start=1):
        found = _STATEMENT.fullmatch(row)
        if not found or any(words in row for words in about["left_out"]):
            continue
        parts = (part.strip().removeprefix("cf.").strip() for part in found["cites"].split(";"))
        cites = tuple(part.removeprefix("@") for part in parts)
        cited = " ".join(known[key] for key in cites)
        spans = tuple(_spans(found["text"], language, about["paraphrases"]))
        place = f"{FLAGSHIP}:{line}"
        sentences.append(Sentence(found["text"], cites, spans, cited, place))
    return Corpus(FLAGSHIP, language, (Topic(FLAGSHIP, (), tuple(sentences)),))


def _cited() -> Iterator[tuple[str, str]]:
    """The id of each quotation, and all that it says and is said of its source."""
    # Those with the tag of a language before the ending hold translations.
    own = (each for each in (CONTENT / "sources").glob("*.yml") if "." not in each.stem)
    for path in sorted(own):
        source = read_yaml(path)
        about = _texts(source, _NAMED_BY)
        for quotation in source["quotations"]:
            yield quotation["id"], " ".join([*_texts(quotation, _SAID_BY), *about])


def _texts(values: dict[str, Any], keys: tuple[str, ...]) -> list[str]:
    found = [values[key] for key in keys if key in values]
    return [text for each in found for text in ([each] if isinstance(each, str) else each)]


def _spans(text: str, language: Language, paraphrases: list[str]) -> Iterator[Span]:
    """What may be changed in a sentence, none of it within another."""
    taken: list[Span] = []
    for kind, start, end in _found(text, language, paraphrases):
        if all(end <= span.start or start >= span.end for span in taken):
            taken.append(Span(kind, start, end))
    yield from sorted(taken, key=lambda span: span.start)


def _found(text: str, language: Language, paraphrases: list[str]) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of what stands in a sentence, the larger before what is within it."""
    for match in _QUOTED.finditer(text):
        yield "quoted", match.start(1), match.end(1)
    for words in paraphrases:
        if (at := text.find(words)) >= 0:
            yield "marks", at, at + len(words)
    months = "|".join(language.months)
    days = "|".join(language.weekdays)
    date = rf"(?:\d{{1,2}} )?\b(?:{months})\b(?: \d{{4}})?|\b(?:19|20)\d\d\b|\b(?:{days})\b"
    for match in re.finditer(date, text):
        yield "date", *match.span()
    for match in _FIGURE.finditer(text):
        yield "figure", *match.span()
    for match in re.finditer(rf"(?i)\b(?:{'|'.join(language.numbers[2:])})\b", text):
        yield "figure", *match.span()
    every = [name for group in language.names.values() for name in group]
    surnames = [name.split()[-1] for name in language.names["people"]]
    for name in sorted({*every, *surnames}, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield "name", *match.span()
