"""Writes the kit for verifiers, in `kit/`: tables, and publications to accept and to refuse.

The quotations among the vectors are written by hand, in `quotations.json`; what needs digests is
made here. `kit/verify.py` is no part of this, and shares nothing with it.
Usage: kit.py [--check]
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.archive import Copy
from generator.diagnostics import Place
from generator.folding import RULES, VERSION, normalise
from generator.folding.scripts import BARE_LINE_ENDS
from generator.model import Lock, LockedQuotation, LockedSource, Quotation, Reader
from generator.publishing.atomic_swap import MARKED
from generator.resolve import QuotationEntry
from generator.verify.function_words import MULTIPLIERS, NUMBER_WORDS, REPLACEABLE, SAME
from generator.verify.lock import write_lock
from generator.verify.match import Located, locate
from generator.verify.readers import Reading
from generator.verify.record import record
from generator.verify.words import ARTICLES, DASHES, UNSPACED

ROOT = Path(__file__).resolve().parent.parent
KIT = ROOT / "kit"
Json = Any

# --- The tables


def _point(code: int) -> str:
    return f"U+{code:04X}"


def _ranges(written: str) -> list[list[str]]:
    """The ranges of a class of characters as first and last."""
    found = re.findall(r"(.)(?:-(.))?", written)
    return [[_point(ord(first)), _point(ord(last or first))] for first, last in found]


def normalisation() -> Json:
    """What `normalised` does, as data."""
    return {
        "version": VERSION,
        "replace": {_point(ord(a)): b for rule in RULES for a, b in rule.folds},
        "long_dashes": sorted(_point(ord(sign)) for sign in DASHES),
        "white_space": [_point(code) for code in range(0x3001) if chr(code).isspace()],
        "no_line_end": _ranges(BARE_LINE_ENDS),
        "no_spaces_between_words": _ranges(UNSPACED),
    }


def marks() -> Json:
    """The words that decide where a word, a number or an insertion ends, as data."""
    return {
        "articles": sorted(ARTICLES),
        "same_language": dict(SAME),
        "replaceable": {tag: sorted(words) for tag, words in REPLACEABLE.items()},
        "number_words": {tag: sorted(words) for tag, words in NUMBER_WORDS.items()},
        "multipliers": sorted(MULTIPLIERS),
    }


# --- The publication that all the others are made from

COPIES = {
    "marsh-post": (
        "Lighthouse of Velm dark for a week\n\n"
        "The lighthouse of Velm stayed dark for a week, the harbour office said on Monday. "
        "“Nobody told us,” the keeper said. “Nobody told us anything,” said his sister.\n\n"
        "They waited for a part from the mainland, which cost 1,250 crowns. "
        "The boats stayed in. The boats stayed in until Friday."
    ),
    "gull-wire": (
        "The lamp of Velm was broken, not switched off, Gull Wire has learned. "
        "Two crates with spare lamps lay in the harbour office all the while."
    ),
}
QUOTATIONS = (
    {"id": "post-dark", "source": "marsh-post", "exact": "stayed dark for a week"},
    {"id": "post-nobody", "source": "marsh-post", "exact": "Nobody told us", "suffix": ",” the"},
    {"id": "post-part", "source": "marsh-post",
     "exact": "[The keepers] waited for a part […] which cost 1,250 crowns"},
    {"id": "gull-broken", "source": "gull-wire",
     "exact": "The lamp of Velm was broken, not switched off, Gull Wire has learned. Two crates "
     "with spare lamps lay in the harbour office"},
)  # fmt: skip
Quotations = tuple[dict[str, str], ...]
LOCK, LIST = "quotations.lock.yml", "site/SHA256SUMS"
TABLE, NOTES = "site/stories/lamp.quotations.csv", "site/stories/lamp.annotations.json"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _locked(quotation: dict[str, str]) -> LockedQuotation:
    text = COPIES[quotation["source"]]
    copy, words = (
        normalise(text),
        Quotation(**{k: v for k, v in quotation.items() if k != "source"}),
    )
    found = locate(words.exact, copy, words.prefix, words.suffix, "en")
    assert isinstance(found, Located), words.id
    nowhere = Place("", 1, 1)
    entry = QuotationEntry(words, quotation["source"], nowhere, nowhere)
    read, archived = Reading(found, copy, Reader.STATIC), Copy(text, f"sha256:{_sha256(text)}")
    return record(entry, found, read, archived, "en", "2026-11-23")


def _lock(told: Quotations) -> str:
    sources = {id: LockedSource(digest=f"sha256:{_sha256(COPIES[id])}") for id in sorted(COPIES)}
    quotations = {each["id"]: _locked(each) for each in told}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / LOCK
        write_lock(Lock(normaliser=VERSION, sources=sources, quotations=quotations), path)
        return path.read_text("utf-8")


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<h1>{title}</h1>\n{body}</html>\n"
    )


def _source_page(id: str, told: Quotations) -> str:
    figures = "".join(
        f'<figure id="q.{each["id"]}">\n<blockquote>“{each["exact"]}”</blockquote>\n</figure>\n'
        for each in told
        if each["source"] == id
    )
    return _page(id, figures)


def _annotation(quotation: dict[str, str]) -> Json:
    targets = [*_targets(quotation)]
    return {
        "id": f"#s.1.{quotation['id']}",
        "type": "Annotation",
        "target": targets if len(targets) > 1 else targets[0],
    }


def _targets(quotation: dict[str, str]) -> Iterator[Json]:
    """A target for each piece: no selector can hold marks, nor the place of several pieces."""
    id, exact, locked = quotation["id"], quotation["exact"], _locked(quotation)
    pieces = [piece for each in re.split(r"\[[^]]*\]", exact) if (piece := each.strip())]
    for number, piece in enumerate(pieces, 1):
        words = {"type": "TextQuoteSelector", "exact": piece}
        if exact.startswith(piece) and "prefix" in quotation:
            words["prefix"] = quotation["prefix"]
        if exact.endswith(piece) and "suffix" in quotation:
            words["suffix"] = quotation["suffix"]
        place = {"type": "TextPositionSelector", "start": locked.start, "end": locked.end}
        source = {"id": f"https://{quotation['source']}.example/", "language": "en"}
        yield {
            "type": "SpecificResource",
            "source": source,
            "selector": [words, place] if piece == exact else words,
            "id": f"#q.{id}.{number}" if len(pieces) > 1 else f"#q.{id}",
        }


def base(told: Quotations = QUOTATIONS) -> dict[str, str]:
    """The publication with nothing wrong: its files by path."""
    rows = [("id", "exact", "source"), *((q["id"], q["exact"], q["source"]) for q in told)]
    table = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    again = {"id": "#s.2.post-dark", "type": "Annotation", "target": "#q.post-dark"}
    items = [*(_annotation(each) for each in told), again]
    collection = {
        "type": "AnnotationCollection",
        "first": {"type": "AnnotationPage", "items": items},
    }
    files = {
        LOCK: _lock(told),
        **{f"copies/{id}.txt": text for id, text in COPIES.items()},
        "site/index.html": _page("Velm", "<p>The lamp of Velm was dark.</p>\n"),
        "site/stories/lamp.html": _page("The lamp", "<p>Nobody knows why.</p>\n"),
        TABLE: table,
        NOTES: json.dumps(collection, indent=1) + "\n",
        **{f"site/sources/{id}.html": _source_page(id, told) for id in COPIES},
    }
    return _signed(files)


def _signed(files: dict[str, str]) -> dict[str, str]:
    """The same with the digests of its build: `build.json` names the lock, the list all files."""
    build = {"generator": {"name": "story-explainer"}, "lock": {"sha256": _sha256(files[LOCK])}}
    files = {**files, "site/build.json": json.dumps(build, indent=2) + "\n"}
    return {**files, LIST: _list(files)}


def _list(files: dict[str, str]) -> str:
    listed = sorted(name for name in files if name.startswith("site/") and name != LIST)
    return "".join(f"{_sha256(files[name])}  {name.removeprefix('site/')}\n" for name in listed)


# --- What is changed of it

Edit = tuple[str, str, str]
"""A file, what stands in it once, and what stands there instead."""


def _vector(
    id: str, why: str, *edits: Edit, accept: bool = False, sign: bool = True, more: Json = ()
) -> Json:
    """A publication with edits; where it is signed, all its digests are made right again."""
    before, files = base(), base()
    for file, was, now in edits:
        assert files[file].count(was) == 1, f"{id}: {was}"
        files[file] = files[file].replace(was, now)
    changes = [{"file": file, "replace": [was, now]} for file, was, now in edits]
    if sign:
        files = _signed(files)
        changes += [
            {"file": name, "replace": [*pair]}
            for name in ("site/build.json", LIST)
            for pair in _other_digests(before[name], files[name])
        ]
    expect = "accept" if accept else "refuse"
    return {"id": id, "kind": "publication", "expect": expect, "why": why,
            "changes": [*changes, *more]}  # fmt: skip


def _quoted(id: str, why: str, more: dict[str, str], *edits: Edit, accept: bool = False) -> Json:
    """A publication with one more quotation, and with edits of that."""
    was, now = base(), base((*QUOTATIONS, more))
    for file, text, other in edits:
        assert text in now[file], f"{id}: {text}"
        now[file] = now[file].replace(text, other)
    now = _signed({name: text for name, text in now.items() if name != LIST})
    writes = [{"file": name, "write": now[name]} for name in now if now[name] != was[name]]
    return _vector(id, why, accept=accept, sign=False, more=writes)


def _other_digests(before: str, now: str) -> Iterator[tuple[str, str]]:
    found = (re.findall("[0-9a-f]{64}", text) for text in (before, now))
    yield from (pair for pair in zip(*found, strict=True) if pair[0] != pair[1])


def _everywhere(was: str, now: str) -> list[Edit]:
    """Other words of the quotation `gull-broken`, wherever they stand but in the copy."""
    old = next(each["exact"] for each in QUOTATIONS if each["id"] == "gull-broken")
    new = old.replace(was, now)
    assert new != old
    return [
        (LOCK, was, now),
        (LOCK, _sha256(old), _sha256(new)),
        ("site/stories/lamp.quotations.csv", was, now),
        ("site/stories/lamp.annotations.json", was, now),
        ("site/sources/gull-wire.html", was, now),
    ]


def _marked(now: str) -> list[Edit]:
    """The quotation with marks, `post-part`, written otherwise wherever it stands."""
    was = next(each["exact"] for each in QUOTATIONS if each["id"] == "post-part")
    places = ("site/stories/lamp.quotations.csv", "site/sources/marsh-post.html")
    return [
        (LOCK, was, now),
        (LOCK, _sha256(was), _sha256(now)),
        *((file, was, now) for file in places),
    ]


def _copy(id: str, was: str, now: str, *, accepted: bool = True) -> list[Edit]:
    """A copy with other words and, where it is accepted, its digest in the lock."""
    old, new = COPIES[id], COPIES[id].replace(was, now, 1)
    edits = [(f"copies/{id}.txt", was, now)]
    return [*edits, (LOCK, _sha256(old), _sha256(new))] if accepted else edits


def publications() -> Iterator[Json]:
    """All publications, those to accept first."""
    index, page = "site/index.html", "site/stories/lamp.html"
    own = base()
    elsewhere = {"file": "SHA256SUMS", "write": own[LIST]}
    first = own[LIST].splitlines()[0]
    prose = (index, "was dark", "was bright")
    row = _sha256(own[index])
    # To accept.
    yield _vector("as-built", "nothing was changed", accept=True)
    yield _vector("list-from-elsewhere", "the list that the builder kept is the copy's own",
                  accept=True, more=[elsewhere])  # fmt: skip
    yield _vector("binary-marks", "sha256sum may write an asterisk before a name",
                  (LIST, f"{row}  ", f"{row} *"), accept=True, sign=False)  # fmt: skip
    yield _vector("marker", "a build's own marker is in no list", accept=True, sign=False,
                  more=[{"file": "site/.explainer-site", "write": MARKED.decode()}])  # fmt: skip
    yield _vector("no-copies", "what can be told without copies agrees", accept=True, sign=False,
                  more=[{"file": f"copies/{id}.txt"} for id in COPIES])  # fmt: skip
    yield _vector("list-made-anew", "a sentence is another one, and the list in the copy was made "
                  "anew: nothing in the copy can show that", prose, accept=True)  # fmt: skip
    yield _vector("invented-without-copies", "words that stand in no source, with all digests made "
                  "anew: without the copy nobody can tell", *_everywhere("not switched", "and"),
                  accept=True, more=[{"file": f"copies/{id}.txt"} for id in COPIES])  # fmt: skip
    # The digest list.
    yield _vector("page-changed", "a page is not the one of the list", prose, sign=False)
    yield _vector("page-missing", "a page of the list is not there", sign=False,
                  more=[{"file": page}])  # fmt: skip
    yield _vector("page-extra", "a page is there that the list does not name", sign=False,
                  more=[{"file": "site/extra.html", "write": "<p>More.</p>\n"}])  # fmt: skip
    yield _vector("hidden-file-extra", "a hidden file is a file", sign=False,
                  more=[{"file": "site/.well-known/x", "write": "x\n"}])  # fmt: skip
    yield _vector("page-is-a-link", "a link is no plain file, though it leads to the same bytes",
                  sign=False, more=[{"file": "lamp.html", "write": own[page]},
                                    {"file": page, "link": "../../lamp.html"}])  # fmt: skip
    yield _vector("list-made-anew-held-against-another", "the list in the copy was made anew, and "
                  "the builder's says otherwise", prose, more=[elsewhere])  # fmt: skip
    yield _vector("list-changed-alone", "the pages are as the builder's list says, and the list in "
                  "the copy is another", (LIST, f"{row}  ", f"{row} *"), sign=False,
                  more=[elsewhere])  # fmt: skip
    yield _vector("list-empty", "a list that names nothing says nothing", sign=False,
                  more=[{"file": LIST, "write": ""}])  # fmt: skip
    yield _vector("list-names-a-file-twice", "two digests of one file", sign=False,
                  more=[{"file": LIST, "write": f"{own[LIST]}{first}\n"}])  # fmt: skip
    yield _vector("list-with-capitals", "digests are written in small letters",
                  (LIST, row, row.upper()), sign=False)  # fmt: skip
    yield _vector("list-with-a-short-digest", "64 digits are a digest, no fewer",
                  (LIST, row, row[:-1]), sign=False)  # fmt: skip
    # The lock, and what the site says.
    yield _vector("another-lock", "the site was built with another lock",
                  (LOCK, "'2026-11-23'\n    marks", "'2026-11-24'\n    marks"),
                  sign=False)  # fmt: skip
    yield _vector("another-normaliser", "version 3 of the rules is not known",
                  (LOCK, "normaliser: 2", "normaliser: 3"))  # fmt: skip
    yield _vector("words-digest-wrong", "the digest of the words is not theirs",
                  (LOCK, _sha256("stayed dark for a week"), _sha256("stayed dark")))  # fmt: skip
    yield _vector("lock-words-changed", "the lock has other words than the site, with their digest",
                  *_everywhere("not switched", "and")[:2])  # fmt: skip
    yield _vector("site-words-changed", "the site has other words than the lock",
                  *_everywhere("not switched", "and")[2:])  # fmt: skip
    yield _vector("lock-of-another-source", "the lock says that the words are another source's",
                  (LOCK, "source: gull-wire", "source: marsh-post"))  # fmt: skip
    yield _vector("site-of-another-source", "the site says that the words are another source's",
                  ("site/stories/lamp.quotations.csv", '"gull-wire"', '"marsh-post"'))  # fmt: skip
    broken = QUOTATIONS[3]["exact"]
    figure = f'<figure id="q.gull-broken">\n<blockquote>“{broken}”</blockquote>\n</figure>\n'
    yield _vector("all-say-another-source", "lock and site agree on the wrong source: the words do "
                  "not stand in its copy", (LOCK, "source: gull-wire", "source: marsh-post"),
                  ("site/stories/lamp.quotations.csv", '"gull-wire"', '"marsh-post"'),
                  ("site/sources/gull-wire.html", figure, ""),
                  ("site/sources/marsh-post.html", "</figure>\n</html>",
                   f"</figure>\n{figure}</html>"))  # fmt: skip
    yield _vector("not-in-the-lock", "the site quotes what the lock does not know",
                  ("site/stories/lamp.quotations.csv", '"post-dark"', '"post-new"'))  # fmt: skip
    yield _vector("marks-of-other-rules", "marks that were compared under other rules",
                  (LOCK, "    marks: 1\n", "    marks: 2\n"))  # fmt: skip
    yield _vector("marks-of-no-rules", "marks of which the lock does not say under which rules",
                  (LOCK, "    marks: 1\n", ""))  # fmt: skip
    entry = own[LOCK][own[LOCK].index("  post-dark:\n") : own[LOCK].index("  post-nobody:\n")]
    yield _vector("lock-id-twice", "an id stands twice, though both say the same",
                  (LOCK, "overlaps: []", f"{entry}overlaps: []"))  # fmt: skip
    yield _vector("lock-field-twice", "a field stands twice, and readers of YAML choose either",
                  (LOCK, "    start: 58\n", "    start: 57\n    start: 58\n"))  # fmt: skip
    yield _vector("lock-key-twice", "a key at the top stands twice",
                  (LOCK, "normaliser: 2\n", "normaliser: 3\nnormaliser: 2\n"))  # fmt: skip
    yield _vector("lock-with-an-anchor", "anchors are no part of the subset",
                  (LOCK, "exact: stayed", "exact: &a stayed"))  # fmt: skip
    yield _vector("lock-with-a-tag", "tags are no part of the subset",
                  (LOCK, "exact: stayed", "exact: !!str stayed"))  # fmt: skip
    yield from _of_lists(own)
    yield from _of_locks()
    yield from _of_pages_and_data()
    # The lock, held against the copies.
    for name, now in (("start", "start: 23"), ("end", "end: 42")):
        was = re.search(rf"  {name}: \d+", own[LOCK])
        annotated = re.search(rf'"{name}": \d+', own["site/stories/lamp.annotations.json"])
        assert was and annotated
        block = own[LOCK][own[LOCK].index("  post-dark:") : was.end()]
        edits = [(LOCK, block, block.replace(was[0], f"  {now}"))]
        digits = now.split()[1]
        around = own["site/stories/lamp.annotations.json"]
        tail = around[annotated.start() - 40 : annotated.end()]
        edits.append(("site/stories/lamp.annotations.json", tail,
                      tail.replace(annotated[0], f'"{name}": {digits}')))  # fmt: skip
        yield _vector(f"wrong-{name}", f"the words do not {name} there", *edits)
    yield _vector("wrong-prefix", "other words stand before these",
                  (LOCK, "k The lighthouse of Velm", "k The tall tower of Velm"))  # fmt: skip
    yield _vector("wrong-suffix", "other words stand behind these",
                  (LOCK, ", the harbour office said on Mon", ", the harbour police said on Mon"),
                  )  # fmt: skip
    yield _vector("copy-changed", "the copy has another digest, though all quotations stand there",
                  *_copy("marsh-post", "until Friday", "until Sunday", accepted=False),
                  sign=False)  # fmt: skip
    yield _vector("copy-changed-and-accepted", "the lock has the copy's digest, and a quotation "
                  "stands elsewhere in it", *_copy("marsh-post", "Lighthouse of", "The light of"),
                  )  # fmt: skip
    yield _vector("copy-without-the-words", "the lock has the copy's digest, and a quotation does "
                  "not stand in it", *_copy("gull-wire", "was broken", "was cracked"))  # fmt: skip
    yield _vector("invented", "words that stand in no source, with all digests made anew",
                  *_everywhere("not switched", "and"))  # fmt: skip
    suffix = re.search(r',\s+"suffix": "[^"]*"', own["site/stories/lamp.annotations.json"])
    assert suffix
    yield _vector("no-suffix-any-more", "the words stand twice in the copy, and nothing says which "
                  "are meant", ("site/stories/lamp.annotations.json", suffix[0], ""))  # fmt: skip
    yield _vector("omission-out-of-order", "the pieces stand in the copy in another order",
                  *_marked("[The keepers] which cost 1,250 crowns […] waited for a part"),
                  )  # fmt: skip
    yield _vector("insertion-with-a-digit", "an insertion holds no digit",
                  *_marked("[The 2 keepers] waited for a part […] which cost 1,250 crowns"),
                  )  # fmt: skip
    yield _vector("insertion-at-a-number", "an insertion stands beside no number",
                  *_marked("waited for a part […] which cost [about] 1,250 crowns"),
                  )  # fmt: skip


def _of_lists(own: dict[str, str]) -> Iterator[Json]:
    """How a list of digests may be written, and what it may not name."""
    row = f"{_sha256('x' + chr(10))}  "
    name = {"file": "site/a\\b\nc.txt", "write": "x\n"}
    listed = own[LIST] + f"\\{row}a\\\\b\\nc.txt\n"
    marker = {"file": "site/.explainer-site", "write": MARKED.decode()}
    yield _vector("list-with-cr-lf", "lines may end with CR LF, and empty ones say nothing",
                  sign=False, accept=True,
                  more=[{"file": LIST, "write": own[LIST].replace("\n", "\r\n\n")}])  # fmt: skip
    yield _vector("list-with-escapes", "a backslash before a line: signs in its path are escaped",
                  sign=False, accept=True,
                  more=[name, {"file": LIST, "write": listed}])  # fmt: skip
    yield _vector("list-without-the-escape", "no backslash before the line: the path is as it is",
                  sign=False, more=[name, {"file": LIST, "write": own[LIST] + listed[
                      len(own[LIST]) + 1:]}])  # fmt: skip
    yield _vector("list-names-itself", "the list is no file of its own", sign=False,
                  more=[{"file": LIST, "write": f"{own[LIST]}{row}SHA256SUMS\n"}])  # fmt: skip
    yield _vector("list-names-the-marker", "the marker is in no list", sign=False,
                  more=[marker, {"file": LIST, "write": own[LIST]
                                 + f"{_sha256(MARKED.decode())}  .explainer-site\n"}])  # fmt: skip
    yield _vector("marker-with-more", "a marker that holds something else", sign=False,
                  more=[{**marker, "write": "More.\n"}])  # fmt: skip
    yield _vector("marker-elsewhere", "a marker stands at the root alone", sign=False,
                  more=[{**marker, "file": "site/stories/.explainer-site"}])  # fmt: skip


def _of_locks() -> Iterator[Json]:
    """How a lock's values may be written, and what it may not hold."""
    dark = ("exact: stayed dark for a week\n", "stayed dark for a week")
    yield _vector("lock-in-double-quotes", "a value between double quotes, over three lines",
                  (LOCK, dark[0], 'exact: "stayed \\x64ark\\u0020for\\\n      \\ a\n      week"\n'),
                  accept=True)  # fmt: skip
    yield _vector("lock-in-single-quotes", "a value between single quotes, over two lines",
                  (LOCK, dark[0], "exact: 'stayed dark\n      for a week'\n"),
                  accept=True)  # fmt: skip
    yield _vector("lock-with-an-unknown-escape", "\\k stands for nothing",
                  (LOCK, dark[0], 'exact: "stayed dark for a wee\\k"\n'))  # fmt: skip
    other = "stayed dark\nfor a week"
    yield _vector("lock-with-an-empty-line", "an empty line in a value is a line feed",
                  (LOCK, dark[0], "exact: 'stayed dark\n\n      for a week'\n"),
                  (LOCK, _sha256(dark[1]), _sha256(other)), (TABLE, dark[1], other),
                  (NOTES, dark[1], other.replace("\n", "\\n")), accept=True)  # fmt: skip
    yield _vector("lock-with-a-hyphen", "a plain value may begin with a hyphen and no space",
                  *_copy("marsh-post", "for a week\n\n", "fo-ra week\n\n"),
                  (LOCK, "prefix: r a week", "prefix: -ra week"), accept=True)  # fmt: skip
    yield _vector("lock-with-an-unknown-key", "no other keys stand at the top",
                  (LOCK, "normaliser: 2\n", "normaliser: 2\nnormalizer: 3\n"))  # fmt: skip
    yield _vector("lock-with-quotations-twice", "a second table of quotations behind the overlaps",
                  (LOCK, "overlaps: []\n", "overlaps: []\nquotations: {}\n"))  # fmt: skip
    yield _vector("lock-with-overlaps", "what copies share is about voices",
                  (LOCK, "overlaps: []\n", ("overlaps:\n- a: gull-wire\n  b: marsh-post\n"
                   "  words: 9\n  a_share: 0.3\n  b_share: 0.2\n  runs: []\n")),
                  accept=True)  # fmt: skip
    marks = ("verified: '2026-11-23'\n    looks:\n    - starts-late\n    - stops-early\n"
             "  post-nobody")  # fmt: skip
    yield _vector("marks-without-brackets", "marks are told where there are none",
                  (LOCK, marks, marks.replace("looks", "marks: 1\n    looks")))  # fmt: skip
    shown = (LOCK, marks, marks.replace("looks", "reader: rendered\n    looks"))
    yield _vector("rendered", "the words stand in what a browser showed, and no copy is there",
                  shown, accept=True, more=[{"file": "copies/marsh-post.txt"}])  # fmt: skip
    yield _vector("rendered-text", "no browser shows a text otherwise", shown)
    yield _vector("copy-with-a-mark", "a byte order mark is no part of the text",
                  *_copy("gull-wire", "The lamp", "\ufeffThe lamp"), accept=True)  # fmt: skip


def _of_pages_and_data() -> Iterator[Json]:
    """What the source pages and the data files say, held against the lock."""
    page, dark = "site/sources/marsh-post.html", "stayed dark for a week"
    shown = f"<blockquote>“{dark}”</blockquote>"
    yield _vector("page-with-tags", "tags and entities of a page are no words",
                  (page, shown, ("<blockquote cite='x'><p>“stayed <b>dark</b>\nfor&#32;a week”</p>"
                   "</blockquote>")), accept=True)  # fmt: skip
    yield _vector("page-with-other-words", "a source's page shows other words than the lock",
                  (page, shown, shown.replace("dark", "bright")))  # fmt: skip
    yield _vector("page-without-the-words", "a source's page does not show a quotation",
                  (page, f'<figure id="q.post-dark">\n{shown}\n</figure>\n', ""))  # fmt: skip
    yield _vector("page-with-no-block", "the words stand in no block of their own",
                  (page, shown, dark))  # fmt: skip
    told = "“Nobody told us”"
    yield _vector("page-with-the-words-elsewhere", "the words stand in another quotation's block",
                  (page, shown, ""), (page, told, f"{told[:-1]}: {dark}”"))  # fmt: skip
    yield _vector("page-with-an-id-twice", "two elements have one id, and other words",
                  (page, "</html>", ('<p id="q.post-dark">\n<blockquote>“stayed bright”'
                   "</blockquote>\n</p>\n</html>")))  # fmt: skip
    yield _vector("page-with-a-quotation-more", "a page shows a quotation that the lock does not "
                  "have", (page, "</html>", ('<figure id="q.post-new">\n<blockquote>“It was a plot”'
                           "</blockquote>\n</figure>\n</html>")))  # fmt: skip
    for key, was in (("start", 58), ("end", 80)):
        yield _vector(f"annotation-with-another-{key}", "an annotation has another place",
                      (NOTES, f'"{key}": {was}', f'"{key}": {was - 1}'))  # fmt: skip
    yield _vector("annotation-with-other-words", "an annotation has other words",
                  (NOTES, f'"{dark}"', '"stayed dark"'))  # fmt: skip
    yield _vector("annotation-with-another-piece", "an annotation has words that are no piece",
                  (NOTES, '"waited for a part"', '"waited for two parts"'))  # fmt: skip
    yield _vector("annotation-of-another-quotation", "an annotation's quotation is in no table",
                  (NOTES, '"#q.gull-broken"', '"#q.gull-new"'))  # fmt: skip
    yield _vector("row-missing", "an annotation's quotation is missing in the table",
                  (TABLE, f'"post-dark","{dark}","marsh-post"\r\n', ""))  # fmt: skip
    yield _vector("annotations-missing", "a story has both data files", sign=False, more=[
        {"file": NOTES}, {"file": LIST, "write": _list(
            {name: text for name, text in base().items() if name != NOTES})}])  # fmt: skip
    yield _vector("apostrophe", "an apostrophe before a cell is no part of it",
                  (TABLE, '"stayed', "\"'stayed"), accept=True)  # fmt: skip
    yield _vector("two-apostrophes", "one apostrophe is no part of a cell, and the next is",
                  (TABLE, '"stayed', "\"''stayed"))  # fmt: skip
    # Quotations that need what only the site, or only the lock, tells.
    they = {"id": "post-they", "source": "marsh-post",
            "exact": "said his sister. [The keepers] waited for a part"}  # fmt: skip
    yield _quoted("language", "the site tells the language whose pronoun an insertion stands for",
                  they, accept=True)  # fmt: skip
    yield _quoted("another-language", "in the language that the site tells, nothing is replaced",
                  they, (NOTES, '"language": "en"', '"language": "tr"'))  # fmt: skip
    boats = {"id": "post-boats", "source": "marsh-post", "prefix": "in. The",
             "exact": "[…] boats stayed in"}  # fmt: skip
    yield _quoted("mark-at-the-edge", "at a mark no annotation can have the editor's prefix: the "
                  "lock's says which words are meant", boats, accept=True)  # fmt: skip
    uncited = {"id": "post-in", "source": "marsh-post", "exact": "boats stayed in", "suffix": " un"}
    cells = f'"post-in","{uncited["exact"]}","marsh-post"\r\n'
    yield _quoted("cited-by-no-story", "the lock's prefix and suffix say which words are meant",
                  uncited, (TABLE, cells, ""), (NOTES, _item(uncited), ""),
                  accept=True)  # fmt: skip
    sister = {"id": "post-sister", "source": "marsh-post", "exact": "said his sister"}
    yield _quoted("annotation-missing", "a table's quotation is missing among the annotations",
                  sister, (NOTES, _item(sister), ""))  # fmt: skip


def _item(quotation: dict[str, str]) -> str:
    """The annotation of a quotation as it stands in its file, with the comma before it."""
    alone = json.dumps([_annotation(quotation)], indent=1).strip("[]").rstrip()
    return "," + alone.replace("\n", "\n  ")


# --- The files


def kit_files() -> dict[str, str]:
    """Every file that is made here: its path within `kit/` → its text."""
    vectors = list(publications())
    assert len({each["id"] for each in vectors}) == len(vectors)
    return {
        "normalisation.json": _json(normalisation()),
        "marks.json": _json(marks()),
        "publications.json": _json({"vectors": vectors}),
        **{f"base/{name}": text for name, text in base().items()},
    }


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def main() -> int:
    """Write or check the files. Returns the exit code."""
    stale = []
    for name, text in kit_files().items():
        path, data = KIT / name, text.encode()
        if path.is_file() and path.read_bytes() == data:
            continue
        stale.append(name)
        if "--check" not in sys.argv[1:]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if stale and "--check" in sys.argv[1:]:
        sys.stderr.write(f"not current in kit/: {', '.join(stale)}. Run 'make kit'.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
