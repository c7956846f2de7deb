"""How often `explainer suggest` finds the passage that an editor cited.

Run from the checkout: `.venv/bin/python -m benchmarks.suggest`. It takes every sentence of the
stories of a site (this one, or the one in `--site`) that cites something, looks for passages that
could support it as if it cited nothing, and prints how often one of the first five (`--count`) is
what it cites: a passage of the same source with more than half of the words of a cited quotation.

Two cases are told apart: `known`, where the quotations stand in their sources' files, with their
translations, as they do when a sentence has lost its citation; and `unknown`, where nothing has
been quoted yet. Nothing of the ranking reads what a story cites.

The copies are those in the site's archive. Where there are none, or with `--stand-ins`, they are
made up: of each source its quotations, one after the other, and between each two of them a sentence
of filler, put together from the halves of two quotations of other sources. Such copies are shorter
than reports and in other languages not whole sentences: the figure is no better than its copies.
`--corpora` takes the invented reports in eleven languages of `benchmarks/faults/corpora` instead,
all of them as the copies of one site: each sentence is looked for in all languages. Each copy holds
a report's quotations and nothing else: who said them stands with the quotation alone.

`--misses` prints what was not found.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.faults.corpus import Report, corpus_names, read_corpus
from benchmarks.faults.site import source_yaml
from generator.authoring.cards import sentences
from generator.authoring.suggestions import Asked, Suggestion, suggest
from generator.folding import normalised
from generator.folding.words import words
from generator.index import Store
from generator.load import document_from, load
from generator.model import Quotation, Source, Term
from generator.passes import Options, read_content
from generator.prose import plain_text
from generator.validate import Entry, valid_content, validate_document

FIRST = Path(__file__).resolve().parent.parent
CONTENT = "content"
COUNT = 5
_MARK = re.compile(r"\[(?:…|\.\.\.)\]")


class Cited(NamedTuple):
    """A sentence, and what it cites: the quotations' sources and words."""

    asked: Asked
    quotations: tuple[tuple[str, str], ...]


class Rate(NamedTuple):
    """Of so many sentences, those with a hit among the first passages, and with one in front."""

    sentences: int
    among: int
    front: int
    missed: tuple[str, ...]

    @property
    def shares(self) -> tuple[float, float]:
        """The part with a hit among the first passages, and with one in front."""
        return self.among / max(1, self.sentences), self.front / max(1, self.sentences)


def cited_sentences(site: Path) -> tuple[str, list[Cited]]:
    """The site's language, and every sentence of its stories that cites something.

    Raises:
        SystemExit: there is no site.
    """
    if not (site / CONTENT / "site.yml").is_file():
        raise SystemExit(f"there is no {CONTENT}/site.yml in '{site}'")
    with tempfile.TemporaryDirectory() as aside:
        store = Store(Path(aside) / "index")
        try:
            index = read_content(site.resolve(), CONTENT, store, Options(drafts=True)).index()
            found = []
            for slug in [*index.documents]:
                story = index.documents[slug]
                language = story.story.language or index.settings.language
                for _, statement in sentences(story):
                    if statement.supporting and not statement.editor:
                        entries = [index.quotations[id] for id in statement.quotations]
                        cites = tuple((each.source, each.quotation.exact) for each in entries)
                        found.append(Cited(Asked(plain_text(statement.nodes), language), cites))
            return index.settings.language, found
        finally:
            store.close()


def stand_ins(sources: Sequence[Entry[Source]], folder: Path) -> list[Entry[Source]]:
    """Write a made-up copy of each source; the sources as those copies are theirs."""
    chance = random.Random(1)  # noqa: S311 - it makes filler
    made = []
    for entry in sources:
        others = [
            _plain(each.exact).split()
            for other in sources
            if other.id != entry.id
            for each in other.model.quotations
        ]
        lines = []
        for quotation in entry.model.quotations:
            lines += [_sentence(quotation), _filler(chance, others)]
        (folder / f"{entry.id}.txt").write_text("\n\n".join(filter(None, lines)), "utf-8")
        model = entry.model.model_copy(update={"digest": None, "archived_as": None})
        made.append(Entry(entry.document, model))
    return made


def _sentence(quotation: Quotation) -> str:
    around = (quotation.prefix, _plain(quotation.exact), quotation.suffix)
    return f"{' '.join(each for each in around if each).rstrip('.')}."


def _filler(chance: random.Random, others: Sequence[list[str]]) -> str:
    if not others:
        return ""
    one, other = chance.choice(others), chance.choice(others)
    return f"{' '.join((*one[: len(one) // 2], *other[len(other) // 2 :]))}."


def _plain(exact: str) -> str:
    """The words without an editor's marks."""
    return re.sub(r"[\[\]]", "", _MARK.sub("and more", exact))


def is_hit(suggestion: Suggestion, cites: Sequence[tuple[str, str]]) -> bool:
    """Whether a passage has most of the words of something that is cited, in the same source."""
    passage = Counter(words(suggestion.words))
    for source, exact in cites:
        quoted = Counter(words(normalised(_MARK.sub(" ", exact))))
        if source == suggestion.source and 2 * (passage & quoted).total() > quoted.total():
            return True
    return False


def measured(site: Path, count: int = COUNT, *, made_up: bool) -> Iterator[tuple[str, Rate]]:
    """The rates of a site: with its quotations known, and with none."""
    language, cited = cited_sentences(site)
    content = valid_content(load(site.resolve(), CONTENT)[0])
    with tempfile.TemporaryDirectory() as aside:
        sources, archive = content.sources, site / CONTENT / "archive"
        if made_up:
            archive = Path(aside)
            sources = stand_ins(sources, archive)
        yield from _rates(cited, sources, content.terms, archive, language, count)


def corpora(folder: Path, count: int = COUNT) -> Iterator[tuple[str, Rate]]:
    """The rates of the invented reports by language, each with its quotations known and unknown.

    Args:
        folder: where the copies are written.
        count: how many passages are looked at.
    """
    sources: list[Entry[Source]] = []
    cited: dict[str, list[Cited]] = {}
    for name in corpus_names():
        corpus = read_corpus(name)
        for topic in corpus.topics:
            keys = {}
            for report in topic.reports:
                entry = _source(report, topic.name, corpus.language.tag)
                lines = [_sentence(each) for each in entry.model.quotations]
                (folder / f"{entry.id}.txt").write_text("\n\n".join(lines), "utf-8")
                sources.append(entry)
                keys.update({each.key: (entry.id, each.exact) for each in report.quotations})
            cited.setdefault(name, []).extend(
                Cited(Asked(each.text, corpus.language.tag), tuple(keys[key] for key in each.cites))
                for each in topic.sentences
            )
    for name, some in cited.items():
        language = some[0].asked.language
        for known, rate in _rates(some, sources, (), folder, language, count):
            yield f"{name}, {known}", rate


def _source(report: Report, topic: str, language: str) -> Entry[Source]:
    text = "\n".join(source_yaml(report, topic))
    document, _ = document_from(f"{text}\n".encode(), report.id, report.id)
    model = validate_document(document, Source)[0] if document else None
    if document is None or model is None:
        raise SystemExit(f"the report {report.id} is no source")
    return Entry(document, model.model_copy(update={"language": report.language or language}))


def _rates(
    cited: Sequence[Cited],
    sources: Sequence[Entry[Source]],
    terms: Sequence[Entry[Term]],
    archive: Path,
    language: str,
    count: int,
) -> Iterator[tuple[str, Rate]]:
    bare = [
        Entry(each.document, each.model.model_copy(update={"quotations": []})) for each in sources
    ]
    for name, some in (("known", sources), ("unknown", bare)):
        found, _ = suggest(
            [each.asked for each in cited],
            sources=some,
            terms=terms,
            archive=archive,
            language=language,
            count=count,
        )
        yield name, _rate(cited, found)


def _rate(cited: Sequence[Cited], found: Sequence[Sequence[Suggestion]]) -> Rate:
    hits = [
        [is_hit(each, one.quotations) for each in some]
        for one, some in zip(cited, found, strict=True)
    ]
    missed = (one.asked.text for one, row in zip(cited, hits, strict=True) if not any(row))
    return Rate(len(hits), sum(map(any, hits)), sum(row[:1] == [True] for row in hits), (*missed,))


def has_copies(site: Path) -> bool:
    """Whether there is anything in the site's archive."""
    archive = site / CONTENT / "archive"
    return archive.is_dir() and any(archive.iterdir())


def main() -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--site", type=Path, default=FIRST)
    options.add_argument("--count", type=int, default=COUNT)
    options.add_argument("--stand-ins", action="store_true")
    options.add_argument("--corpora", action="store_true")
    options.add_argument("--misses", action="store_true")
    chosen = options.parse_args()
    made_up = chosen.stand_ins or not has_copies(chosen.site)
    console = Console()
    if made_up and not chosen.corpora:
        console.print("The copies are made up of the quotations: no archive was looked through.")
    title = f"the cited passage is among the first {chosen.count}"
    table = Table("quotations", "sentences", "among them", "", "in front", "", title=title)
    with tempfile.TemporaryDirectory() as aside:
        rates = [
            *(
                corpora(Path(aside), chosen.count)
                if chosen.corpora
                else measured(chosen.site, chosen.count, made_up=made_up)
            )
        ]
    for name, rate in rates:
        among, front = (f"{100 * share:.1f} %" for share in rate.shares)
        table.add_row(name, str(rate.sentences), str(rate.among), among, str(rate.front), front)
    console.print(table)
    if chosen.misses:
        for name, rate in rates:
            for text in rate.missed:
                console.print(f"{name}: {text}", highlight=False, markup=False)


if __name__ == "__main__":
    main()
