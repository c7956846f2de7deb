"""What more languages cost a build. Run: `.venv/bin/python -m benchmarks.languages`.

Part one builds a copy of this project's own site without a cache: in its first language, and in one
more. The two are built in turn; shown are the seconds of the processor in the middle of some
rounds, and how much a language more takes of what the first takes.

Part two (`--stories 1000`) makes a site of invented stories, with translations that have the very
words of the originals, and builds it in one language and in four: seconds of the processor, and the
most memory that any moment took. It takes many minutes.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.measure import Cost, run
from benchmarks.stories import make
from generator.authoring.addresses import addresses_text
from generator.authoring.translating import bring_up_to_date, new_translation
from generator.load import document_from
from generator.model import Story
from generator.resolve import Glossary, give_addresses, resolve_story
from generator.resolve.translations import story_texts
from generator.validate import Entry, validate_document

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ar", "de", "fr")
# Invented words are English, and what is said in them is checked as such.
OF_INVENTED = ("en-AU", "en-IN", "en-NZ")


def built(site: Path) -> Cost:
    """What a build without a cache takes."""
    for folder in (site / "site", cache(site)):
        shutil.rmtree(folder, ignore_errors=True)
    env = {"EXPLAINER_CACHE": str(cache(site)), "PYTHONPATH": str(ROOT)}
    return run((sys.executable, "-m", "generator", "build", "-q"), site, env)


def cache(site: Path) -> Path:
    """Where the build keeps what it can make again."""
    return site.with_name(f"{site.name}-cache")


def in_languages(site: Path, languages: tuple[str, ...]) -> None:
    """Leave a site no other languages than these."""
    settings = site / "content/site.yml"
    text = re.sub(r"^languages:.*\n", "", settings.read_text("utf-8"), flags=re.MULTILINE)
    named = f"languages: [{', '.join(languages)}]\n" if languages else ""
    settings.write_text(named + text, "utf-8")
    for language in {*LANGUAGES, *OF_INVENTED} - set(languages):
        for path in (site / "content").rglob(f"*.{language}.*"):
            path.unlink()


def copied(folder: Path, languages: tuple[str, ...]) -> Path:
    """A copy of this project's own site in some of its languages."""
    site = folder / f"own-{len(languages)}"
    for name in ("content", "maps"):
        shutil.copytree(ROOT / name, site / name)
    shutil.copy(ROOT / "mkdocs.yml", site)
    in_languages(site, languages)
    return site


def translated(site: Path) -> None:
    """Translate each story of a site into its own words, in all languages."""
    for path in sorted((site / "content/stories").glob("*/story.yml")):
        slug, data = path.parent.name, path.read_bytes()
        document, _ = document_from(data, path.name, slug)
        model = validate_document(document, Story)[0] if document else None
        if document is None or model is None:
            raise ValueError(path)
        story = resolve_story(Entry(document, model), None, Glossary(())).entry
        record = give_addresses(None, story.statements()).record
        path.with_name("addresses.yml").write_bytes(addresses_text(record, slug))
        texts = list(story_texts(story, document))
        made = bring_up_to_date(new_translation("story.xx.yml", "story.yml"), "", texts).text
        rows = []
        for row in made.decode("utf-8").split("\n"):
            rows.append(row)
            if row.startswith("    original: "):
                rows.append(row.replace("original:", "text:", 1))
        for language in OF_INVENTED:
            path.with_name(f"story.{language}.yml").write_text("\n".join(rows), "utf-8")
    in_languages(site, OF_INVENTED)


def main() -> None:
    """Measure, and print the tables."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--stories", type=int, default=0)
    given = options.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        one, two = copied(folder, ()), copied(folder, ("fr",))
        costs = [(built(one).cpu, built(two).cpu) for _ in range(given.rounds + 1)][1:]
        first, both = (median(column) for column in zip(*costs, strict=True))
        share = median((more - less) / less for less, more in costs)
        table = Table("this project's site", "CPU")
        table.add_row("in one language", f"{first:.2f} s")
        table.add_row("in two", f"{both:.2f} s")
        table.add_row("a language more ÷ the first", f"{share:.2f}")
        Console().print(table)
        if given.stories:
            site = folder / "many"
            make(given.stories, site)
            translated(site)
            four = built(site)
            in_languages(site, ())
            alone = built(site)
            table = Table(f"{given.stories} stories", "CPU", "memory")
            for name, cost in (("in one language", alone), ("in four", four)):
                table.add_row(name, f"{cost.cpu:.0f} s", f"{cost.memory / 1e6:.0f} MB")
            table.add_row(
                "a language more ÷ the first",
                f"{(four.cpu - alone.cpu) / alone.cpu / len(OF_INVENTED):.2f}",
                "",
            )
            table.add_row("four ÷ one", "", f"{four.memory / alone.memory:.2f}")
            Console().print(table)


if __name__ == "__main__":
    main()
