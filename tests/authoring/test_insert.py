"""What is put into an editor's file is read back as it was meant, and nothing else changes."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.capture import Captured
from generator.archive.metadata import PageFacts
from generator.authoring.insert import InsertError, insert_quotation, insert_quotations
from generator.authoring.source import new_source, source_text
from generator.authoring.yaml_text import (
    LONGEST,
    UnwritableError,
    mapping_lines,
    scalar,
    without_bad_characters,
)
from generator.load import Document, plain_value
from generator.load.parse import BAD_CHARACTER, decode, parse
from generator.model import Source
from generator.validate import validate_document

ENTRY = {"id": "new", "exact": 'He said: "no" # twice'}


def value(data: bytes) -> dict[str, object]:
    text, bad = decode(data, "")
    root, _, problems = parse(text, "")
    assert (bad, problems) == ([], [])
    assert root is not None
    found = plain_value(root)
    assert isinstance(found, dict)
    return found


AWKWARD = [
    "a: b", "a #b", "# a", "- a", "-", "? a", "'a'", '"a" b', "it's", "a:", ": a", "[a]", "{a}",
    "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`", "~", "null", "yes", "No", "12", "1,100", "1e3",
    "0x1F", ".5", "2018-04-28", "---", "--- a", "...", "=", "<<",
    "0b11", "12:30:45", "012", "0o14", "+.inf", "? x", "!tag", "&a", "*a",
    "a\\nb", '\\"',
    "a 'b' \"c\" \\d: #",
    "“q”: x", "…", "x" * 3000, "x: " * 900, "عربي: نص # ", "ä\u0301 \u00a0b",
    "\U0001f514 a", "\ue000",
]  # fmt: skip


@pytest.mark.parametrize("text", [each.strip() for each in AWKWARD])
def test_awkward_texts_are_read_back(text: str) -> None:
    (line,) = mapping_lines({"exact": text})
    assert value(f"{line}\n".encode()) == {"exact": text}


PIECES = st.lists(
    st.sampled_from(
        ["<<", "=", "~", "null", "- ", "? ", "!tag ", "&a ", "*a", "yes", "012", "1e3", " #", ": ",
         "'", '"', "\\", "{", "[", ",", "|", ">", "%", "@", "`", "a", "\u00a0", "é", "\U0001f514"]
    )
).map("".join)  # fmt: skip


@given(st.one_of(PIECES, st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)))
def test_other_programs_read_the_same_text(text: str) -> None:
    """Also those that take words for numbers, truths or merges (YAML 1.1); dates may be."""
    text = without_bad_characters(text)
    if not text:
        return
    (line,) = mapping_lines({"title": text})
    assert value(f"{line}\n".encode()) == {"title": text}
    read = yaml.safe_load(f"{line}\nother: a")
    assert set(read) == {"title", "other"}
    assert isinstance(read["title"], str | dt.date)
    assert str(read["title"]) == text or isinstance(read["title"], dt.date)


@given(st.one_of(PIECES, st.text()))
def test_a_new_source_and_a_quotation_are_read_back_without_a_diagnostic(text: str) -> None:
    """What a page says of itself, whatever that is, and what an editor passes on."""
    facts = PageFacts(title=text, publisher=text, author=(text,), published="2031-05-01")
    captured = Captured("https://example.org/x", b"", facts)
    new = new_source(captured, "x.warc.gz", "2031-05-02", "en", [])
    clean = without_bad_characters(text)
    assert ("title" in new.cleaned) == (clean != text)
    made = source_text(new).encode()
    assert value(made) == new.fields
    if not new.missing:
        assert new.fields["title"] == clean
        root, lines, _ = parse(made.decode(), "x.yml")
        assert root is not None
        _, problems = validate_document(Document("x", "x.yml", lines, root), Source)
        # Foreign words may look like others: that is for the editor to see.
        assert {each.code for each in problems} <= {"look-alike", "doubtful-address"}
    if clean:
        entry = {"id": "q", "exact": clean, "speaker": clean}
        now = value(insert_quotation(made, entry))
        assert now["quotations"] == [entry]


def test_a_text_of_any_length_is_written_readably_or_refused() -> None:
    for length in (LONGEST, LONGEST + 1, 10_000, 1_000_000):
        fields = {"exact": "'" * length} if length > LONGEST else {"exact": "x" * length}
        if length > LONGEST:
            with pytest.raises(UnwritableError, match="more than 4,500 characters"):
                mapping_lines(fields)
        else:
            assert value(insert_quotation(b"title: a\n", fields))["quotations"] == [fields]


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80))
def test_any_line_of_text_is_read_back_or_refused(text: str) -> None:
    text = " ".join(text.split())
    try:
        written = scalar(text)
    except UnwritableError:
        assert BAD_CHARACTER.search(text)
        return
    assert value(f"a: {written}\nb: c\n".encode()) == {"a": text, "b": "c"}


@pytest.mark.parametrize(
    "text", ["a\x07b", "a\x1b[31m", "a\u202eb", "a\u2028b", "a\x85b", "a\nb", "a\tb"]
)
def test_what_content_may_not_hold_is_refused(text: str) -> None:
    with pytest.raises(UnwritableError):
        scalar(text)


GOOD = {
    "no key": ("title: a\n", "title: a\nquotations:\n  - ENTRY\n"),
    "no key, no line end": ("title: a", "title: a\nquotations:\n  - ENTRY\n"),
    "a comment at the end": (
        "title: a\n\n# the end\n\n",
        "title: a\n\n# the end\nquotations:\n  - ENTRY\n\n",
    ),
    "an empty key": (
        "quotations:  # soon\ntitle: a\n",
        "quotations:  # soon\n  - ENTRY\ntitle: a\n",
    ),
    "an empty list": (
        "quotations: []  # none\ntitle: a\n",
        "quotations:  # none\n  - ENTRY\ntitle: a\n",
    ),
    "in the middle": (
        "quotations:\n  - id: a\n    exact: b  # why\n    # more\n# title\ntitle: a\n",
        "quotations:\n  - id: a\n    exact: b  # why\n    # more\n  - ENTRY\n# title\ntitle: a\n",
    ),
    "not set in": (
        "quotations:\n- id: a\n  exact: b\ntitle: a\n",
        "quotations:\n- id: a\n  exact: b\n- ENTRY\ntitle: a\n",
    ),
    "far set in": (
        "quotations:\n    -   id: a\n        exact: b\n",
        "quotations:\n    -   id: a\n        exact: b\n    -   ENTRY\n",
    ),
    "airy": (
        "quotations:\n  - id: a\n\n  - id: b\n\ntitle: a\n",
        "quotations:\n  - id: a\n\n  - id: b\n\n  - ENTRY\n\ntitle: a\n",
    ),
    "text in blocks": (
        "quotations:\n  - id: a\n    note: >-\n      b\n\n      c\n\ntitle: a\n",
        "quotations:\n  - id: a\n    note: >-\n      b\n\n      c\n  - ENTRY\n\ntitle: a\n",
    ),
    "text over lines": (
        "quotations:\n  - id: a\n    note: b\n      c\n    of: [d,\n      ]\n# x\n",
        "quotations:\n  - id: a\n    note: b\n      c\n    of: [d,\n      ]\n  - ENTRY\n# x\n",
    ),
    "an item in braces": (
        "quotations:\n  - {id: a, exact: b}\n",
        "quotations:\n  - {id: a, exact: b}\n  - ENTRY\n",
    ),
}


def entry_in(text: str) -> str:
    """The expected text with the entry set in as far as its dash is."""
    lines = []
    for line in text.split("\n"):
        head, marked, _ = line.partition("ENTRY")
        lines.append(line.replace("ENTRY", "id: new"))
        if marked:
            lines.append(f"{' ' * len(head)}exact: 'He said: \"no\" # twice'")
    return "\n".join(lines)


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_entry_is_put_behind_the_others(name: str, ends: str) -> None:
    before, after = GOOD[name]
    if "\n" not in before and ends == "\r\n":
        before += "\n"
    made = insert_quotation(before.replace("\n", ends).encode(), ENTRY)
    assert made.decode() == entry_in(after).replace("\n", ends)


def test_a_byte_order_mark_is_kept() -> None:
    made = insert_quotation("\ufefftitle: a\n".encode(), ENTRY)
    assert made.startswith("\ufefftitle: a\nquotations:\n".encode())


@pytest.mark.parametrize(
    "text",
    [
        "{title: a}\n", "quotations: [{id: a}]\n", "quotations: words\n", "quotations: {a: b}\n",
        "a: b: c\n", "- a\n", "", "title: a\n...\n", "quotations: [\n  ]\n", "note: |+\n  a\n\n\n",
        'quotations:\n  - id: "a\nb"\n',
    ],
)  # fmt: skip
def test_what_cannot_be_added_to_is_refused_or_right(text: str) -> None:
    try:
        made = insert_quotation(text.encode(), ENTRY)
    except InsertError:
        return
    rows = value(made)["quotations"]
    assert isinstance(rows, list)
    assert rows[-1] == ENTRY
    assert {key: each for key, each in value(made).items() if key != "quotations"} == {
        key: each for key, each in value(text.encode()).items() if key != "quotations"
    }


def test_several_entries_stand_in_their_order_as_the_others_do() -> None:
    before = "quotations:\n\n  - id: a\n    exact: b\n\n  - id: c\n    exact: d\n\nkind: other\n"
    entries = [{"id": "e", "exact": "f"}, {"id": "g", "exact": "h"}]
    assert insert_quotations(before.encode(), entries).decode() == before.replace(
        "    exact: d\n",
        "    exact: d\n\n  - id: e\n    exact: f\n\n  - id: g\n    exact: h\n",
    )


def test_a_file_that_would_be_too_large_is_left() -> None:
    entries = [{"id": f"a-{number}", "exact": "x" * 4_000} for number in range(80)]
    with pytest.raises(InsertError, match=r"it would have 322,002 bytes; 300,000 are allowed"):
        insert_quotations(b"quotations: []\n", entries)
