"""Catalogues of interface texts: whole, right, current, and complete for every page."""

from __future__ import annotations

import dataclasses
import re
import string
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import html5lib
import pytest
from babel.messages import Catalog
from pydantic import BaseModel

from generator.diagnostics import Place
from generator.geography import open_atlas
from generator.index import Link, LinkKind, Overlap, Relations, SharedRun
from generator.model import LockedQuotation
from generator.render import SITE_PAGES, Fragment, Heading, Page, make_page, make_source, make_story
from generator.render.catalogue import problems, read_catalogue
from tests.compiled import renderer_of
from tests.support import DEMO, ROOT, clean, make_site, page_html

sys.path.insert(0, str(ROOT / "tools"))
import catalogue

FILES = catalogue.catalogues()
LANGUAGES = ["ar", "de", "fr"]


@pytest.fixture(scope="module")
def texts() -> Catalog:
    return catalogue.collected()


def test_the_package_speaks_these_languages() -> None:
    assert [path.stem for path in FILES] == LANGUAGES


def test_the_template_is_current(texts: Catalog) -> None:
    told = "run 'make catalogue', then translate what is new"
    assert catalogue.TEMPLATE.read_text("utf-8") == catalogue.po_text(texts), told


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('wording.text("One")', ["One"]),
        ('text("One " "and two")', ["One and two"]),
        ("f'<p>{wording.text(\"One\")}</p>{text(\"Two\")!r:>{len(text(\"Three\"))}}'",
         ["One", "Two", "Three"]),
        ('text("{who} says {what}", who=text("Someone"))', ["{who} says {what}", "Someone"]),
        ('a.b.count(len(c), "{n} bell", "{n} bells")', [("{n} bell", "{n} bells")]),
        ('[some(n, "{n} bell", "{n} bells") for n in x]', [("{n} bell", "{n} bells")]),
        ('text(name); text(f"{name}"); text(""); count(1); x.count("a"); other("One")', []),
    ],
)  # fmt: skip
def test_texts_are_found_wherever_they_stand_in_code(
    code: str, texts: list[str | tuple[str, ...]]
) -> None:
    assert list(catalogue.in_code(code)) == texts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_translated(path: Path, texts: Catalog) -> None:
    rows = catalogue.left(path, texts)
    assert rows == [], "run 'make catalogue', then translate:\n" + "\n".join(rows)
    again = catalogue.po_text(catalogue.updated(path, texts), path.stem)
    assert path.read_text("utf-8") == again, "run 'make catalogue'"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_line_of_a_translation_is_of_another_hand(path: Path) -> None:
    """Apostrophes and spaces are those of the language; white space is that of the text."""
    for message in read_catalogue(path, path.stem):
        strings = [message.string] if isinstance(message.string, str) else message.string
        source = message.id if isinstance(message.id, str) else message.id[0]
        for text in strings if message.id else ():
            assert "'" not in text
            assert not re.search(" [:;!?»]|« ", text), text
            assert bool(text[-1:].isspace()) == bool(source[-1:].isspace()), text
            assert text[-1:] in ".。:؟" or source[-1:] not in ".:", text


@pytest.mark.parametrize(
    ("text", "translation", "why"),
    [
        ("{n} from {who}", "{n} von {wer}", "'{who}' of"),
        ("{n} from {who}", "{n} von {who} {", "'{' in"),
        ("Published %(date)s", "Am Tag", "'%(date)s' of"),
        ("Close", "100 %", "'%' in"),
        ("Close", "<b>Zu</b>", "'</b>', '<b>' in"),
        ("Close", "Zu & weg", "'&' in"),
        ("Close", 'Zu" onclick="x', "'\"' in"),
        ("<code>%(f)s</code>", "%(f)s", "'</code>', '<code>' of"),
    ],
)
def test_what_a_translation_must_not_do(text: str, translation: str, why: str) -> None:
    catalog = Catalog(locale="de")
    catalog.add(text, translation)
    ((_, message),) = problems(catalog)
    assert why in message


def test_one_and_two_may_go_without_a_figure_where_their_form_says_it() -> None:
    arabic, german, french = Catalog(locale="ar"), Catalog(locale="de"), Catalog(locale="fr")
    for catalog, forms in (
        (arabic, ("none", "one", "two", "{n} a", "{n} b", "{n} c")),
        (german, ("one", "{n} a")),
        (french, ("one", "{n} a")),  # in French, the first form is also that of zero
    ):
        catalog.add(("{n} a", "{n} as"), forms)
    assert not list(problems(arabic))
    assert not list(problems(german))
    assert len(list(problems(french))) == 1


# ---- The whole interface, in other letters ----

PSEUDO = "ka"  # its dates, countries and languages have no Latin letters in CLDR
GEORGIAN = "აბგდევზთიკლმნოპჟრსტუფქღყშჩ"
AWAY = str.maketrans(string.ascii_letters, GEORGIAN * 2)
# Fields that hold what machines read. All other text is put into other letters, so that every
# Latin letter on a page is the interface's.
KEEP = {
    "a", "accessed", "address", "anchor", "archive_url", "archived_as", "b", "cited_by", "contact",
    "country", "date", "digest", "disputed", "file", "follows", "href", "id", "language",
    "licence_address", "operation", "other", "place", "published", "quotation", "quotations",
    "looked", "read_next", "same_as", "same_statement", "same_statement_as", "see_also", "seen",
    "since", "slug", "source", "sources", "statements", "tag", "term", "term_stories", "updated",
    "url",
}  # fmt: skip
NAMES = re.compile(
    r"BibTeX|RIS|CSL-JSON|https?://\S+|sha256:\S+|content/\S+\.yml|Natural Earth, .*public domain"
)
ATTRIBUTES = re.compile("title|alt|placeholder|aria-label|data-.*")
FOR_MACHINES = re.compile(
    "data-(edtf|canvas|leaflet|leaflet-style|world|meridian|frame|country|spot|operation|role|place"
    "|of|same|kind|lens|page|differs|live|embed|code|height|quotations|digest|originalurl|versionurl"
    "|versiondate)"
)


def foreign(value: Any, name: str = "") -> Any:
    """A piece of content with its texts in other letters."""
    if isinstance(value, StrEnum | Place) or (isinstance(value, str) and name in KEEP):
        return value
    if isinstance(value, str):
        return value.translate(AWAY)
    if isinstance(value, BaseModel):
        names = list(type(value).model_fields)
        return value.model_copy(
            update={name: foreign(getattr(value, name), name) for name in names}
        )
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return dataclasses.replace(
            value, **{name: foreign(getattr(value, name), name) for name in names}
        )
    if isinstance(value, tuple) and (names := getattr(value, "_fields", None)):
        return type(value)(*map(foreign, value, names))
    if isinstance(value, tuple | list):
        return type(value)(foreign(each, name) for each in value)
    if isinstance(value, Mapping):
        changed = {key: foreign(each, name) for key, each in value.items()}
        return type(value)(changed) if isinstance(value, dict) else changed  # type: ignore[call-arg]
    return value


def pseudo(text: str) -> str:
    """A text of the interface in other letters, with its marks as they are."""
    pieces = re.split(r"(\{\w*\}|%\(\w+\)s|<[^>]*>)", text)
    return "".join(p if at % 2 else p.translate(AWAY) for at, p in enumerate(pieces))


def with_foreign_marks(locked: LockedQuotation) -> LockedQuotation:
    """A lock's entry with what was put into the quotation in other letters."""
    insertions = [
        each.model_copy(
            update={name: text.translate(AWAY) for name, text in each.model_dump().items()}
        )
        for each in locked.insertions
    ]
    return locked.model_copy(update={"insertions": insertions})


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory, texts: Catalog) -> list[Page]:
    """The demo with content and interface in other letters."""
    folder = make_site(tmp_path_factory.mktemp("pseudo") / "site", base=DEMO)
    catalog = Catalog(locale=PSEUDO)
    for message in texts:
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = tuple(map(pseudo, forms))
            catalog.add(
                message.id, strings if len(forms) > 1 else strings[0], context=message.context
            )
    own = folder / "site-templates" / "locale" / f"{PSEUDO}.po"
    own.parent.mkdir(parents=True)
    own.write_text(catalogue.po_text(catalog, PSEUDO), "utf-8")
    site = clean(folder, drafts=True).site
    assert site
    # A kind of link between sources that the demo has not.
    link = Link("gull-wire", "tide-post", LinkKind.TEXT, "x", joins=True, words=21)
    overlap = Overlap("gull-wire", "tide-post", 21, 0.5, 0.25, (SharedRun(
        "gull-wire", "tide-post", 21, 0, 9, 0, 9, "x", "it rang and rang"),),
    )  # fmt: skip
    relations = {
        id: Relations(
            foreign([*each.links, link] if id in (link.a, link.b) else each.links),
            [(source, foreign(ruling)) for source, ruling in each.rulings],
            foreign([*each.overlaps, overlap] if id in (link.a, link.b) else each.overlaps),
        )
        for id, each in site.relations.items()
    }
    terms = {
        id: dataclasses.replace(
            each, term=each.term.model_copy(update={"term": each.term.term.translate(AWAY)})
        )
        for id, each in site.terms.items()
    }
    spellings = {
        id: {text.translate(AWAY): sources for text, sources in each.items()}
        for id, each in site.spellings.items()
    }
    changed = dataclasses.replace(
        foreign(site),
        relations=relations,
        verified={id: with_foreign_marks(locked) for id, locked in site.verified.items()},
        spellings=type(site.spellings)(spellings),  # type: ignore[call-arg]
        terms={id: foreign(terms[id]) for id in site.terms},
        settings=foreign(site.settings).model_copy(update={"language": PSEUDO}),
        # No page shows them.
        search=site.search,
        map_frames=site.map_frames,
    )
    renderer = renderer_of(changed, folder, atlas=open_atlas(folder))
    made = [
        *(make_story(renderer, slug) for slug in changed.stories),
        *(make_source(renderer, id) for id in changed.sources),
        *(make_page(renderer, name) for name in SITE_PAGES),
    ]
    return [page for each in made for page in each.pages]


def shown(page: Page) -> Iterator[tuple[str, str]]:
    """Every text that a reader can see or hear, and where it stands."""
    yield "title", page.title
    yield "description", page.description
    for block in page.blocks:
        if isinstance(block, Heading):
            yield "heading", block.text
    tree = html5lib.parseFragment(page_html(page), namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "code"):
            continue
        for name, value in element.attrib.items():
            if ATTRIBUTES.fullmatch(str(name)) and not FOR_MACHINES.fullmatch(str(name)):
                yield f"{element.tag} {name}", value
        yield element.tag, element.text or ""
        for child in element:
            yield element.tag, child.tail or ""


def test_no_text_of_the_interface_escapes_translation(rendered: list[Page]) -> None:
    found = sorted(
        {
            f"{page.kind}: {where}: {' '.join(text.split())}"
            for page in rendered
            for where, text in shown(page)
            if re.search("[A-Za-z]", NAMES.sub("", text))
        }
    )
    assert found == [], "not marked for translation:\n" + "\n".join(found)
    assert len({page.kind for page in rendered}) >= 12


def test_a_text_that_is_not_marked_would_be_found() -> None:
    html = '<p title="One">Two <b>Три</b> three<br data-label="Four" data-edtf="2031-04"></p>'
    page = Page("x", "Five", "", "x", (Heading(1, "top", "Шесть"), Fragment(html)), "", "")
    texts = [text for _, text in shown(page) if re.search("[A-Za-z]", text)]
    assert texts == ["Five", "One", "Two ", " three", "Four"]
