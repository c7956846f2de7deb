"""A story as a reference of its own: BibLaTeX, RIS and CSL-JSON, for whoever cites it.

All say what the text under “Cite this page” says: the publisher as author, the title, the site, the
date of the last change, the address.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from babel import Locale

from generator.render.exports.common import (
    addresses,
    base_address,
    json_file,
    language,
    story_path,
    summary,
    without_empty,
)
from generator.render.exports.csl import csl_date
from generator.render.page import DataFile
from generator.render.views import Renderer, story_address
from generator.resolve import ResolvedStory

# What TeX reads as more than itself.
_TEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "#$%&_{}"},
}  # fmt: skip
_TEX_CHAR = re.compile("|".join(map(re.escape, _TEX)))
# Even behind a backslash a brace counts when a reader of BibTeX looks for the end of a field.
# Fewer programs know these names, so they stand only where the braces do not pair.
_LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}


def story_bibtex(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.bib`: an `@online` entry of BibLaTeX; `@misc` if the site has no address.

    Dates stand as the content has them: BibLaTeX reads EDTF too.
    """
    settings, model, url = renderer.site.settings, story.story, _url(renderer, story)
    # A second pair of braces keeps a publisher's name from being read as first and last names,
    # and a title's capitals from being lowered.
    fields = {
        "author": f"{{{_tex(settings.publisher.name)}}}",
        "title": f"{{{_tex(model.title)}}}",
        "organization": _tex(settings.title),
        "date": model.updated or model.published,
        "url": quote(url, safe=":/?#[]@!$&'()*+,;=%~"),
        "langid": _tex_language(language(renderer, story)),
        "abstract": _tex(summary(story)),
        "keywords": ", ".join(_tex(topic.replace(",", " ")) for topic in model.topics),
    }
    rows = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
    entry = f"@{'online' if url else 'misc'}{{{story.slug},\n{rows}}}\n"
    return DataFile(story_path(story, "bib"), entry.encode(), story.place.file)


def story_ris(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.ris`: a reference of the type `ELEC` (a web page)."""
    settings, model = renderer.site.settings, story.story
    day = csl_date(model.updated or model.published).get("date-parts", [[]])[0]
    rows = [
        ("TY", "ELEC"),
        ("ID", story.slug),
        # One name, not a last name with a first name behind a comma.
        ("AU", settings.publisher.name.replace(",", " ")),
        ("TI", model.title),
        ("T2", settings.title),
        ("PB", settings.publisher.name),
        ("PY", "".join(f"{part:04d}" for part in day[:1])),
        ("DA", _ris_date(day)),
        ("UR", _url(renderer, story)),
        ("LA", language(renderer, story)),
        ("AB", summary(story)),
        *(("KW", topic) for topic in model.topics),
    ]
    lines = [f"{tag}  - {' '.join(text.split())}" for tag, text in rows if text]
    text = "".join(f"{line}\r\n" for line in [*lines, "ER  - "])
    return DataFile(story_path(story, "ris"), text.encode(), story.place.file)


def story_reference(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.cite.json`: the story as an item of CSL-JSON; `.csl.json` lists its sources."""
    settings, model = renderer.site.settings, story.story
    item = without_empty(
        id=story.slug,
        type="webpage",
        title=model.title,
        author=[{"literal": settings.publisher.name}],
        **{"container-title": settings.title},
        publisher=settings.publisher.name,
        issued=csl_date(model.updated or model.published),
        **({"original-date": csl_date(model.published)} if model.updated else {}),
        URL=_url(renderer, story),
        language=language(renderer, story),
        abstract=summary(story),
        keyword=", ".join(model.topics),
    )
    return json_file(story_path(story, "cite.json"), [item], story)


def _url(renderer: Renderer, story: ResolvedStory) -> str:
    """The story's whole address; empty if the site has none."""
    to = addresses(renderer, "")
    return to.page(story_address(story.slug)) if base_address(renderer) else ""


def _tex(text: str) -> str:
    signs = _TEX if _pair(text) else _TEX | _LONE_BRACES
    return _TEX_CHAR.sub(lambda found: signs[found[0]], " ".join(text.split()))


def _pair(text: str) -> bool:
    """Whether each closing brace has an opening one before it, and none is left over."""
    depth = 0
    for char in text:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


def _tex_language(tag: str) -> str:
    """The name that TeX's packages have for a language; empty if CLDR's has more than letters."""
    name = str(Locale.parse(tag, sep="-").get_language_name("en") or "").lower()
    return name if re.fullmatch("[a-z]+", name) else ""


def _ris_date(day: list[int]) -> str:
    """`2018/04/27/`, with the places of what is not known left empty."""
    parts = [f"{part:0{width}d}" for part, width in zip(day, (4, 2, 2), strict=False)]
    return "/".join([*parts, *[""] * (4 - len(parts))]) if parts else ""
