"""Tables of passages: what is read from them, and what is said of those that cannot be read."""

from __future__ import annotations

import pytest

from generator.authoring.tables import MAX_ROWS, Row, TableError, read_table

GOOD = [Row(2, {"words": "One, two", "source": "a"}), Row(4, {"words": "three", "note": "=1+1"})]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", 'words,source,note\n"One, two",a,\n,,\nthree,,=1+1\n'),
        ("t.csv", "Exact;Source;Note\nOne, two;a;\n;;\nthree;;=1+1\n"),
        ("t.csv", 'sep=;\nexact;source;note\n"One,\n two";a;\nthree;;=1+1\n'),
        ("t.tsv", "words\tsource\tnote\nOne, two\ta\n\nthree\t\t=1+1"),
        ("t.txt", "\ufeffwords;source;note;;\r\nOne, two;a;;;\r\n\r\nthree;;=1+1;;\r\n"),
        ("t.yml", "# mine\n- {words: 'One, two', source: a}\n\n- exact: three\n  note: =1+1\n"),
    ],
)
def test_the_same_rows_in_every_form(name: str, text: str) -> None:
    rows = read_table(text.encode(), name)
    assert [(row.fields, row.problem) for row in rows] == [(row.fields, "") for row in GOOD]
    if "sep=" not in text:
        assert [row.line for row in rows] == [2, 4]


def test_a_single_column_is_parted_as_the_name_of_the_file_says() -> None:
    (row,) = read_table(b"words\nNo, he said\n", "t.tsv")
    assert (row.words, row.problem) == ("No, he said", "")


def test_what_begins_like_a_formula_is_text() -> None:
    text = "words,note\n=1+1,@SUM(A1)\n+49 800,-5\n- a dash,'=x\n"
    assert [row.fields for row in read_table(text.encode(), "t.csv")] == [
        {"words": "=1+1", "note": "@SUM(A1)"},
        {"words": "+49 800", "note": "-5"},
        {"words": "- a dash", "note": "'=x"},
    ]


def test_a_row_says_in_which_line_it_begins() -> None:
    text = 'words,note\n"a\nb",c\nd,"e\n\nf"\ng,\n'
    assert [(row.line, row.words) for row in read_table(text.encode(), "t.csv")] == [
        (2, "a b"), (4, "d"), (7, "g"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("t.csv", b"", "the table is empty"),
        ("t.csv", b" \n,,\n", "the table is empty"),
        ("t.csv", b"words,source\n", "there is no row"),
        ("t.csv", b"words,speker\na,b\n", "line 1: there is no column 'speker'. Did you mean 'spe"),
        ("t.csv", b"words,source,Source\na,b,c\n", "line 1: the column 'source' stands twice"),
        ("t.csv", b"words,,note\na,b,c\n", "line 1: there is no column '(the 2th)'"),
        ("t.csv", b"source,note\na,b\n", "line 1: there is no column 'words'"),
        ("t.csv", b"Nobody was hurt,afp\n", "line 1: the first row names the columns"),
        ("t.csv", b"words|source\na|b\n", "line 1: the first row names the columns"),
        ("t.csv", b"sep=|\nwords|source\n", "line 1: a comma, a semicolon or a tab has to part"),
        ("t.csv", b"words,note\ncaf\xe9,b\n", "line 2: the byte 0xe9 is not part of UTF-8 text"),
        ("t.csv", "words,note\na,b".encode("utf-16"), "the file is UTF-16 text; save it"),
        ("t.csv", "words,note\na,b".encode("utf-16-le"), "line 1: a NUL character stands here"),
        ("t.csv", b"words,note\na,b\nc,\0\n", "line 3: a NUL character stands here"),
        ("t.xlsx", b"PK\x03\x04....", "this is no text; save the table as CSV"),
        ("t.csv", b"words\n" + b"a" * 6_000, "line 2: the line has 6,000 characters"),
        ("t.csv", b'words\n"' + b"a\n" * 9_000_000, "the file has"),
        ("t.csv", b'words\n"' + b"aaaa aaaa aaaa aaaa\n" * 9_000, "line 2: a cell has more than"),
        ("t.csv", b'words\nx\n"a\nb\n', "line 3: a double quote is opened in the last row"),
        ("t.csv", b'words\n"No," he said\n', "line 2: behind the closing quote of a cell stands m"),
        ("t.csv", b"words\n" + b"a\n" * (MAX_ROWS + 1), "line 10002: there are more than 10,000 r"),
        ("t.yml", b"words: a\n", "there is no list of passages"),
        ("t.yml", b"- words: a\n- words: [b]]\n", "line 2: "),
        ("t.yml", b"- wrods: a\n", "line 1: there is no column 'wrods'. Did you mean 'words'?"),
        ("t.yml", b"- &a words\n- *a\n", "line 1: "),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read(name: str, data: bytes, why: str) -> None:
    with pytest.raises(TableError) as found:
        read_table(data, name)
    assert str(found.value).startswith(why)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("t.csv", "words,note\na,b,c\n", "there are 3 cells for 2 columns: a text with a comma"),
        ("t.csv", "words\nNo, he said\n", "there are 2 cells for 1 column: a text with a comma"),
        ("t.csv", "words,note\na;b\n", "a comma parts the columns above, not a semicolon"),
        ("t.csv", "words,note\n,b\n", "there are no words"),
        ("t.csv", "words,place\na,0\n", "'0' is no place"),
        ("t.csv", "words,place\na,second\n", "'second' is no place"),
        ("t.yml", "- a\n", "'words:' is wanted here"),
        ("t.yml", "- words: [a]\n", "'words' is no text"),
        ("t.yml", "- words: a\n  exact: b\n", "'words' stands twice"),
        ("t.yml", "- note: a\n", "there are no words"),
    ],
)
def test_a_row_that_cannot_be_used(name: str, text: str, why: str) -> None:
    (row,) = read_table(text.encode(), name)
    assert row.problem.startswith(why)
