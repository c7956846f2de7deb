"""PDFs as painted: what a reader of their pages sees, in which order, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.archive import Copy, read_copy
from generator.archive.copytext import LINE_END_HYPHEN, Mark
from tests.archive.pdfs_made import image, made, say, stream

KEPT = say("Plain body text here.", 60, 400)
OFF = "/OCProperties<</OCGs[10 0 R]/D<<%s>>>>"
LAYER = b"<</Type/OCG/Name(Draft)>>"
ON_LAYER = "/Properties<</L 10 0 R>>"
SECRET = "Hidden harbour words"
STRIPES = image(bytes(0 if x // 2 % 2 else 255 for _ in range(300) for x in range(300)), 300, 300)
BLANK = image(b"\xff" * 900, 30, 30)
WHOLE = "q 600 0 0 800 0 0 cm /P Do Q\n"


@dataclass(frozen=True)
class Row:
    """A PDF, what has to be among its words, and what must not."""

    name: str
    data: bytes
    seen: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def layered(settings: str, *, group: str = "/OC /L BDC\n", extra: tuple[bytes, ...] = ()) -> bytes:
    content = group + say(SECRET, 60, 500) + "EMC\n" + KEPT
    return made(content, resources=ON_LAYER, catalog=OFF % settings, extra=(LAYER, *extra))


def covered(cover: str, *, text: str = "", **more: str) -> bytes:
    return made((text or say(SECRET, 60, 500)) + cover + KEPT, **more)  # type: ignore[arg-type]


def annotated(entries: str, appearance: str = "", *extra: bytes) -> bytes:
    form = stream(appearance, "/Type/XObject/Subtype/Form/BBox[0 0 300 30]/Resources 3 0 R")
    note = f"<</Type/Annot/Rect[50 490 350 520]/AP<</N 10 0 R>>{entries}>>".encode()
    under = "" if "Tj" in appearance else say("Under the note stand words", 60, 500)
    return made(
        under + KEPT,
        page="/Annots[11 0 R]",
        catalog="/AcroForm<</Fields[11 0 R]>>" + (OFF % "/OFF[12 0 R]").replace("10 0", "12 0"),
        extra=(form, note, *extra),
    )


GS = "/ExtGState<</A<</ca %s>>/M<</BM/Multiply>>/D<</BM/Darken>>>>"
BAR = "50 492 250 22 re f\n"

UNSEEN = [
    Row("invisible", made(say(SECRET, 60, 500, before="3 Tr") + KEPT.replace("Tf", "Tf 0 Tr")), (), (SECRET,)),
    Row("clip only", made("q " + say(SECRET, 60, 500, before="7 Tr") + "Q " + KEPT), (), (SECRET,)),
    Row("layer off", layered("/OFF[10 0 R]"), (), (SECRET,)),
    Row("layer on", layered("/ON[10 0 R]"), (SECRET,)),
    Row("base state off", layered("/BaseState/OFF"), (), (SECRET,)),
    Row("base state off, layer on", layered("/BaseState/OFF/ON[10 0 R]"), (SECRET,)),
    Row("membership of a layer that is off", made(
        "/OC /M BDC\n" + say(SECRET, 60, 500) + "EMC\n" + KEPT,
        resources="/Properties<</M 11 0 R>>", catalog=OFF % "/OFF[10 0 R]",
        extra=(LAYER, b"<</Type/OCMD/OCGs[10 0 R]/P/AllOn>>")), (), (SECRET,)),
    Row("layers within each other", made(
        "/OC /L BDC /OC /N BDC\n" + say(SECRET, 60, 500) + "EMC EMC\n" + KEPT,
        resources="/Properties<</L 10 0 R/N 11 0 R>>", catalog=OFF % "/OFF[10 0 R]",
        extra=(LAYER, LAYER)), (), (SECRET,)),
    Row("layer for print", made(
        "/OC /L BDC\n" + say(SECRET, 60, 500) + "EMC\n" + KEPT, resources=ON_LAYER,
        catalog=OFF % "/ON[10 0 R]/AS[<</Event/View/OCGs[10 0 R]/Category[/View]>>]",
        extra=(b"<</Type/OCG/Name(P)/Usage<</View<</ViewState/OFF>>>>>>",)), (), (SECRET,)),
    Row("form on a layer that is off", made(
        "/X Do\n" + KEPT, resources="/XObject<</X 11 0 R>>", catalog=OFF % "/OFF[10 0 R]",
        extra=(LAYER, stream(say(SECRET, 60, 500),
               "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources 3 0 R/OC 10 0 R"))),
        (), (SECRET,)),
    Row("form", made(
        "/X Do\n" + KEPT, resources="/XObject<</X 10 0 R>>",
        extra=(stream(say(SECRET, 60, 500),
               "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources 3 0 R"),)), (SECRET,)),
    Row("covered within a form", made(
        "/X Do\n" + KEPT, resources="/XObject<</X 10 0 R>>",
        extra=(stream(say(SECRET, 60, 500) + BAR,
               "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources 3 0 R"),)), (), (SECRET,)),
    Row("outside the box of its form", made(
        "/X Do\n" + KEPT, resources="/XObject<</X 10 0 R>>",
        extra=(stream(say(SECRET, 60, 500),
               "/Type/XObject/Subtype/Form/BBox[0 0 600 400]/Resources 3 0 R"),)), (), (SECRET,)),
    Row("outside the crop box", covered("", page="/CropBox[0 0 600 450]"), (), (SECRET,)),
    Row("outside the media box", made(say(SECRET, 60, 900) + KEPT), (), (SECRET,)),
    Row("clipped away", covered("", text="q 0 0 9 9 re W n " + say(SECRET, 60, 500) + "Q "), (), (SECRET,)),
    Row("white on white", covered("", text="1 g " + say(SECRET, 60, 500) + "0 g "), (), (SECRET,)),
    Row("nearly white", covered("", text="0.985 g " + say(SECRET, 60, 500) + "0 g "), (), (SECRET,)),
    Row("grey", covered("", text="0.7 g " + say(SECRET, 60, 500) + "0 g "), (SECRET,)),
    Row("white on black", covered("", text="0 g " + BAR + "1 g " + say(SECRET, 60, 500) + "0 g "), (SECRET,)),
    Row("black on black", covered("", text=BAR + say(SECRET, 60, 500)), (), (SECRET,)),
    Row("blue on blue", covered("", text="0 0 1 rg " + BAR + say(SECRET, 60, 500) + "0 g "), (), (SECRET,)),
    Row("red on green", covered("", text="0 0.5 0 rg " + BAR + "1 0 0 rg " + say(SECRET, 60, 500) + "0 g "), (SECRET,)),
    Row("under a black bar", covered(BAR), (), (SECRET, "Hidden", "words")),
    Row("under a white bar", covered("1 g " + BAR + "0 g "), (), (SECRET,)),
    Row("under a bar drawn as a line", covered("22 w 50 503 m 300 503 l S\n"), (), (SECRET,)),
    Row("under half a bar", covered("50 492 62 22 re f\n"), ("words",), (SECRET, "Hidden")),
    Row("a gap under a white bar", covered("1 g 102 492 48 22 re f 0 g\n", text=say("Visible Aldo Quill tail", 60, 500)), ("Visible █",), ("Aldo", "Visible tail")),
    Row("under a picture", covered("q 250 0 0 22 50 492 cm /P Do Q\n", resources="/XObject<</P 10 0 R>>",
        extra=(BLANK,)), (), (SECRET,)),  # type: ignore[arg-type]
    Row("under a bar that lets through", covered("/A gs " + BAR + "0 g ", resources=GS % 0.5), (SECRET,)),
    Row("under a bar that lets hardly through", covered("/A gs 1 g " + BAR + "0 g ", resources=GS % 0.99), (), (SECRET,)),
    Row("marked by a pen", covered("/M gs 1 1 0 rg " + BAR + "0 g ", resources=GS % 1), (SECRET,)),
    Row("transparent", covered("", text="/A gs " + say(SECRET, 60, 500) + "/B gs ",
        resources="/ExtGState<</A<</ca 0>>/B<</ca 1>>>>"), (), (SECRET,)),
    Row("a line through it", covered("1 w 60 504 m 200 504 l S\n"), (SECRET,)),
    Row("tiny", covered("", text=say(SECRET, 60, 500, size=0.5)), (), (SECRET,)),
    Row("tiny by its matrix", covered("", text="q 0.05 0 0 0.05 0 0 cm " + say(SECRET, 600, 9000) + "Q "), (), (SECRET,)),
    Row("large by its matrix", covered("", text="q 12 0 0 12 0 0 cm " + say(SECRET, 5, 50, size=1) + "Q "), (SECRET,)),
    Row("hidden under other words", covered(say("Other words of a letter", 60, 500),
        text="1 g " + say("Hxddqn hwrbozr wvrds", 60, 500) + "0 g "), ("Other words of a letter",), ("Hxddqn", "hwrbozr")),
    Row("half a line under other words", covered(say("Other words of a letter", 60, 506),
        text="1 g " + say("Hxddqn hwrbozr wvrds", 60, 500) + "0 g "), ("Other words of a letter",), ("Hxddqn", "hwrbozr")),
    Row("machine-read words without a picture", made(say(SECRET, 60, 500, before="3 Tr")), (), (SECRET,)),
    Row("machine-read words on a blank picture", made(WHOLE + say(SECRET, 60, 500, before="3 Tr"),
        resources="/XObject<</P 10 0 R>>", extra=(BLANK,)), (), (SECRET,)),
    Row("free text", annotated("/Subtype/FreeText", say("A shown remark", 5, 10)), ("A shown remark",)),
    Row("hidden remark", annotated("/Subtype/FreeText/F 2", say("A shown remark", 5, 10)), (), ("A shown remark",)),
    Row("remark not for the screen", annotated("/Subtype/FreeText/F 32", say("A shown remark", 5, 10)), (), ("A shown remark",)),
    Row("pop-up", annotated("/Subtype/Popup", say("A shown remark", 5, 10)), (), ("A shown remark",)),
    Row("remark on a layer that is off", annotated("/Subtype/FreeText/OC 12 0 R", say("A shown remark", 5, 10), LAYER), (), ("A shown remark",)),
    Row("redaction", annotated("/Subtype/Redact", "0 g 0 0 300 30 re f\n"), (), ("Under the note", "stand words")),
    Row("stamp", annotated("/Subtype/Square", "0 g 0 0 300 30 re f\n"), (), ("Under the note", "stand words")),
    Row("form field", annotated("/Subtype/Widget/FT/Tx/T(a)/V(other)", say("Filled in by hand", 5, 10)), ("Filled in by hand",)),
    Row("replacement text", made("/Span<</ActualText(Never painted)>>BDC\n" + say("Painted words", 60, 500) + "EMC\n" + KEPT),
        ("Painted words",), ("Never painted",)),
]  # fmt: skip


def read(folder: Path, data: bytes) -> Copy:
    path = folder / "a.pdf"
    path.write_bytes(data)
    copy = read_copy(path, None)
    assert isinstance(copy, Copy) or "holds no text" in copy.message, copy
    return copy if isinstance(copy, Copy) else Copy("", "")


def columns(left: tuple[str, ...], right: tuple[str, ...], gap: int, *, across: bool) -> str:
    """Two columns, painted one after the other or line by line."""
    one = [say(each, 60, 700 - 14 * at, 10) for at, each in enumerate(left)]
    two = [say(each, gap, 700 - 14 * at, 10) for at, each in enumerate(right)]
    if not across:
        return "".join(one + two)
    return "".join(each for pair in zip(one, two, strict=True) for each in pair)


LEFT = (
    "The keeper of the light said",
    "that nobody had seen the boat",
    "before the morning came and",
    "the fog was gone for good.",
)
RIGHT = (
    "A second report from town",
    "names three other boats in",
    "the harbour at that hour, of",
    "which one was never found.",
)
READ_DOWN = (
    "light said that nobody",
    "seen the boat before the morning",
    "for good. A second report",
    "boats in the harbour",
)
READ_ACROSS = ("said A second", "boat names three", "and the harbour", "seen the boat names")


def raised(word: str, mark: str, after: str, up: float = 4, size: float = 7) -> str:
    """A word with small type after it, raised by so many points, and words after that."""
    return (
        f"BT /F1 12 Tf 1 0 0 1 60 500 Tm ({word}) Tj /F1 {size} Tf {up} Ts ({mark}) Tj "
        f"/F1 12 Tf 0 Ts ({after}) Tj ET\n"
    )


def lettered(words: str, x: float, y: float, step: float, order: int = 1, size: int = 12) -> str:
    """Words painted letter by letter, with no spaces, in this order."""
    letters = [(each, x + step * at) for at, each in enumerate(words) if each != " "]
    return "".join(say(each, at, y, size, "F3") for each, at in letters[::order])


ORDER = [
    Row("columns one after the other", made(columns(LEFT, RIGHT, 230, across=False)), READ_DOWN, READ_ACROSS),
    Row("columns painted across", made(columns(LEFT, RIGHT, 230, across=True)), READ_DOWN, READ_ACROSS),
    Row("columns close to each other", made(columns(LEFT, RIGHT, 208, across=True)), READ_DOWN, READ_ACROSS),
    Row("columns in one go", made("BT /F3 10 Tf 14 TL 60 700 Td " + "".join(
        f"[({one}) -{600 * (32 - len(one))} ({two})] TJ T*\n" for one, two in zip(LEFT, RIGHT, strict=True)) + "ET"),
        READ_DOWN, READ_ACROSS),
    Row("columns under a headline", made(say("Boats in the fog", 60, 730, 24) + columns(LEFT, RIGHT, 230, across=True)),
        ("Boats in the fog", *READ_DOWN), READ_ACROSS),
    Row("columns of other heights", made(columns(LEFT, (), 0, across=False) + "".join(
        say(each, 230, 705 - 14 * at, 10) for at, each in enumerate(RIGHT))), READ_DOWN, READ_ACROSS),
    Row("a hyphen at the end of a line", made(say("It was the light-", 60, 500) + say("keeper who spoke", 60, 486)),
        (f"the light{LINE_END_HYPHEN}keeper who",)),
    Row("figures at the end of a line", made(say("In the years 1990-", 60, 500) + say("1995 it burnt", 60, 486)), ("years 1990-1995 it",)),
    Row("a dash at the end of a line", made(say("He left –", 60, 500) + say("and went", 60, 486)), ("left – and",)),
    Row("hyphen over the end of a page", made(say("It was the light-", 60, 100), say("keeper who spoke", 60, 700)),
        (f"light{LINE_END_HYPHEN}keeper",)),
    Row("running heads", made(*(
        say(f"The Harbour Post {at}", 60, 780, 9) + say(each, 60, 700) + say(str(at), 300, 20, 9)
        for at, each in enumerate(("The boat was seen by", "three of the keepers", "of the old light."), 3))),
        ("seen by three of the keepers of the old light.", "The Harbour Post 4")),
    Row("exponent", made(raised("The pit holds 10", "6", " grains")), ("holds 10⁶ grains",), ("106",)),
    Row("negative exponent", made(raised("about 10", "-6", " grains")), ("about 10⁻⁶ grains",)),
    Row("exponent of a unit", made(raised("an area of 25 km", "2", " of sea")), ("25 km² of sea",), ("km2",)),
    Row("mark of a footnote", made(raised("The dam held firm", "1", " all night")), ("held firm all night",), ("firm1",)),
    Row("mark after a full stop", made(raised("The dam held firm.", "12", " Then it broke")), ("firm. Then",)),
    Row("star as a mark", made(raised("The dam held firm", "*", " all night")), ("firm all",)),
    Row("raised letters", made(raised("the 1", "st", " of May")), ("the 1st of May",)),
    Row("lowered figures", made(raised("made of H", "2", "O only", up=-3)), ("H₂O only",), ("H2O",)),
    Row("letter by letter", made(lettered("The boat was seen", 60, 500, 7.2)), ("The boat was seen",)),
    Row("letters from the end", made(lettered("The boat was seen", 60, 500, 7.2, order=-1)), ("The boat was seen",)),
    Row("letters spaced out", made("BT /F1 12 Tf 4 Tc 60 500 Td (The boat was seen) Tj ET"), ("The boat was seen",)),
    Row("no spaces painted", made("BT /F1 12 Tf 60 500 Td [(The)-300(boat)-280(was)-250(seen)] TJ ET"), ("The boat was seen",)),
    Row("kerned", made("BT /F1 12 Tf 60 500 Td [(T)80(h)-20(e b)30(oa)-30(t w)50(as)] TJ ET"), ("The boat was",)),
    Row("bold by painting twice", made(say("The boat was seen", 60, 500) + say("The boat was seen", 60.4, 500)),
        ("The boat was seen",), ("TThhee", "seen The", "TThe")),
    Row("a bold word", made("BT 60 500 Td /F1 12 Tf (The ) Tj /F2 12 Tf (boat) Tj /F1 12 Tf ( was seen) Tj ET"), ("The boat was seen",)),
    Row("an initial over two lines", made(say("O", 60, 486, 34) + say("nce the boat was seen", 88, 500)
        + say("it was gone again and", 88, 486) + say("nobody went out to it.", 60, 472)),
        ("Once the boat was seen it was gone again and nobody went",)),
    Row("an accent as a sign of its own", made("BT /F1 12 Tf 60 500 Td [(caf) (e) 444 (\264)] TJ (s closed) Tj ET"), ("cafés closed",)),
    Row("turned by a quarter", made(say("Upright words stand here", 60, 500) + "BT /F1 12 Tf 0 1 -1 0 400 300 Tm (Turned words go up) Tj ET"),
        ("Turned words go up", "Upright words stand here")),
    Row("a page turned by a quarter", made("BT /F1 12 Tf 0 1 -1 0 400 300 Tm (The boat was seen) Tj ET", page="/Rotate 90"), ("The boat was seen",)),
    Row("words in a ruled table", made("50 480 m 300 480 l S 50 520 m 300 520 l S 150 480 m 150 520 l S "
        + say("Boats", 60, 500) + say("Keepers", 160, 500)), ("Boats", "Keepers")),
    Row("small capitals", made("BT 60 500 Td /F1 12 Tf (T) Tj /F1 9 Tf (HE ) Tj /F1 12 Tf (B) Tj /F1 9 Tf (OAT) Tj ET"), ("THE BOAT",)),
]  # fmt: skip


@pytest.mark.parametrize("row", ORDER, ids=lambda row: row.name)
def test_words_are_read_in_their_order(row: Row, tmp_path: Path) -> None:
    found = words(read(tmp_path, row.data))
    assert all(each in found for each in row.seen), found
    assert not any(each in found for each in row.unseen), found


# What a reader of the PDFs that other programs made sees, and what only a machine could read there.
REAL = {
    "chromium-columns": (
        ("A light goes out", "nobody had seen the vessel before the morning came. Fishermen from",
         "the unlit vessel, the extraordinary weather and the responsibilities of the night watch.",
         "announced that official correspondence would be published, unabridged, within the fortnight"),
        ("watch. extraordinary", "the and")),
    "chromium-hebrew-arabic": (
        ("ראש העיר אמר ביום שני כי 27 סירות נעלמו מהנמל.",
         "قال رئيس البلدية إن السفينة وصلت في الصباح.", "The mayor said שלום to the crew."), ("72",)),
    "chromium-hidden": (
        ("The witness spoke for an hour.", "White words on black paper.", "holds 10⁶ grains",
         "held firm all night."),
        ("White words on white", "Aldo", "informer", "without any", "106", "firm1")),
    "chromium-japanese": (
        ("灯台の管理人は金曜日に、朝になるまで誰もその船を見なかったと話した。",
         "船は夜のうちに港を出たと町の人々は言っている。"), ("⼈",)),
    "latex-columns": (
        ("A light goes out", "The dam held firm all night. A commission", "that official correspondence",
         "See the report of the harbour office.",
         "unabridged, within the fortnight. Representatives of the fishing cooperative"),
        ("firm1", "Representatives The", "co- The")),
    "latex-figures": (
        ("The pit holds 10⁶ grains and 25 km² of sand, made of H₂O and CO₂.", "Renée Čapek in Köln",
         "offered Ærø fish; an official, efficient affair.", "“It is over”—and left."), ("106", "km2")),
    "latex-pages": (
        ("The Harbour Post", "nobody had seen the vessel before the morning came."),
        ("xi The", "the The Harbour", "Post The keeper")),
    "writer-german": (
        ("„niemand“ habe das Schiff vor dem Morgen gesehen; größere Schäden an Straßen, Brücken und "
         "Häusern gebe es nicht. Die Schifffahrtsgesellschaft widersprach ihr.",), ()),
    "writer-pages": (
        ("Fishermen from three villages contradicted her account, and the harbour office",), ()),
    "writer-table": (
        ("Boats by harbour", "Forty-one", "of the night watch.", "A commission of seven members"),
        ("harbour The the",)),
}  # fmt: skip


JAPANESE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/UniJIS-UCS2-H"
    b"/DescendantFonts[11 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/DW 1000/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor"
    b"/FontName/HeiseiMin-W3/Flags 4/FontBBox[-123 -257 1001 910]/Ascent 709/Descent -241"
    b"/CapHeight 709/ItalicAngle 0/StemV 69>>>>",
)
KEEPER = "灯台の管理人は"
DRAWN = f"BT /Z 12 Tf 60 500 Td <{KEEPER.encode('utf-16-be').hex()}> Tj ET\n"


@pytest.mark.parametrize(
    ("drawn", "is_seen"),
    [
        (DRAWN, True),
        ("1 g " + DRAWN, False),
        (DRAWN + BAR, False),
        (BAR + DRAWN, False),
        (DRAWN.replace("Tf", "Tf 3 Tr"), False),
        ("q 0 0 9 9 re W n " + DRAWN + "Q\n", False),
        ("/OC /L BDC " + DRAWN + "EMC\n", False),
        (DRAWN.replace("500 Td", "900 Td"), False),
    ],
)
def test_a_font_that_nobody_has(drawn: str, is_seen: bool, tmp_path: Path) -> None:
    data = made(
        drawn + "0 Tr 0 g " + KEPT,
        fonts="/Z 10 0 R",
        resources="/Properties<</L 12 0 R>>",
        catalog="/OCProperties<</OCGs[12 0 R]/D<</OFF[12 0 R]>>>>",
        extra=(*JAPANESE, LAYER),
    )
    found = words(read(tmp_path, data))
    assert (KEEPER in found) is is_seen
    assert "Plain body text here." in found


@pytest.mark.parametrize("name", sorted(REAL))
def test_what_other_programs_made(name: str) -> None:
    copy = read_copy(Path(__file__).parent / f"pdfs/{name}.pdf", None)
    assert isinstance(copy, Copy)
    found = words(copy).replace(LINE_END_HYPHEN, "")
    seen, unseen = REAL[name]
    assert [each for each in seen if each not in found] == []
    assert [each for each in unseen if each in found] == []


@pytest.mark.parametrize(
    ("name", "seen", "unseen"),
    [
        ("layeroff", "Body text here.", "Switched off layer words"),
        ("redacted", "lived here.", "The informer was called Aldo Quill"),
    ],
)
def test_copies_with_something_hidden(name: str, seen: str, unseen: str) -> None:
    copy = read_copy(Path(__file__).parent / f"pdfs/{name}.pdf", None)
    assert seen in words(copy)  # type: ignore[arg-type]
    assert unseen not in words(copy)  # type: ignore[arg-type]
    assert "Aldo" not in words(copy)  # type: ignore[arg-type]


def test_blocks_are_apart_by_a_line_end(tmp_path: Path) -> None:
    text = read(tmp_path, made(columns(LEFT, RIGHT, 230, across=True))).text
    assert [line.split()[0] for line in text.split("\n")] == ["The", "A"]


def test_a_machine_read_page_is_told_as_such(tmp_path: Path) -> None:
    scan = made(
        WHOLE + say(SECRET, 60, 500, before="3 Tr"),
        say("Plain body text here.", 60, 500),
        resources="/XObject<</P 10 0 R>>",
        extra=(STRIPES,),
    )
    copy = read(tmp_path, scan)
    at = copy.text.index(SECRET)
    (mark,) = [each for each in copy.stretches if each.mark is Mark.MACHINE_READ]
    assert (mark.start, mark.end) == (at, at + len(SECRET))


def test_machine_read_words_under_a_picture(tmp_path: Path) -> None:
    scan = made(say(SECRET, 60, 500) + WHOLE, resources="/XObject<</P 10 0 R>>", extra=(STRIPES,))
    copy = read(tmp_path, scan)
    assert Mark.MACHINE_READ in {each.mark for each in copy.stretches}
    assert SECRET in copy.text


def test_invisible_words_on_a_page_with_words_of_its_own_are_hidden(tmp_path: Path) -> None:
    page = WHOLE + "1 g 40 380 300 60 re f 0 g " + KEPT + say("No", 60, 500, before="3 Tr")
    copy = read(tmp_path, made(page, resources="/XObject<</P 10 0 R>>", extra=(STRIPES,)))
    assert words(copy) == "Plain body text here."


def test_pages_have_their_labels(tmp_path: Path) -> None:
    labels = "/PageLabels<</Nums[0<</S/r/St 12>> 1<</S/D/St 14>>]>>"
    pages = [say(each, 60, 500) for each in ("First page", "Second page", "Third page")]
    copy = read(tmp_path, made(*pages, catalog=labels))
    marks = [each for each in copy.stretches if each.mark is Mark.PAGE]
    assert [(each.value, each.number) for each in marks] == [("xii", 1), ("14", 2), ("15", 3)]
    assert [copy.text[each.start : each.end] for each in marks] == [
        "First page", "Second page", "Third page"
    ]  # fmt: skip


def test_pages_without_labels_are_counted(tmp_path: Path) -> None:
    copy = read(tmp_path, made(say("First page", 60, 500), say("Second page", 60, 500)))
    assert [each.value for each in copy.stretches] == ["1", "2"]


def words(copy: Copy) -> str:
    return " ".join(copy.text.split())


@pytest.mark.parametrize("row", UNSEEN, ids=lambda row: row.name)
def test_what_is_seen_is_read_and_nothing_else(row: Row, tmp_path: Path) -> None:
    found = words(read(tmp_path, row.data))
    assert all(each in found for each in row.seen), found
    assert not any(each in found for each in row.unseen), found
    if b"Plain body" in row.data:
        assert "Plain body text here." in found
