"""Files that kill YAML readers, and the stages behind them, each by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from string import ascii_lowercase

from generator.load.parse import MAX_BYTES
from tests.fuzz.bounded import MEGABYTES, Case, run
from tests.fuzz.trial import Bench
from tests.support import BASE

LETTERS = ascii_lowercase
# A line's length that is just allowed.
LINE = 4_900


def file_of(piece: str, head: str = "") -> str:
    """A text of one piece after the other, as large as a file may be."""
    return head + piece * ((MAX_BYTES - len(head)) // len(piece.encode()))


def rows_of(piece: str, margin: str = "") -> str:
    """Rows of one piece after the other, each and all as large as they may be."""
    return file_of(margin + piece * ((LINE - len(margin)) // len(piece)) + "\n")


def bombs(steps: int, reference: str) -> str:
    """Each value holds the one before it twice, so that the last is two to the power of many."""
    rows = ["a0: &a0 {x: y}\n"]
    rows += [f"a{at}: &a{at} {reference.format(at - 1)}\n" for at in range(1, steps)]
    return "".join(rows)


# Text, and the code of what is said first.
TEXTS: dict[str, tuple[str | bytes, str]] = {
    "merge keys": (bombs(40, "{{<<: [*a{0}, *a{0}]}}"), "yaml-feature"),
    "merge keys alone": ("<<: {a: b}\n", "yaml-feature"),
    "aliases": (bombs(40, "[*a{0}, *a{0}]"), "yaml-feature"),
    "an alias to itself": ("a: &a [*a]\n", "yaml-feature"),
    "an alias as a key": ("&a a: b\n*a : c\n", "yaml-feature"),
    "30,000 brackets": ("[" * 30_000, "too-large"),
    "300,000 brackets": ("[" * 300_000, "too-large"),
    "30,000 brackets in lines": ("[\n" * 29_000, "too-deep"),
    "brackets in lines": (rows_of("["), "too-deep"),
    "braces in lines": (rows_of("{"), "too-deep"),
    "closed brackets": ("[" * 2_000 + "]" * 2_000, "too-deep"),
    "pairs": (rows_of("[[]]"), "yaml-syntax"),
    "keys in braces": (rows_of("{a: "), "too-deep"),
    "dashes": (rows_of("- "), "too-deep"),
    "question marks": (rows_of("? "), "too-deep"),
    "deep indentation": ("".join(" " * at + "a:\n" for at in range(700)), "too-deep"),
    "wide indentation": ("a:\n" + " " * 4_900 + "b: c\n", "missing-key"),
    "stairs": ("".join(" " * (at % 900) + "a\n" for at in range(600)), "wrong-type"),
    "a day that is none": ("published: 2024-02-30\n", "missing-key"),
    "5,000 digits": ("published: " + "9" * 4_900 + "\n", "missing-key"),
    "a tag of a time": ("published: !!timestamp x\n", "yaml-feature"),
    "a tag of Python's": ("a: !!python/object/apply:os.system [ls]\n", "yaml-feature"),
    "a tag without end": ("a: !<" + "a" * 4_900 + "> b\n", "yaml-feature"),
    "an anchor without end": ("a: &" + "a" * 4_900 + " b\n", "yaml-feature"),
    "an alias without end": ("a: *" + "a" * 4_900 + "\n", "yaml-feature"),
    "a directive without end": ("%" + "a" * 4_900 + "\n---\na: b\n", "yaml-syntax"),
    "directives": (file_of("%TAG !a! tag:b,2000:\n"), "yaml-syntax"),
    "a version without end": ("%YAML " + "9" * 4_900 + ".1\n---\na: b\n", "yaml-syntax"),
    "half a character": ('a: "\\ud800"\n', "yaml-syntax"),
    "half characters": (file_of('- "\\udfff\\ud800"\n'), "yaml-syntax"),
    "codes of controls": (rows_of("- \"\\0\\a\\e\\x85\"\n").replace("\n\n", "\n"), "bad-character"),
    "NUL": (b"a: \0\n", "bad-character"),
    "nothing but NUL": (b"\0" * MAX_BYTES, "too-large"),
    "lines of NUL": (b"\0\n" * 25_000, "bad-character"),
    "controls": (rows_of("\x07"), "bad-character"),
    "overrides": (rows_of("\u202e")[: MAX_BYTES // 4], "bad-character"),
    "byte order marks": (("\ufeff" * 1_000 + "\n") * 99, "bad-character"),
    "tabs": ("a\t\n" * 29_000, "tab"),
    "lines that begin with tabs": ("a:\n" + "\tb: c\n" * 29_000, "tab"),
    "ever more tabs": ("".join("\t" * at + "a:\n" for at in range(700)), "tab"),
    "UTF-16": (("a: b\n" * 20_000).encode("utf-16"), "not-utf8"),
    "UTF-16 without a mark": (("a: b\n" * 20_000).encode("utf-16-le"), "not-utf8"),
    "UTF-32": (("a: b\n" * 9_000).encode("utf-32"), "not-utf8"),
    "cut in a character": ("a: é".encode()[:-1], "not-utf8"),
    "a wrong byte far behind": (b"x" * 290_000 + b"\xff", "not-utf8"),
    "duplicate keys": (file_of("a: 1\n")[: 29_000 * 5], "duplicate-key"),
    "duplicate keys of bombs": (file_of(f"{'k' * 900}: 1\n"), "duplicate-key"),
    "many keys": ("".join(f"k{at}: 1\n" for at in range(14_900)), "missing-key"),
    "keys nearly right": ("".join(f"titl{at}: 1\n" for at in range(14_900)), "missing-key"),
    "keys that are meant for one": ("".join(
        f"title{a}{b}: 1\n" for a in LETTERS for b in LETTERS), "missing-key"),
    "a key of 300 KB": ("k" * 299_990 + ": a\n", "too-large"),
    "a key over lines": ('? "' + ("k" * 4_000 + "\n") * 70 + '"\n: a\n', "missing-key"),
    "a value of 300 KB": ("title: " + "a" * 299_990, "too-large"),
    "a value over lines": ("title: " + ("a" * 4_000 + "\n  ") * 70, "missing-key"),
    "100,000 documents": ("---\n" * 100_000, "too-large"),
    "as many documents as fit": ("---\n" * 29_000, "yaml-feature"),
    "line ends": ("\n" * MAX_BYTES, "too-large"),
    "spaces": (" " * MAX_BYTES, "too-large"),
    "a comment": ("#" * MAX_BYTES, "too-large"),
    "lines of comments": ("#\n" * 29_000, "empty-file"),
    "cut texts": ("".join(f"k{at}: b #c\n" for at in range(14_900)), "comment-cuts-text"),
    "commas": ("[\n" + rows_of("a,"), "too-large"),
    "commas in braces": ("{\n" + rows_of("a,"), "duplicate-key"),
    "an open quote": ('a: "' + ("x" * 4_000 + "\n") * 70, "yaml-syntax"),
    "quotes": ("a: " + "''" * 2_400 + "\n", "missing-key"),
    "block text of blanks": (
        "a: |\n" + "".join(" " * (at % 900) + "\n" for at in range(660)), "missing-key"),
    "folded text": ("a: >\n" + " x\n\n" * 14_900, "missing-key"),
    "block text of any depth": ("a: |99999999999\n b\n", "yaml-syntax"),
    "lines of two mistakes": (rows_of("a: b: "), "yaml-syntax"),
    "one byte too many": (b"a" * (MAX_BYTES + 1), "too-large"),
}  # fmt: skip

HEAD = (BASE / "content/stories/bell/story.yml").read_text("utf-8").partition("sections:")[0]
SOURCE = (BASE / "content/sources/post.yml").read_text("utf-8").partition("quotations:")[0]

# What prose is made of, as often as a line and a file hold it.
PROSE = (
    "[", "![", "](", "[a](b", "[a](b) ", "[[a](b)](", "[@a]", "[@post-one] ", "*a_", "**a ", "*",
    "_a", "`", "`` ` ", "&lt;", "&#0;", "<a ", "<!--", "\\", "https://a.b/ ", "[derived: x] ",
    "[derived:", "[editor]", "@", "1,2.3 ", "Aa Bb ", "“a” ", "bell ", "belfry ", "a. ", "\u200d",
    "\u200f", "\u200eа", "é", "{{", "${a}", "~~a", "a\u0301", "]",
)  # fmt: skip

BODY = f"{HEAD}sections:\n  - id: x\n    title: X\n    body: |\n"
EVENT = "  - {id: x, date: 2018-02-30, text: a}\n"
PART = "  - {country: XX, operation: a, roles: [{role: ld, cites: [a]}]}\n"
FIGURES = "      It weighed 901 kilograms on 5 April 2031 in Xanadu. [@post-vanished]\n"
SECTIONS = "".join(f"  - {{id: a{at}, title: b, body: c}}\n" for at in range(4_100))
QUOTATIONS = "".join(f"  - {{id: q{at}, exact: word {at}}}\n" for at in range(5_900))
UNKNOWN = "".join(f"      A sentence here. [@post-on{at}]\n" for at in range(8_000))
CHAIN = "  - {id: q0, exact: word}\n" + "".join(
    f"  - {{id: q{at}, exact: word, same_statement_as: [q{at - 1}]}}\n" for at in range(1, 3_600)
)
LINKS = "".join(
    f"  - {{id: q{at}, exact: w, same_statement_as: [none-{at}]}}\n" for at in range(3_600)
)
AUTHORS = ",\n  ".join("A, " * 500 for _ in range(50))

# Sources and stories with more of something than anybody writes.
MANY: dict[str, tuple[str, str]] = {
    "quotations": ("sources", f"{SOURCE}quotations:\n{QUOTATIONS}"),
    "quotations of one id": (
        "sources",
        file_of("  - {id: q, exact: b}\n", f"{SOURCE}quotations:\n"),
    ),
    "empty quotations": ("sources", f"{SOURCE}quotations:\n" + "  - {}\n" * 14_000),
    "no quotations": ("sources", f"{SOURCE}quotations:\n" + "  -\n" * 28_000),
    "upstream sources": ("sources", f"{SOURCE}upstream:\n" + "  - post\n" * 28_000),
    "linked quotations": ("sources", f"{SOURCE}quotations:\n{CHAIN}"),
    "links": ("sources", f"{SOURCE}quotations:\n{LINKS}"),
    "authors": ("sources", f"{SOURCE}author: [{AUTHORS}]\n"),
    "sections": ("stories", f"{HEAD}sections:\n{SECTIONS}"),
    "events on no day": ("stories", f"{HEAD}sections: []\nevents:\n" + EVENT * 4_200),
    "parts played": ("stories", f"{HEAD}sections: []\nparticipations:\n" + PART * 2_100),
    "unknown citations": ("stories", BODY + UNKNOWN),
    "figures": ("stories", BODY + FIGURES * 3_900),
    "paragraphs": ("stories", BODY + "      A.\n\n" * 14_000),
}


LOCK = (BASE / "content/quotations.lock.yml").read_text("utf-8")
# What can stand where the lock has a number.
NUMBERS = ("x", "-1", "1.5", "9" * 4_900, "0x1", "nan", "1e999", "٣", "[]", "''")


def killers() -> Iterator[Case]:
    """All of them, in the place where they do most."""
    bench = Bench.of(BASE)
    for name, (text, _) in TEXTS.items():
        data = text if isinstance(text, bytes) else text.encode()
        yield name, partial(bench.examine, bench.files("sources")[0], data)
    for piece in PROSE:
        data = (BODY + rows_of(piece, "      ")).encode()[: MAX_BYTES - 9].rpartition(b"\n")[0]
        yield (
            f"lines of {piece}",
            partial(bench.examine, bench.files("stories")[0], data),
        )
    for piece in ("[", "*a_", "[a](b", "**a "):
        row = " " * 6 + piece * 60 + "](https://a.example)\n"
        data = (BODY + row * 900).encode()[:MAX_BYTES]
        yield (
            f"links of {piece}",
            partial(bench.examine, bench.files("stories")[0], data),
        )
    for number in NUMBERS:
        data = re.sub(r"(?<=start: )\d+", number, LOCK, count=1).encode()
        assert data != LOCK.encode()
        yield f"number {number[:9]}", partial(bench.examine, bench.files("lock")[0], data)
    for name, (kind, text) in MANY.items():
        yield f"many {name}", partial(bench.examine, bench.files(kind)[0], text.encode())


def test_nothing_kills(say: Callable[[str], None]) -> None:
    outcome = run(killers)
    say(outcome.figures("killers"))
    outcome.check()
    assert outcome.megabytes < MEGABYTES
    assert len(outcome.done) == len(TEXTS) + len(PROSE) + 4 + len(NUMBERS) + len(MANY) >= 130
    said = {one.name: one.said for one in outcome.done}
    wrong = {name: said[name] for name, (_, code) in TEXTS.items() if said[name] != code}
    assert wrong == {}
    assert said["many linked quotations"] == "too-large"
    assert {said[f"number {number[:9]}"] for number in NUMBERS} == {"wrong-type"}
