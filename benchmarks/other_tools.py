"""The same content for other site generators, each in its usual idiom.

Every story, timeline, map (as a table), source and list that our generator makes a page of is a
Markdown file here, with footnotes for quotations (`[^1]`), tables, and glossary terms marked as
each tool's users would: abbreviations that are appended to each page for Material and Zensical, the
same in each file for Eleventy, a shortcode for Hugo.

What these sites leave out: the data files beside the stories, pictures, the drawn map, figures held
against quotations, and in Eleventy and Hugo the search and a theme of any size. Material's and
Zensical's navigation lists the lists and not each story, as ours does: with all pages in it stock
Material writes a few hundred kilobytes for each page.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.invented import Language, glossary
from benchmarks.plain_pages import NAVIGATION, Page, pages
from benchmarks.stories import ADDRESS

_LINK = re.compile(r"\]\(@([a-z0-9/-]+)\)")


def _linked(page: Page, ending: str) -> str:
    """The page's text with its links written as ways to other files."""
    here = posixpath.dirname(page.path)
    return _LINK.sub(lambda m: f"]({posixpath.relpath(m[1], here or '.')}{ending})", page.text)


def _definitions() -> dict[str, str]:
    """What stands behind each spelling of each term."""
    return {
        name: " ".join(each.text for row in term.definition for each in row)
        for term in glossary(Language())
        for name in (term.term, term.alias)
    }


def _abbreviations() -> str:
    return "\n".join(f"*[{name}]: {text}" for name, text in _definitions().items()) + "\n"


MKDOCS = """\
site_name: The Invented Paper
site_url: {address}
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.top, toc.follow]
plugins: [search]
markdown_extensions:
  - abbr
  - attr_list
  - footnotes
  - tables
  - toc
  - pymdownx.snippets:
      auto_append: [includes/abbreviations.md]
nav: [{nav}]
not_in_nav: |
  /stories/
  /sources/
"""


def write_mkdocs(made: Iterator[Page], folder: Path) -> None:
    """A site for stock Material; Zensical reads the same."""
    _text(folder / "includes" / "abbreviations.md", _abbreviations())
    nav = ", ".join(f"{path}.md" for path in NAVIGATION)
    _text(folder / "mkdocs.yml", MKDOCS.format(address=ADDRESS, nav=nav))
    for page in made:
        text = f"---\ntitle: {json.dumps(page.title)}\n---\n\n# {page.title}\n\n"
        _text(folder / "docs" / f"{page.path}.md", text + _linked(page, ".md"))


ELEVENTY = """\
const markdown = require("markdown-it");
module.exports = (config) => {
  const library = markdown({html: true})
    .use(require("markdown-it-footnote")).use(require("markdown-it-abbr"));
  config.setLibrary("md", library);
  config.addGlobalData("layout", "page.njk");
  config.addGlobalData("permalink", () => (data) => `${data.page.filePathStem}.html`);
  return {
    dir: {input: "content", output: "site", includes: "../layouts"},
    markdownTemplateEngine: false,
  };
};
"""
_FRAME = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} · The Invented Paper</title>
</head>
<body>
<nav>{nav}</nav>
<main>
<h1>{title}</h1>
{content}
</main>
<footer>The Invented Paper</footer>
</body>
</html>
"""


def _frame(title: str, content: str) -> str:
    nav = " ".join(f'<a href="/{path}.html">{path}</a>' for path in NAVIGATION)
    return _FRAME.format(title=title, content=content, nav=nav)


def write_eleventy(made: Iterator[Page], folder: Path) -> None:
    """A site for Eleventy with markdown-it-footnote and markdown-it-abbr."""
    _text(folder / "eleventy.config.cjs", ELEVENTY)
    _text(folder / "package.json", '{"private": true}\n')
    _text(folder / "layouts" / "page.njk", _frame("{{ title }}", "{{ content | safe }}"))
    terms = _abbreviations()
    for page in made:
        text = f"---\ntitle: {json.dumps(page.title)}\n---\n\n{_linked(page, '.html')}\n{terms}"
        _text(folder / "content" / f"{page.path}.md", text)


HUGO = """\
baseURL = "{address}"
title = "The Invented Paper"
uglyURLs = true
publishDir = "site"
disableKinds = ["taxonomy", "term", "section", "RSS"]
"""


def write_hugo(made: Iterator[Page], folder: Path) -> None:
    """A site for Hugo, whose Markdown has footnotes; terms are a shortcode."""
    definitions = _definitions()
    names = "|".join(map(re.escape, sorted(definitions, key=len, reverse=True)))
    terms = re.compile(rf"\b(?:{names})\b")
    _text(folder / "hugo.toml", HUGO.format(address=ADDRESS))
    _text(folder / "data" / "terms.json", json.dumps(definitions))
    shortcode = '{{ $t := .Get 0 }}<abbr title="{{ index site.Data.terms $t }}">{{ $t }}</abbr>'
    _text(folder / "layouts" / "shortcodes" / "term.html", shortcode)
    frame = _frame("{{ .Title }}", "{{ .Content }}")
    for name in ("_default/single.html", "index.html"):
        _text(folder / "layouts" / name, frame)
    for page in made:
        text = terms.sub(lambda m: f'{{{{< term "{m[0]}" >}}}}', _linked(page, ".html"))
        head = f"---\ntitle: {json.dumps(page.title)}\n---\n\n"
        path = "_index" if page.path == "index" else page.path
        _text(folder / "content" / f"{path}.md", head + text)


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


WRITERS: Mapping[str, Callable[[Iterator[Page], Path], None]] = {
    "material": write_mkdocs,
    "zensical": write_mkdocs,
    "eleventy": write_eleventy,
    "hugo": write_hugo,
}


def make(tool: str, count: int, folder: Path) -> None:
    """Write a site of that many stories for a tool to a folder, which is replaced."""
    shutil.rmtree(folder, ignore_errors=True)
    WRITERS[tool](pages(count), folder)
