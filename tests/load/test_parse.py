"""YAML text → nodes: every value as typed, every mistake with its place, nothing that costs."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.load.parse import MAX_BYTES, MAX_DEPTH, decode, parse
from generator.load.tree import Listing, Mapping, Scalar, Style, plain_value, scalars
from tests.support import DEMO, document, no_hang


def codes(text: str) -> list[str]:
    return [problem.code for problem in parse(text, "a.yml")[2]]


@pytest.mark.parametrize(
    "typed",
    [
        "NO", "no", "yes", "on", "true", "False", "null", "~", "2018-04-25", "2018-04-25 10:00:00",
        "12:30", "1_000", "010", "0x1F", "0o17", "1e3", ".inf", ".nan", "-0", "+1", "1.10", "=",
        "190:20:30", "2018", "<", "a<<b", "--", "a#b", "a:b", "http://a.example", "100%",
    ],
)  # fmt: skip
def test_a_plain_value_reaches_the_model_as_typed(typed: str) -> None:
    assert plain_value(document(f"key: {typed}\n").root) == {"key": typed}


def test_keys_stay_text_as_well() -> None:
    assert plain_value(document("no: a\n1: b\n2018-04-25: c\n").root) == {
        "no": "a", "1": "b", "2018-04-25": "c"
    }  # fmt: skip


def test_each_style_is_remembered() -> None:
    text = "a: plain\nb: 'single'\nc: \"double\"\nd: |\n  block\ne: >\n  folded\n"
    root = document(text).root
    assert isinstance(root, Mapping)
    styles = [value.style for _, value in root.items if isinstance(value, Scalar)]
    assert styles == [Style.PLAIN, Style.QUOTED, Style.QUOTED, Style.LITERAL, Style.FOLDED]


def test_every_value_knows_where_it_stands() -> None:
    text = "first: one\nlist:\n  - a\n  - key: 'two'\nmap: {x: y}\n"
    places = {s.text: (s.line, s.column, s.width) for s in scalars(document(text).root)}
    assert places == {
        "first": (1, 1, 5),
        "one": (1, 8, 3),
        "list": (2, 1, 4),
        "a": (3, 5, 1),
        "key": (4, 5, 3),
        "two": (4, 10, 5),
        "map": (5, 1, 3),
        "x": (5, 7, 1),
        "y": (5, 10, 1),
    }


def test_columns_count_characters_beyond_the_basic_plane() -> None:
    root = document("{😀: é, 鐘: bell}\n").root
    assert isinstance(root, Mapping)
    assert [(key.column, key.width) for key, _ in root.items] == [(2, 1), (8, 1)]


@pytest.mark.parametrize(("text", "line"), [("? a", 2), ("? a\n", 2), ("b: c\n? a", 3)])
def test_what_is_missing_at_the_end_stands_behind_the_last_line(text: str, line: int) -> None:
    root = document(text).root
    assert isinstance(root, Mapping)
    _, value = root.items[-1]
    assert isinstance(value, Scalar)
    assert (value.text, value.line, value.last_line, value.column) == ("", line, line, 1)


class TestDecode:
    def test_a_byte_order_mark_is_no_part_of_the_text(self) -> None:
        assert decode(b"\xef\xbb\xbftitle: a\n", "a.yml") == ("title: a\n", [])

    def test_windows_line_ends_are_line_ends(self) -> None:
        text, problems = decode("a: é\r\nb: |\r\n  c\r\n\r\n  d\r\n".encode(), "a.yml")
        assert problems == []
        assert plain_value(document(text).root) == {"a": "é", "b": "c\n\nd\n"}

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
    def test_another_encoding_is_an_error(self, encoding: str) -> None:
        text, problems = decode("title: é\n".encode(encoding), "a.yml")
        found = [p.code for p in problems] or codes(text)
        assert set(found) <= {"not-utf8", "bad-character"}
        assert found

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_utf_16_is_one_message_with_a_mark_and_without(self, encoding: str) -> None:
        text, (problem,) = decode("title: عنوان é\nkind: other\n".encode(encoding), "a.yml")
        assert text == ""
        assert (problem.code, problem.message) == ("not-utf8", "the file is UTF-16 text")

    def test_zero_bytes_alone_are_no_utf_16(self) -> None:
        for data in (b"\0" * 100, b"a: \0\n", b"\0\n" * 100):
            assert decode(data, "a.yml")[1] == []

    def test_a_wrong_byte_is_found_behind_accents(self) -> None:
        _, (problem,) = decode("é: ü\nöä".encode() + b"\xff", "a.yml")
        assert (problem.place.line, problem.place.column) == (2, 3)

    def test_the_largest_file_is_read_and_a_larger_one_is_not(self) -> None:
        line = b"a" * 99 + b"\n"
        largest = line * (MAX_BYTES // 100)
        assert decode(largest, "a.yml") == (largest.decode(), [])
        text, (problem,) = decode(largest + b"a", "a.yml")
        assert text == ""
        assert problem.code == "too-large"

    @given(st.binary(max_size=60))
    def test_any_bytes_give_text_or_a_problem(self, data: bytes) -> None:
        text, problems = decode(data, "a.yml")
        assert not (text and problems)
        if not problems:
            assert text == data.decode("utf-8-sig").replace("\r\n", "\n")


class TestCharacters:
    @pytest.mark.parametrize(
        "char",
        [
            "\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029",
            "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff", "\ufdd0", "\ufdd3", "\ufdef",
            "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\r",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("form", ["a: b{}c\n", "a: |\n  b{}c\n", "# b{}c\na: d\n"])
    def test_a_bad_character_is_found_wherever_it_stands(self, char: str, form: str) -> None:
        text = form.format(char)
        root, lines, (problem, *others) = parse(text, "a.yml")
        assert root is None
        assert problem.code == "bad-character"
        assert f"U+{ord(char):04X}" in problem.message
        assert lines[problem.place.line - 1][problem.place.column - 1] == char
        assert others == []

    @pytest.mark.parametrize("char", ["\u200f", "\u200d", "\u00ad", "\u00a0", "\ufffd", "😀", "é"])
    def test_a_good_character_is_kept(self, char: str) -> None:
        assert plain_value(document(f"a: b{char}c\n").root) == {"a": f"b{char}c"}

    @pytest.mark.parametrize(
        "escape", ["\\0", "\\a", "\\e", "\\x1b", "\\u202e", "\\ufdd0", "\\N", "\\L", "\\U0001ffff"]
    )
    def test_a_code_in_quotes_makes_no_bad_character(self, escape: str) -> None:
        root, _, problems = parse(f'a: "b{escape}c"\n', "a.yml")
        assert [problem.code for problem in problems] == ["bad-character"]
        assert root is not None

    @pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\uD83D\\uDE00", "\\U00110000"])
    def test_half_a_character_in_quotes_is_an_error(self, escape: str) -> None:
        root, _, problems = parse(f'a: "b{escape}c"\n', "a.yml")
        assert root is None or {p.code for p in problems} == {"bad-character"}
        assert problems

    def test_a_tab_is_an_error_wherever_it_stands(self) -> None:
        assert codes("a: b\tc\n") == ["tab"]
        assert codes("a:\n\tb: c\n") == ["tab"]
        assert codes("a: |\n  b\tc\n") == ["tab"]
        assert codes("a: b\t# c\n") == ["tab"]


class TestFeatures:
    @pytest.mark.parametrize(
        "text",
        [
            "a: &x b\n", "a: *x\n", "a: !!python/object/apply:os.system [ls]\n", "a: !x b\n",
            "!x a: b\n", "<<: {a: b}\n", "a: b\n---\nc: d\n", "[a]: b\n", "{a: b}: c\n",
            "? [a]\n: b\n", "- &x a\n- *x\n",
        ],
    )  # fmt: skip
    def test_what_is_no_part_of_the_format_stops_the_reading(self, text: str) -> None:
        root, _, problems = parse(text, "a.yml")
        assert root is None
        assert [problem.code for problem in problems] == ["yaml-feature"]

    @pytest.mark.parametrize("text", ["---\na: b\n", "a: b\n...\n", "%YAML 1.1\n---\na: b\n"])
    def test_marks_of_one_document_are_allowed(self, text: str) -> None:
        assert plain_value(document(text).root) == {"a": "b"}

    def test_levels_are_counted(self) -> None:
        inside = MAX_DEPTH - 1
        assert codes(f"a: {'[' * inside}{']' * inside}\n") == []
        assert codes(f"a: {'[' * (inside + 1)}{']' * (inside + 1)}\n") == ["too-deep"]

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 30_000,
            "{" * 30_000,
            "a: " + "[" * 30_000 + "]" * 30_000,
            "- " * 30_000 + "a",
            "? " * 30_000 + "a",
            "".join(" " * at + "a:\n" for at in range(500)),
        ],
    )
    def test_any_depth_is_refused_at_once(self, text: str) -> None:
        with no_hang():
            assert codes(text)[0] in ("too-deep", "yaml-syntax", "yaml-feature")

    def test_merge_keys_cost_nothing(self) -> None:
        lines = ["a: &a [x, x]"] + [f"{c}: &{c} [*a, *a]" for c in "bcdefgh"]
        assert codes("\n".join(lines)) == ["yaml-feature"]

    def test_a_duplicate_key_is_reported_and_the_first_value_stays(self) -> None:
        root, _, problems = parse("a: 1\nb: 2\na: 3\n'a': 4\n", "a.yml")
        assert root is not None
        assert plain_value(root) == {"a": "1", "b": "2"}
        assert [(p.code, p.place.line) for p in problems] == [
            ("duplicate-key", 3), ("duplicate-key", 4)
        ]  # fmt: skip

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n"])
    def test_nothing_is_an_error(self, text: str) -> None:
        assert codes(text) == ["empty-file"]


class TestComments:
    @pytest.mark.parametrize(
        ("text", "column"),
        [
            ("a: one #two\n", 8),
            ("a: one # two\n", 8),
            ("a: one  #two\n", 9),
            ("a: one\n  two #three\n", 7),
            ("- one #1\n", 7),
        ],
    )
    def test_words_that_a_comment_swallows_are_reported(self, text: str, column: int) -> None:
        _, lines, (problem,) = parse(text, "a.yml")
        assert problem.code == "comment-cuts-text"
        assert problem.place.column == column
        line = lines[problem.place.line - 1]
        assert line[column - 1] == "#"
        assert column - 1 + problem.place.width == len(line)

    @pytest.mark.parametrize(
        "text",
        [
            "a: one  # a comment\n", "a: one  #\n", "a: 'one' #two\n", 'a: "one" # two\n',
            "a: one#two\n", "# a\na: one\n", "a: | # two\n  one\n", "a: [one, two] #three\n",
            "a:   # two\n  b: c\n", "a: |\n  one #two\n", "a: '#one'\n",
        ],
    )  # fmt: skip
    def test_a_comment_that_is_one_is_left_alone(self, text: str) -> None:
        assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('a: b\nc: "d\ne: f\n', 2, 4),  # the quote mark that was not closed
        ("a: b\nc: 'd\ne: f\n", 2, 4),
        ("a: b\nc d\ne: f\n", 2, 1),  # the key without a colon
        ("a: b: c\n", 1, 5),  # the second colon
        ("a: b\n c: d\n", 2, 3),
        ("a:\n  b: c\n d: e\n", 3, 2),
        ("a: @b\n", 1, 4),
        ('a: "\\q"\n', 1, 5),
    ],
)
def test_a_mistake_in_the_syntax_is_marked_where_it_was_made(
    text: str, line: int, column: int
) -> None:
    root, _, (problem,) = parse(text, "a.yml")
    assert root is None
    assert problem.code == "yaml-syntax"
    assert (problem.place.line, problem.place.column) == (line, column)


def test_problems_before_a_mistake_in_the_syntax_are_kept() -> None:
    assert codes("a: 1\na: 2\nb: one #two\nc: @\n") == [
        "duplicate-key", "comment-cuts-text", "yaml-syntax"
    ]  # fmt: skip


DEMO_TEXTS = [path.read_text("utf-8") for path in sorted((DEMO / "content").rglob("*.yml"))]


MARKS = st.sampled_from([
    "\n", "  ", ": ", "- ", "#", " #", "'", '"', "|", ">", "[", "]", "{", "}", "&", "*", "!", "%",
    "@", "\\", "\t", "\r", "\x00",
])  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A piece of a file of the demo with a few changes."""
    text = draw(st.sampled_from(DEMO_TEXTS))
    start = draw(st.integers(0, max(0, len(text) - 400)))
    text = text[start : start + 400]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 6))
        text = text[:at] + draw(MARKS | st.text(max_size=3)) + text[at + cut :]
    return text


@given(mutated() | st.text(max_size=120))
def test_any_text_gives_nodes_or_problems(text: str) -> None:
    root, lines, problems = parse(text, "a.yml")
    assert root is not None or problems
    for problem in problems:
        assert 0 <= problem.place.line <= len(lines)
    if root is None:
        return
    for scalar in scalars(root):
        assert 1 <= scalar.line <= scalar.last_line <= len(lines) + 1
        line = lines[min(scalar.line, len(lines)) - 1]
        assert 1 <= scalar.column <= len(line) + 1
        if scalar.style is Style.PLAIN and scalar.line == scalar.last_line and scalar.text:
            assert line[scalar.column - 1 :].startswith(scalar.text)


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff"),
            max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text("abcdefgh-_", min_size=1, max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from("abcd"), VALUES, min_size=1))
def test_every_value_that_is_dumped_is_read_again(value: dict[str, object]) -> None:
    # Quoted, so that nothing is taken for a comment or for another type.
    text = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=10**6)
    root, _, problems = parse(text.replace('!!null "null"', '""'), "a.yml")
    assume(not any(problem.code == "bad-character" for problem in problems))
    assert problems == []
    assert root is not None
    assert plain_value(root) == value


def test_lists_in_mappings_in_lists() -> None:
    root = document("- a:\n    - b\n    - {c: [d]}\n").root
    assert isinstance(root, Listing)
    assert plain_value(root) == [{"a": ["b", {"c": ["d"]}]}]
