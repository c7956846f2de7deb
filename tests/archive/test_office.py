"""Office files as a reader sees them: each row is what stands in a file, and what is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.archive import Copy, Unreadable, read_copy
from generator.archive.copytext import Mark
from generator.archive.raised import lowered, raised

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>
<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Based"><w:basedOn w:val="Gone"/></w:style>
<w:style w:type="character" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="character" w:styleId="Back"><w:basedOn w:val="Gone"/>
  <w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Raised">
  <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="GonePara"><w:rPr><w:vanish/></w:rPr></w:style>
"""
_PARTS = {
    "word/styles.xml": f"<w:styles {_SPACES}>{_STYLES}</w:styles>",
    "word/footnotes.xml": (
        f'<w:footnotes {_SPACES}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>Rule</w:t>'
        '</w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>Note two'
        '</w:t></w:r></w:p></w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>Unused</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    ),
    "word/header1.xml": f"<w:hdr {_SPACES}><w:p><w:r><w:t>Head line</w:t></w:r></w:p></w:hdr>",
    "word/comments.xml": f"<w:comments {_SPACES}><w:comment><w:p><w:r><w:t>Remark</w:t></w:r></w:p>"
    "</w:comment></w:comments>",
    "word/_rels/document.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATION}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="rId3" Type="{_RELATION}/header" Target="/word/header1.xml"/>'
        f'<Relationship Id="rId4" Type="{_RELATION}/comments" Target="comments.xml"/>'
        "</Relationships>"
    ),
}


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body."""
    document = f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>"
    return zipped({"word/document.xml": document, **_PARTS, **parts})


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def field(code: str, result: str) -> str:
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


UP = '<w:vertAlign w:val="superscript"/>'
BOX = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
DOCX = [
    ("words", p(r("Plain "), r("wo"), r("rds")), "Plain words"),
    ("paragraphs", p(r("One")) + p(r("Two")), "One|Two"),
    ("deleted", p(r("Not "), f"<w:del>{r('denied')}</w:del>", r("said")), "Not said"),
    (
        "deleted text",
        p("<w:del><w:r><w:delText>denied</w:delText></w:r></w:del>", r("said")),
        "said",
    ),
    ("inserted", p(r("He "), f"<w:ins>{r('never ')}</w:ins>", r("said")), "He never said"),
    ("moved", p(f"<w:moveFrom>{r('from')}</w:moveFrom>", f"<w:moveTo>{r('to')}</w:moveTo>"), "to"),
    ("deleted in inserted", p(r("A"), f"<w:ins><w:del>{r('x')}</w:del>{r('B')}</w:ins>"), "AB"),
    ("deleted end", p(r("har"), properties="<w:rPr><w:del/></w:rPr>") + p(r("bour")), "harbour"),
    (
        "deleted row",
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p(r("Row")) + "</w:tc></w:tr>"
        "<w:tr><w:tc>" + p(r("Kept")) + "</w:tc></w:tr></w:tbl>",
        "Kept",
    ),
    (
        "cells",
        "<w:tbl><w:tr><w:tc>" + p(r("a")) + "</w:tc><w:tc>" + p(r("b")) + "</w:tc></w:tr></w:tbl>",
        "a|b",
    ),
    ("hidden", p(r("Seen "), r("hidden", "<w:vanish/>")), "Seen"),
    ("not hidden", p(r("Seen "), r("too", '<w:vanish w:val="false"/>')), "Seen too"),
    ("hidden by style", p(r("A"), r("x", '<w:rStyle w:val="Gone"/>')), "A"),
    ("hidden by the style below", p(r("A"), r("x", '<w:rStyle w:val="Based"/>')), "A"),
    ("shown again", p(r("A"), r("x", '<w:rStyle w:val="Back"/>')), "Ax"),
    ("style in a circle", p(r("A"), r("x", '<w:rStyle w:val="Loop"/>')), "Ax"),
    ("hidden paragraph", p(r("x"), properties='<w:pStyle w:val="GonePara"/>') + p(r("A")), "A"),
    ("struck", p(r("Admits", "<w:strike/>"), r("Denies")), "Denies"),
    ("struck twice", p(r("Admits", "<w:dstrike/>"), r("Denies")), "Denies"),
    ("not struck", p(r("Denies", '<w:strike w:val="0"/>')), "Denies"),
    (
        "note",
        p(r("firm"), '<w:r><w:footnoteReference w:id="2"/></w:r>', r(" all night")),
        "firm all night|Note two",
    ),
    (
        "note of deleted words",
        p(r("A"), '<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'),
        "A",
    ),
    ("typed mark", p(r("firm"), r("3", UP), r(" all night")), "firm all night"),
    ("exponent", p(r("10"), r("6", UP), r(" grains")), "10⁶ grains"),
    ("exponent in parts", p(r("10"), r("1", UP), r("2", UP)), "10¹²"),
    ("negative exponent", p(r("10"), r("-3", '<w:rStyle w:val="Raised"/>')), "10⁻³"),
    ("square", p(r("5 km"), r("2", UP), r(" of land")), "5 km² of land"),
    ("ordinal", p(r("the 1"), r("st", UP), r(" day")), "the 1st day"),
    ("lowered", p(r("H"), r("2", '<w:vertAlign w:val="subscript"/>'), r("O")), "H₂O"),
    (
        "formula",
        p(
            "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r>"
            "</m:sup></m:sSup></m:oMath>"
        ),
        "10⁶",
    ),
    (
        "fraction",
        p(
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
            "</m:den></m:f></m:oMath>"
        ),
        "1/2",
    ),
    ("field", p(r("On "), field("DATE secret", r("May")), r(" 1")), "On May 1"),
    ("field in a field", p(field("IF " + field("NAME", r("inner")), r("outer"))), "outer"),
    ("simple field", p(f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>'), "7"),
    (
        "link",
        p(f'<w:hyperlink r:id="rId9">{r("linked")}</w:hyperlink>', r(" words")),
        "linked words",
    ),
    ("comment", p(r("A"), '<w:r><w:commentReference w:id="0"/></w:r>', r("B")), "AB"),
    (
        "box once",
        p(
            r("A "),
            "<mc:AlternateContent><mc:Choice><w:r>" + BOX + "</w:r></mc:Choice>"
            "<mc:Fallback><w:pict><v:textbox>" + BOX + "</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent>",
            r("B"),
        ),
        "A B|Boxed",
    ),
    (
        "old box",
        p(r("A "), f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>", r("B")),
        "A B|Boxed",
    ),
    ("header", p(r("A")) + '<w:sectPr><w:headerReference r:id="rId3"/></w:sectPr>', "A|Head line"),
    (
        "header of a part",
        p(r("A"), properties='<w:sectPr><w:headerReference r:id="rId3"/></w:sectPr>') + p(r("B")),
        "A|B|Head line",
    ),
    ("tab and break", p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a b c"),
    (
        "ruby",
        p(
            "<w:r><w:ruby><w:rt>"
            + r("reading")
            + "</w:rt><w:rubyBase>"
            + r("base")
            + "</w:rubyBase></w:ruby></w:r>"
        ),
        "base",
    ),
    (
        "content control",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('inside'))}</w:sdtContent></w:sdt>",
        "inside",
    ),
]


def lines(tmp_path: Path, name: str, data: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    copy = read_copy(path, None)
    assert isinstance(copy, Copy), copy
    shown = [" ".join(line.split()) for line in copy.text.replace("\n", "|").split("|")]
    return "|".join(shown)


@pytest.mark.parametrize(("body", "right"), [row[1:] for row in DOCX], ids=[row[0] for row in DOCX])
def test_word(tmp_path: Path, body: str, right: str) -> None:
    read = lines(tmp_path, "a.docx", docx(body))
    assert read == (right if "break" not in body and "<w:br/>" not in body else "a b|c")


OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODF = " ".join(
    f'xmlns:{name}="{OASIS}:{space}:1.0"'
    for name, space in {"office": "office", "text": "text", "style": "style", "table": "table",
                        "draw": "drawing", "svg": "svg-compatible"}.items()
)  # fmt: skip


def style(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" '
        f'style:parent-style-name="{parent}">'
        f"<style:text-properties {properties}/></style:style>"
    )


_ODT_STYLES = (
    style("Hidden", 'text:display="none"')
    + style("Shown", 'text:display="true"', parent="Hidden")
    + style("Below", "", parent="Hidden")
    + style("Struck", 'style:text-line-through-style="solid"')
    + style("Typed", 'style:text-line-through-type="double"')
    + style("Whole", 'style:text-line-through-style="none"')
    + style("Up", 'style:text-position="super 58%"')
    + style("Higher", 'style:text-position="33% 58%"')
    + style("Down", 'style:text-position="sub 58%"')
    + style("GonePara", 'text:display="none"', "paragraph")
)
_ODT_COMMON = (
    f"<office:document-styles {_ODF}><office:master-styles><style:master-page><style:header>"
    "<text:p>Head line</text:p></style:header><style:footer><text:p>Foot line</text:p>"
    "</style:footer></style:master-page></office:master-styles></office:document-styles>"
)


def odt(body: str, **parts: str) -> bytes:
    """An OpenDocument text with this body."""
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{_ODT_STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **parts}
    )


def span(text: str, name: str) -> str:
    return f'<text:span text:style-name="{name}">{text}</text:span>'


def tp(text: str, name: str = "") -> str:
    return f'<text:p text:style-name="{name}">{text}</text:p>'


NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>Note one</text:p></text:note-body></text:note>"
)
ODT = [
    ("words", tp("Plain <text:span>wo</text:span>rds"), "Plain words"),
    ("paragraphs", "<text:h>Head</text:h>" + tp("One") + tp("Two"), "Head|One|Two"),
    (
        "deleted",
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info/>"
        + tp("Deleted")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
        + tp('Ke<text:change text:change-id="a"/>pt'),
        "Kept",
    ),
    ("inserted", tp("A <text:change-start/>new<text:change-end/> B"), "A new B"),
    ("hidden", tp("A" + span("x", "Hidden")), "A"),
    ("hidden by the style below", tp("A" + span("x", "Below")), "A"),
    ("shown again", tp("A" + span("B", "Shown")), "AB"),
    ("shown within hidden", tp("A" + span("x" + span("B", "Shown"), "Hidden")), "AB"),
    ("hidden paragraph style", tp("x", "GonePara") + tp("A"), "A"),
    ("hidden paragraph", tp('<text:hidden-paragraph text:is-hidden="true"/>x') + tp("A"), "A"),
    ("hidden text", tp('A<text:hidden-text text:is-hidden="true">x</text:hidden-text>'), "A"),
    (
        "hidden section",
        f'<text:section text:display="none">{tp("x")}</text:section>' + tp("A"),
        "A",
    ),
    ("section", f"<text:section>{tp('A')}</text:section>", "A"),
    ("struck", tp(span("Admits", "Struck") + "Denies"), "Denies"),
    ("struck twice", tp(span("Admits", "Typed") + "Denies"), "Denies"),
    ("not struck", tp(span("Denies", "Whole")), "Denies"),
    ("not struck within struck", tp(span("x" + span("Denies", "Whole"), "Struck")), "Denies"),
    ("note", tp(f"firm{NOTE} all night"), "firm all night|Note one"),
    ("comment", tp("A<office:annotation><text:p>Remark</text:p></office:annotation>B"), "AB"),
    ("exponent", tp("10" + span("6", "Up") + " grains"), "10⁶ grains"),
    ("exponent by height", tp("10" + span("6", "Higher")), "10⁶"),
    ("typed mark", tp("firm" + span("3", "Up") + " all"), "firm all"),
    ("lowered", tp("H" + span("2", "Down") + "O"), "H₂O"),
    (
        "box",
        tp("A <draw:frame><draw:text-box>" + tp("Boxed") + "</draw:text-box></draw:frame>B"),
        "A B|Boxed",
    ),
    ("picture", tp("A<draw:frame><draw:image/><svg:title>Alt</svg:title></draw:frame>B"), "AB"),
    (
        "cells",
        "<table:table><table:table-row><table:table-cell>" + tp("a") + "</table:table-cell>"
        "<table:covered-table-cell>" + tp("x") + "</table:covered-table-cell></table:table-row>"
        '<table:table-row table:visibility="collapse"><table:table-cell>'
        + tp("x")
        + "</table:table-cell></table:table-row></table:table>",
        "a",
    ),
    ("spaces", tp('a<text:s text:c="3"/>b<text:tab/>c'), "a b c"),
    ("space", tp("a\n   b"), "a b"),
    (
        "ruby",
        tp(
            "<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>read</text:ruby-text>"
            "</text:ruby>"
        ),
        "base",
    ),
    ("link", tp("<text:a>linked</text:a> words"), "linked words"),
    ("list", "<text:list><text:list-item>" + tp("a") + "</text:list-item></text:list>", "a"),
    ("field", tp("On <text:date>May 1</text:date>"), "On May 1"),
]


@pytest.mark.parametrize(("body", "right"), [row[1:] for row in ODT], ids=[row[0] for row in ODT])
def test_opendocument(tmp_path: Path, body: str, right: str) -> None:
    assert lines(tmp_path, "a.odt", odt(body)) == right


def test_headers_and_footers_of_an_opendocument_stand_apart(tmp_path: Path) -> None:
    data = odt(tp("Body"), **{"styles.xml": _ODT_COMMON})
    assert lines(tmp_path, "a.odt", data) == "Body|Head line|Foot line"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(p(r("One")) + p() + p(r("Two")) + p(r("Three")))),
        ("a.odt", odt(tp("One") + tp("") + tp("Two") + tp("Three"))),
    ],
)
def test_paragraphs_are_counted_as_readers_count(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    copy = read_copy(path, None)
    assert isinstance(copy, Copy)
    assert [
        (each.mark, each.number, copy.text[each.start : each.end]) for each in copy.stretches
    ] == [
        (Mark.PARAGRAPH, 1, "One"),
        (Mark.PARAGRAPH, 2, "Two"),
        (Mark.PARAGRAPH, 3, "Three"),
    ]


BAD = [
    ("a.docx", b"no zip", "is no zip file"),
    ("a.docx", zipped({"a": "b"}), "is no Word document"),
    ("a.docx", zipped({"word/document.xml": "<a"}), "is no XML"),
    ("a.docx", zipped({"word/document.xml": "<!DOCTYPE a><a/>"}), "document type"),
    ("a.odt", zipped({"a": "b"}), "is no OpenDocument text"),
    ("a.odt", zipped({"content.xml": "x"}), "is no XML"),
    ("a.odt", odt(tp("A"), **{"META-INF/manifest.xml": (
        f'<m:manifest xmlns:m="{OASIS}:manifest:1.0"><m:file-entry><m:encryption-data/>'
        "</m:file-entry></m:manifest>")}), "is encrypted"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "message"), BAD)
def test_what_is_no_office_file(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    copy = read_copy(path, None)
    assert isinstance(copy, Unreadable)
    assert message in copy.message


def test_an_embedded_document_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p(r("A")) + '<w:altChunk r:id="rId8"/>'))
    copy = read_copy(path, None)
    assert isinstance(copy, Copy)
    assert copy.notes == ("a document that is embedded in it is not read",)


@pytest.mark.parametrize(
    ("before", "text", "right"),
    [
        ("10", "6", "⁶"), ("10", "-3", "⁻³"), ("10", "−3", "⁻³"), ("x", "n", "ⁿ"), ("x", "2", "²"),
        ("5 km", "2", "²"), ("12 m", "3", "³"), ("firm", "1", ""), ("firm.", "12", ""),
        ("firm", "[3]", ""), ("firm", "1, 2", ""), ("firm", "*", ""), ("firm", "a", ""),
        ("3", "e", "e"), ("1", "st", "st"), ("M", "lle", "lle"), ("Na", "+", "⁺"), ("XX", "e", "e"),
        ("Ca", "2+", "²⁺"), ("brand", "TM", "TM"), ("word", "", ""),
    ],
)  # fmt: skip
def test_raised_characters(before: str, text: str, right: str) -> None:
    assert raised(before, text) == right


@pytest.mark.parametrize(("text", "right"), [("2", "₂"), ("max", "max"), ("", "")])
def test_lowered_characters(text: str, right: str) -> None:
    assert lowered(text) == right
