"""The corpora: quotations, and true sentences in which the words that matter are marked.

A corpus is a folder: `language.yml` holds what is true of the language, or names the corpus that it
is `like` in this; any other file is a topic. A topic's `reports` hold their quotations a line each:

    key: the words
    key (Hanna Feld, mayor of Ostau): what somebody said
    key <the police>: what the report has from somebody
    key: Die Worte => the words in the language of the sentences

Its `sentences` are prose as stories have it. Braces mark what may be changed: `{f 600.000}` a
figure, `d` a date, `n` a name, `c` a currency, `q` words within quotation marks, `p` a paraphrase
that a careless hand may put in quotation marks. Behind `|` may stand what would be false there:
`{f twelve|twenty}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.load import read_document
from generator.load.tree import plain_value

CORPORA = Path(__file__).parent / "corpora"
KINDS = {
    "f": "figure", "d": "date", "n": "name", "c": "currency", "q": "quoted", "p": "marks",
}  # fmt: skip

_QUOTATION = re.compile(
    r"(?P<key>[a-z0-9-]+)(?: \((?P<speaker>[^,()]+)(?:, (?P<role>[^()]+))?\)| <(?P<by>[^<>]+)>)?: "
    r"(?P<exact>.+?)(?: => (?P<translation>.+))?"
)
_SENTENCE = re.compile(r"(?P<text>.+?) \[(?P<cites>@[^\[\]]+)\]")
_SPAN = re.compile(r"\{(?P<kind>[fdncqp]) (?P<words>[^{}]+)\}")


class CorpusError(Exception):
    """A corpus cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a sentence that a fault may change.

    Attributes:
        kind: what they are, a value of `KINDS`.
        start: where they begin in the sentence.
        end: where they end.
        wrong: what would be false in their place, where it was written down.
    """

    kind: str
    start: int
    end: int
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A true sentence; `cited` is all that it cites: words, speakers, titles, publishers."""

    text: str
    cites: tuple[str, ...]
    spans: tuple[Span, ...]
    cited: str
    place: str

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a report."""

    key: str
    exact: str
    speaker: str = ""
    role: str = ""
    by: str = ""
    translation: str = ""

    @property
    def shown(self) -> str:
        """All that it says, and who says it."""
        return " ".join((self.exact, self.translation, self.speaker, self.role, self.by))


@dataclass(frozen=True, slots=True)
class Report:
    """A source and its quotations."""

    id: str
    title: str
    publisher: str
    published: str
    language: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Reports, and sentences that are made from them."""

    name: str
    reports: tuple[Report, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Language:
    """What faults need to know of a language, as `language.yml` has it.

    Attributes:
        tag: its BCP 47 tag.
        marks: its opening and its closing quotation mark.
        months: January to December, as they stand in a date.
        weekdays: Monday to Sunday.
        numbers: zero, one, two and so on, spelled out.
        currencies: groups of currencies of one notation.
        additions: words that change the sense of what they are put into, such as "not".
        has_spaces: whether words are parted by spaces.
        names: names by their kind, such as `people`; one may be mistaken for another.
    """

    tag: str
    marks: tuple[str, str]
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    currencies: tuple[tuple[str, ...], ...] = ()
    additions: tuple[str, ...] = ()
    has_spaces: bool = True
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Corpus:
    """The topics of one language."""

    name: str
    language: Language
    topics: tuple[Topic, ...] = field(default=())

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, topic by topic."""
        return tuple(sentence for topic in self.topics for sentence in topic.sentences)

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """All words that stand within quotation marks, each once."""
        spans = ((s, span) for s in self.sentences for span in s.spans if span.kind == "quoted")
        words = (word for sentence, span in spans for word in sentence.words(span).split())
        return tuple(dict.fromkeys(word.strip(",.;:!?،؛") for word in words))


def corpus_names() -> list[str]:
    """The names of all corpora."""
    return sorted(each.parent.name for each in CORPORA.glob("*/language.yml"))


def read_corpus(name: str, folder: Path = CORPORA) -> Corpus:
    """Read one corpus.

    Raises:
        CorpusError: a line of it cannot be read, or something is cited that is not there.
    """
    about = read_yaml(folder / name / "language.yml")
    if "like" in about:
        about = read_yaml(folder / about["like"] / "language.yml")
    files = [path for path in sorted((folder / name).glob("*.yml")) if path.stem != "language"]
    topics, names = [], []
    for path in files:
        data = read_yaml(path)
        topics.append(_topic(f"{name}-{path.stem}", data))
        names.append({kind: listed(text, ", ") for kind, text in data.get("names", {}).items()})
    return Corpus(name, _language(about, names), tuple(topics))


def read_yaml(path: Path) -> dict[str, Any]:
    """What a file says, every value as text.

    Raises:
        CorpusError: it cannot be read.
    """
    problems: list[Any] = []
    document = read_document(path, path.parent, path.stem, problems)
    if document is None or problems:
        raise CorpusError(f"{path}: {problems[0].place.line}: {problems[0].message}")
    value = plain_value(document.root)
    if not isinstance(value, dict):
        raise CorpusError(f"{path}: a mapping is wanted")
    return value


def listed(text: str, separator: str = " ") -> tuple[str, ...]:
    """The parts of a text that lists something."""
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def _language(about: dict[str, Any], names: list[dict[str, tuple[str, ...]]]) -> Language:
    opening, closing = about["marks"].split(" ")
    kinds = sorted({kind for topic in names for kind in topic})
    groups = {kind: [n for topic in names for n in topic.get(kind, ())] for kind in kinds}
    return Language(
        tag=about["language"],
        marks=(opening.replace("_", "\u00a0"), closing.replace("_", "\u00a0")),
        months=listed(about.get("months", "")),
        weekdays=listed(about.get("weekdays", ""), ", "),
        numbers=listed(about.get("numbers", "")),
        currencies=tuple(listed(group, ", ") for group in about.get("currencies", ())),
        additions=listed(about.get("additions", "")),
        has_spaces=about.get("spaces", "yes") == "yes",
        names={kind: tuple(dict.fromkeys(group)) for kind, group in groups.items()},
    )


def _topic(name: str, data: dict[str, Any]) -> Topic:
    reports = tuple(_report(f"{name}-{at}", report) for at, report in enumerate(data["reports"], 1))
    known = {
        quotation.key: f"{quotation.shown} {report.title} {report.publisher}"
        for report in reports
        for quotation in report.quotations
    }
    rows = [row for row in data["sentences"].splitlines() if row.strip()]
    sentences = tuple(read_sentence(row, known, f"{name}:{at}") for at, row in enumerate(rows, 1))
    return Topic(name, reports, sentences)


def _report(id: str, data: dict[str, Any]) -> Report:
    quotations = []
    for row in data["quotations"].splitlines():
        found = _QUOTATION.fullmatch(row.strip())
        if not found:
            raise CorpusError(f"{id}: no quotation: {row}")
        quotations.append(Quotation(**{k: v or "" for k, v in found.groupdict().items()}))
    return Report(id, data["title"], data["publisher"], data["published"],
                  data.get("language", ""), tuple(quotations))  # fmt: skip


def read_sentence(row: str, known: dict[str, str], place: str) -> Sentence:
    """Read a sentence with its marks.

    Args:
        row: as it is written.
        known: what is cited with a key: words, speaker, title.
        place: what to call it.

    Raises:
        CorpusError: it is not written as it should be, or cites what is not there.
    """
    found = _SENTENCE.fullmatch(row.strip())
    if not found:
        raise CorpusError(f"{place}: no sentence: {row}")
    cites = tuple(part.strip().removeprefix("@") for part in found["cites"].split(";"))
    if missing := [key for key in cites if key not in known]:
        raise CorpusError(f"{place}: nothing is called {missing[0]!r}")
    pieces, spans, done, length = [], [], 0, 0
    for match in _SPAN.finditer(found["text"]):
        before = found["text"][done : match.start()]
        words, *wrong = match["words"].split("|")
        start = length + len(before)
        length = start + len(words)
        spans.append(Span(KINDS[match["kind"]], start, length, tuple(wrong)))
        pieces += [before, words]
        done = match.end()
    text = "".join(pieces) + found["text"][done:]
    if "{" in text or "}" in text:
        raise CorpusError(f"{place}: a brace has no match: {row}")
    return Sentence(text, cites, tuple(spans), " ".join(known[key] for key in cites), place)
