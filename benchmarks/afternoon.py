"""How much an editor has to type and read: from eight captured reports to a strict build.

Run: `.venv/bin/python -m benchmarks.afternoon`. It makes a folder in which eight saved pages in
five languages lie, with their references, a table of 45 passages and a story of 70 statements:
invented reports of `benchmarks/faults/corpora`, always the same. Then it runs the commands that an
editor would, in their order, and counts them and the lines that they print.

The story has the slips of somebody who writes fast: false figures, dates, names and quoted words, a
sentence without a citation, an id with a letter wrong; the table has a wrong word. All are mended
where the commands have named them. `--slips` says in how many sentences, and 0 is none. `--told`
prints what the commands say, and `--keep FOLDER` leaves the site there.
"""

from __future__ import annotations

import argparse
import csv
import html
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.faults.corpus import Corpus, Quotation, Report, Sentence, read_corpus
from benchmarks.faults.seed import seeded

QUOTATIONS, STATEMENTS, SLIPS = 45, 70, 10
# Four reports in English, and one each in four other languages.
_PILE = (
    ("en-foreign", "abroad", (1, 2, 3, 4)),
    ("en", "council", (1, 2, 3)),
    ("en", "varia", (1,)),
)
_SEED = 3
# How a paper says who said something, and from whom it has something; and what stands in between.
_SAID = {
    "en": ("“{}”, said {}.", "{}, the {} said.", "Nobody had expected it."),
    "de": ("„{}“, sagte {}.", "{}, wie es von dort heißt ({}).", "Niemand hatte damit gerechnet."),
    "fr": ("« {} », a dit {}.", "{}, selon {}.", "Personne ne s’y attendait."),
    "es": ("«{}», dijo {}.", "{}, según {}.", "Nadie lo esperaba."),
    "ru": ("«{}», говорит {}.", "{}, сообщает {}.", "Никто этого не ждал."),
}
_COLUMNS = ("id", "source", "words", "speaker", "role", "attributed_to", "translation")

Run = Callable[[Sequence[str], Path, str], "Told"]
"""Runs `explainer` with some words, in a folder, with what is typed to it."""


@dataclass(frozen=True, slots=True)
class Told:
    """How a command ended, and what it printed."""

    code: int
    text: str

    @property
    def lines(self) -> int:
        """How many lines it printed."""
        return len(self.text.splitlines())


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence, the ids that it cites, and the sentence with a slip; none if it has none."""

    sentence: Sentence
    cites: tuple[str, ...]
    slip: str = ""


@dataclass(slots=True)
class Pile:
    """The reports with the quotations of them that are used, and the sentences."""

    reports: dict[str, Report] = field(default_factory=dict)
    quotations: dict[str, tuple[str, Quotation]] = field(default_factory=dict)
    sentences: list[Cited] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Afternoon:
    """The commands in their order, each with what it said."""

    commands: tuple[tuple[str, Told], ...]

    def first(self, name: str) -> Told:
        """What a command said when it was run first."""
        return next(told for command, told in self.commands if command.split()[0] == name)


def pile(slips: int) -> Pile:
    """The reports, 45 quotations and 70 sentences, some of which have a slip."""
    made = Pile()
    some: list[tuple[Corpus, Cited]] = []
    for name, topic_name, numbers in _PILE:
        corpus = read_corpus(name)
        topic = next(each for each in corpus.topics if each.name.endswith(topic_name))
        for number in numbers:
            report = topic.reports[number - 1]
            id = f"{topic_name}-{number}"
            made.reports[id] = report
            for quotation in report.quotations[: QUOTATIONS - len(made.quotations)]:
                made.quotations[f"{id}-{quotation.key}"] = id, quotation
        ids = {quotation.key: id for id, (_, quotation) in made.quotations.items()}
        some += [
            (corpus, Cited(sentence, tuple(ids[key] for key in sentence.cites)))
            for sentence in topic.sentences
            if ids.keys() >= set(sentence.cites)
        ]
    kept = _most_telling([each for _, each in some])
    wrong = _slips([(corpus, each) for corpus, each in some if each in kept], slips)
    made.sentences = [
        Cited(each.sentence, each.cites, wrong.get(each.sentence.place, "")) for each in kept
    ]
    return made


def _most_telling(some: Sequence[Cited]) -> list[Cited]:
    """So many of the sentences that each quotation is still cited, in their order."""
    seen: set[str] = set()
    needed = []
    for each in some:
        if not seen.issuperset(each.cites):
            needed.append(each)
            seen.update(each.cites)
    others = [each for each in some if each not in needed]
    chosen = {each.sentence.place for each in (*needed, *others)[:STATEMENTS]}
    return [each for each in some if each.sentence.place in chosen]


def _slips(some: Sequence[tuple[Corpus, Cited]], count: int) -> dict[str, str]:
    """Of so many sentences, spread over all, the line with a slip, by the sentence's place."""
    if not count:
        return {}
    wrong = {}
    for number, (corpus, each) in enumerate(some[:: len(some) // count][:count]):
        sentence = each.sentence
        if number == 0:
            wrong[sentence.place] = sentence.text
        elif number == 1:
            wrong[sentence.place] = _line(sentence.text, (f"{each.cites[0][:-1]}x",))
        else:
            fault = seeded(corpus, sentence, 1, _SEED)[0]
            wrong[sentence.place] = _line(fault.text, each.cites)
    return wrong


def _line(text: str, cites: Sequence[str]) -> str:
    return f"{text} [{'; '.join(f'@{id}' for id in cites)}]"


def write(folder: Path, pile: Pile, *, slips: bool) -> None:
    """Write into a new site what the editor has: the saved pages, the references, the table."""
    for id, report in pile.reports.items():
        page = folder / "content" / "archive" / f"{id}.html"
        page.write_text(_page(report), "utf-8", newline="\n")
    references = [_reference(id, report) for id, report in pile.reports.items()]
    text = json.dumps(references, ensure_ascii=False, indent=1)
    (folder / "references.json").write_text(text, "utf-8", newline="\n")
    write_table(folder, pile, slips=slips)


def write_table(folder: Path, pile: Pile, *, slips: bool) -> None:
    """Write the table of passages; with slips a word of one is another."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for id, (source, each) in pile.quotations.items():
        words = each.exact
        if slips and id == "abroad-1-de3":
            words = words.replace("beträgt", "betrug")
        rows.writerow((id, source, words, each.speaker, each.role, each.by, each.translation))
    (folder / "passages.csv").write_text(table.getvalue(), "utf-8", newline="\n")


def _page(report: Report) -> str:
    """A report as a browser saves it, with a menu before it and a list behind it."""
    language = report.language or "en"
    said, has_from, between = _SAID[language]
    lines = []
    for quotation in report.quotations:
        if quotation.speaker:
            who = ", ".join(filter(None, (quotation.speaker, quotation.role)))
            lines.append(said.format(quotation.exact, who))
        elif quotation.by:
            lines.append(has_from.format(quotation.exact, quotation.by))
        else:
            lines.append(f"{quotation.exact}. {between}")
    told = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    title = html.escape(report.title)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f"<title>{title} | {html.escape(report.publisher)}</title>\n"
        f'<nav><a href="/">{html.escape(report.publisher)}</a> <a href="/s">1 2 3</a></nav>\n'
        f"<article>\n<h1>{title}</h1>\n{told}\n</article>\n<aside>10 more</aside>\n</html>\n"
    )


def _reference(id: str, report: Report) -> dict[str, object]:
    return {
        "id": id,
        "type": "article-newspaper",
        "title": report.title,
        "container-title": report.publisher,
        "issued": {"date-parts": [[int(part) for part in report.published.split("-")]]},
        "URL": f"https://reports.example/{id}",
        "language": report.language or "en",
    }


def write_story(folder: Path, pile: Pile, *, status: str, slips: bool) -> None:
    """Write the story: a standfirst, two key points, and two sections of what is left."""
    lines = [
        each.slip if slips and each.slip else _line(each.sentence.text, each.cites)
        for each in pile.sentences
    ]
    half = len(lines) // 2
    told = [
        "title: An invented afternoon", f"status: {status}", "published: 2026-01-31",
        "authors: [Ada Quill]",
        "standfirst: |", f"  {lines[0]}", "key_points: |", *(f"  {each}" for each in lines[1:3]),
        "sections:",
    ]  # fmt: skip
    for name, some in (("abroad", lines[3:half]), ("at-home", lines[half:])):
        told += [f"  - id: {name}", f"    title: {name}", "    body: |"]
        told += [f"      {each}" for each in some]
    file = folder / "content" / "stories" / "afternoon" / "story.yml"
    file.write_text("\n".join(told) + "\n", "utf-8", newline="\n")


def walk(folder: Path, run: Run, slips: int = SLIPS) -> Afternoon:
    """Go from the pile to the build; what is edited between the commands is no command.

    Args:
        folder: an empty folder; the site comes to be in `site` there.
        run: runs a command.
        slips: how many sentences are written wrong at first.

    Raises:
        SystemExit: a command did not end as it should.
    """
    done: list[tuple[str, Told]] = []
    site = folder / "site"

    def explainer(*words: str, here: Path = site, typed: str = "", ends: int = 0) -> None:
        told = run(words, here, typed)
        done.append((" ".join(words), told))
        if told.code != ends or "Traceback" in told.text:
            raise SystemExit(f"explainer {' '.join(words)}: exit code {told.code}\n{told.text}")

    whole = pile(slips)
    answers = ("--title", "A", "--publisher", "B", "--contact", "c@d.example")
    explainer("new", "site", "site", "--no-examples", *answers, here=folder)
    write(site, whole, slips=slips > 0)
    explainer("import", "references.json")
    explainer("quote", "--from", "passages.csv", "--dry-run", ends=int(slips > 0))
    write_table(site, whole, slips=False)
    explainer("quote", "--from", "passages.csv")
    explainer("new", "story", "--id", "afternoon", "--title", "An invented afternoon")
    write_story(site, whole, status="draft", slips=True)
    explainer("verify")
    explainer("check", ends=int(slips > 0))
    explainer("suggest", "--unsupported", "afternoon")
    write_story(site, whole, status="draft", slips=False)
    explainer("verify")
    explainer("check", "--strict")
    explainer("next")
    explainer("report")
    explainer("review", "afternoon", "--reviewer", "Ben Roe", typed="s\n" * 99)
    write_story(site, whole, status="published", slips=False)
    explainer("addresses", "afternoon", "--write")
    explainer("build", "--strict")
    explainer("verify-site", "site")
    return Afternoon(tuple(done))


def command(words: Sequence[str], here: Path, typed: str) -> Told:
    """Run the command as anybody would."""
    done = subprocess.run(  # noqa: S603 - a command of ours
        [sys.executable, "-m", "generator", *words], cwd=here, input=typed, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=600,
    )  # fmt: skip
    return Told(done.returncode, done.stdout)


def rows(afternoon: Afternoon) -> Iterator[tuple[str, str]]:
    """The figures that are looked at, by their names."""
    verify, check = (afternoon.first(name) for name in ("verify", "check"))
    yield "commands", str(len(afternoon.commands))
    yield "lines of the first verify", str(verify.lines)
    yield "lines of the first check", str(check.lines)
    yield "both together", str(verify.lines + check.lines)


def main() -> None:
    """Go the way, and print the figures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--slips", type=int, default=SLIPS)
    options.add_argument("--told", action="store_true", help="print what the commands say")
    options.add_argument("--keep", type=Path, help="an empty folder in which the site stays")
    given = options.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as aside:
        afternoon = walk(given.keep or Path(aside), command, given.slips)
    table = Table("command", "lines")
    for words, told in afternoon.commands:
        table.add_row(f"explainer {words[:60]}", str(told.lines))
        if given.told:
            console.print(f"$ explainer {words}\n{told.text}", markup=False, highlight=False)
    console.print(table)
    for name, figure in rows(afternoon):
        console.print(f"{name}: {figure}", highlight=False)


if __name__ == "__main__":
    main()
