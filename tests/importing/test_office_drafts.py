"""Drafts of office programs: notes, links, headings, citations of Zotero's, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from generator.archive.office import notes as notes_of_office
from generator.importing.draft import NOTE_MARK
from generator.importing.failure import ImportFailure
from generator.importing.office import read_docx, read_odt
from tests.archive.test_office import docx, field, odt, p, r, tp, zipped
from tests.importing.support import run_import, site_with_copy
from tests.importing.test_drafts import errors, marked, story
from tests.sites import files_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADING = '<w:outlineLvl w:val="{}"/>'
ITEM = {
    "type": "article-newspaper", "title": "Town mourns", "container-title": "The Gazette",
    "issued": {"date-parts": [[2031, 4, 5]]}, "URL": "https://gazette.example/mourns",
}  # fmt: skip
ZOTERO = escape(
    f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [{'itemData': ITEM}]})}"
)


def ref(number: int, properties: str = '<w:vertAlign w:val="superscript"/>') -> str:
    mark = f'<w:footnoteReference w:id="{number}"/>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{mark}</w:r>"


def notes(*texts: str) -> str:
    """The part with the notes; they have the ids 2, 3, …"""
    made = "".join(
        f'<w:footnote w:id="{number}">{text}</w:footnote>' for number, text in enumerate(texts, 2)
    )
    return f'<w:footnotes xmlns:w="{W}" xmlns:r="{R}">{made}</w:footnotes>'


def word(body: str, *texts: str, **parts: str) -> bytes:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId9" Type="hyperlink" TargetMode="External"'
        ' Target="https://tide-post.example/bell-gone"/></Relationships>'
    )
    return docx(body, **{
        "word/footnotes.xml": notes(*texts), "word/_rels/footnotes.xml.rels": links, **parts,
    })  # fmt: skip


def link(text: str) -> str:
    return f'<w:hyperlink r:id="rId9">{r(text)}</w:hyperlink>'


DRAFT = word(
    p(r("The bell of Ostermill"), properties=HEADING.format(0))
    + p(r("A bell left its belfry by night."), ref(3))
    + p(r("What it was"), properties=HEADING.format(1))
    + p(r('It weighed "some 900 kilograms".'), ref(2), r(" The town “mourns its bell”."), ref(4))
    + p(r("Left out: "), f"<w:del>{r('never')}</w:del>", r("10"), ref(3), r("2", "<w:vanish/>"))
    + "<w:tbl><w:tr><w:tc>" + p(r("In a cell.")) + "<w:tbl><w:tr><w:tc>" + p(r("And in it."))
    + "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
    p(r("See "), link("The Tide Post")),
    p(r("https://tide-post.example/bell-gone")),
    p(field(ZOTERO, r("Town mourns, 2031"))),
    p(r("Nobody refers to this")),
)  # fmt: skip


def test_a_word_draft_becomes_a_story(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    result = run_import(site, "draft.docx", DRAFT)
    assert result.exit_code == 0, result.output
    made = story(site, "the-bell-of-ostermill")
    assert "  A bell left its belfry by night. [editor]\n" in made
    assert '      It weighed "some 900 kilograms". [@post-weight]\n' in made
    assert "      The town “mourns its bell”. [@the-gazette-2031-mourns-its-bell]\n" in made
    assert "      Left out: 10 [editor]\n" in made
    assert "    title: What it was\n" in made
    assert "      In a cell. [editor]\n\n      And in it. [editor]\n" in made
    assert "2 × table" in result.output
    assert "Nobody refers to this" in result.output
    assert errors(site) == []


def test_notes_are_numbered_as_readers_see_them() -> None:
    draft = read_docx(DRAFT)
    assert marked(draft)[1:4:2] == [
        ("A bell left its belfry by night.", ["1"]),
        ('It weighed "some 900 kilograms".', ["2"]),
    ]
    urls = {note.label: [each.url for each in note.references] for note in draft.notes}
    assert urls["2"] == ["https://tide-post.example/bell-gone"]
    assert urls["3"] == ["https://gazette.example/mourns"]


def test_links_and_citations_in_the_text_are_notes() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId9" Type="hyperlink" TargetMode="External"'
        ' Target="https://a.example/"/></Relationships>'
    )
    body = p(
        link("One") + r(" here. "),
        field(' HYPERLINK "https://b.example/" ', r("Two")) + r(" "),
        field(ZOTERO, r("(Quill)")) + r(". ") + field("HYPERLINK \\l here", r("Three")),
    )
    draft = read_docx(docx(body, **{"word/_rels/document.xml.rels": rels}))
    (paragraph,) = draft.paragraphs
    assert NOTE_MARK.sub("^", paragraph.text) == "One^ here. Two^ (Quill)^. Three"
    assert [
        draft.notes[int(mark[1])].references[0].url for mark in NOTE_MARK.finditer(paragraph.text)
    ] == ["https://a.example/", "https://b.example/", "https://gazette.example/mourns"]


NOTE = (
    '<text:note text:note-class="{}"><text:note-citation>{}</text:note-citation>'
    "<text:note-body><text:p>{}</text:p></text:note-body></text:note>"
)
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def test_an_odt_draft_becomes_a_story(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    to = f'<text:a {XLINK} xlink:href="https://tide-post.example/bell-gone">The Tide Post</text:a>'
    body = (
        '<text:h text:outline-level="1">The bell</text:h>'
        + tp("A bell left by night." + NOTE.format("footnote", "1", to))
        + '<text:h text:outline-level="2">More</text:h>'
        + tp(f'It weighed "some 900 kilograms".{NOTE.format("endnote", "1", to)} See {to}.')
        + "<table:table><table:table-row><table:table-cell>" + tp("In a cell.")
        + "</table:table-cell></table:table-row></table:table>"
    )  # fmt: skip
    result = run_import(site, "draft.odt", odt(body))
    assert result.exit_code == 0, result.output
    made = story(site, "the-bell")
    assert '      It weighed "some 900 kilograms". [@post-weight]\n' in made
    assert "      See The Tide Post. [editor]\n\n      In a cell. [editor]\n" in made
    assert "rests on post in the draft" in result.output
    assert errors(site) == []


def test_a_note_may_have_several_marks(tmp_path: Path) -> None:
    mark = f'<w:bookmarkStart w:id="0" w:name="_Ref1"/>{ref(2)}<w:bookmarkEnd w:id="0"/>'
    up = '<w:vertAlign w:val="superscript"/>'
    body = p(r("One"), mark, r(". Two "), field(" NOTEREF _Ref1 \\h ", r("1", up)), r("."))
    assert marked(read_docx(word(body, p(r("https://a.example/"))))) == [
        ("One.", ["1"]), ("Two.", ["1"]),
    ]  # fmt: skip
    note = NOTE.format("footnote", "1", "x").replace("<text:note ", '<text:note text:id="n" ')
    again = '<text:note-ref text:ref-name="n">1</text:note-ref>'
    other = '<text:note-ref text:ref-name="?">9</text:note-ref>'
    body = tp(f"One{note}. Two {again}. Three {other}.")
    assert marked(read_odt(odt(body))) == [("One.", ["1"]), ("Two.", ["1"]), ("Three 9.", [])]


def test_titles_are_told_by_their_style() -> None:
    style = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="Title"/></w:style>'
    based = '<w:style w:type="paragraph" w:styleId="T2"><w:basedOn w:val="T1"/></w:style>'
    styles = f'<w:styles xmlns:w="{W}">{style}{based}</w:styles>'
    body = p(r("Title"), properties='<w:pStyle w:val="T2"/>') + p(r("Text"))
    read = read_docx(docx(body, **{"word/styles.xml": styles}))
    assert [each.level for each in read.paragraphs] == [1, 0]
    read = read_odt(odt(tp("Title", "Title") + tp("Text", "Subtitle") + tp("Text")))
    assert [each.level for each in read.paragraphs] == [1, 0, 0]


def test_broken_notes_are_told() -> None:
    draft = read_docx(word(p(r("Text."), ref(7)), p(r("Alone"))))
    assert "The mark of note '1' has no note." in draft.remarks
    assert any("Alone" in remark for remark in draft.remarks)


def test_macros_are_not_looked_at(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    data = docx(p(r("Text of a draft.")), **{"word/vbaProject.bin": "Shell"})
    result = run_import(site, "draft.docm", data)
    assert result.exit_code == 0, result.output
    assert "It holds macros. They were not looked at." in result.output


DEEP = "<w:tbl><w:tr><w:tc>" * 60 + p(r("x")) + "</w:tc></w:tr></w:tbl>" * 60
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
ENCRYPTED = (
    f'<m:manifest xmlns:m="{MANIFEST}"><m:file-entry><m:encryption-data/></m:file-entry>'
    "</m:manifest>"
)
BROKEN = [
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "encrypted, or was saved by an old Word"),
    ("a.docx", b"PK\x03\x04", "is no zip file"),
    ("a.docx", b"", "is no zip file"),
    ("a.docx", zipped({"a": "b"}), "is no Word document"),
    ("a.docx", docx(DEEP), "elements inside each other"),
    ("a.docx", zipped({"word/document.xml": f"{BOMB}<a>&b;</a>"}), "with a document type"),
    ("a.docx", zipped({"word/document.xml": "<a>"}), "no XML, or broken"),
    ("a.docx", word(p(*(ref(n) for n in range(10_000)))), "more than 5,000 notes"),
    ("a.docx", docx(""), "has no text"),
    ("a.odt", zipped({"META-INF/manifest.xml": ENCRYPTED, "content.xml": "<a/>"}), "is encrypted"),
    ("a.odt", zipped({"a": "b"}), "is no OpenDocument text"),
    ("a.odt", odt(tp(NOTE.format("footnote", "", "x") * 10_000)), "more than 5,000 notes"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "why"), BROKEN, ids=[why for _, _, why in BROKEN])
def test_what_is_broken_is_refused(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    site = site_with_copy(tmp_path / "site")
    before = files_of(site)
    result = run_import(site, name, data)
    assert result.exit_code == 2, result.output
    assert why in result.output
    assert "nothing was written" in result.output
    assert files_of(site) == before


@pytest.mark.parametrize(
    "code",
    [
        "CSL_CITATION {",
        "CSL_CITATION {}",
        "CSL_CITATION",
        'CSL_CITATION {"citationItems": [3, {"itemData": []}]}',
    ],
)
def test_fields_that_cannot_be_read_are_words(code: str) -> None:
    draft = read_docx(docx(p(field(escape(code), r("Words")))))
    assert "Words" in draft.paragraphs[0].text


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes_of_office, "MAX_UNPACKED", 1_000)
    for read, data in ((read_docx, docx(p(r("x" * 2_000)))), (read_odt, odt(tp("x" * 2_000)))):
        with pytest.raises(ImportFailure, match="unpacks to more than 1,000 bytes"):
            read(data)


def test_readers_say_that_they_failed() -> None:
    for read in (read_docx, read_odt):
        with pytest.raises(ImportFailure):
            read(b"x")


def test_marks_in_a_file_are_no_marks() -> None:
    text = "a\ufdd20\ufdd3b \ufdd51 c"
    for read, data in ((read_docx, docx(p(r(text)))), (read_odt, odt(tp(text)))):
        (paragraph,) = read(data).paragraphs
        assert (paragraph.text, paragraph.level) == ("a0b 1 c", 0)
