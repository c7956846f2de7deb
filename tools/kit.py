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
LOCK, LIST = "quotations.lock.yml", "site/SHA256SUMS"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _locked(quotation: dict[str, str]) -> LockedQuotation:
    text = COPIES[quotation["source"]]
    copy, words = (
        normalise(text),
        Quotation(**{k: v for k, v in quotation.items() if k != "source"}),
    )
    found = locate(words.exact, copy, None, words.suffix, "en")
    assert isinstance(found, Located), words.id
    nowhere = Place("", 1, 1)
    entry = QuotationEntry(words, quotation["source"], nowhere, nowhere)
    read, archived = Reading(found, copy, Reader.STATIC), Copy(text, f"sha256:{_sha256(text)}")
    return record(entry, found, read, archived, "en", "2026-11-23")


def _lock() -> str:
    sources = {id: LockedSource(digest=f"sha256:{_sha256(COPIES[id])}") for id in sorted(COPIES)}
    quotations = {each["id"]: _locked(each) for each in QUOTATIONS}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / LOCK
        write_lock(Lock(normaliser=VERSION, sources=sources, quotations=quotations), path)
        return path.read_text("utf-8")


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<h1>{title}</h1>\n{body}</html>\n"
    )


def _source_page(id: str) -> str:
    figures = "".join(
        f'<figure id="q.{each["id"]}">\n<blockquote>“{each["exact"]}”</blockquote>\n</figure>\n'
        for each in QUOTATIONS
        if each["source"] == id
    )
    return _page(id, figures)


def _annotation(quotation: dict[str, str]) -> Json:
    locked, marked = _locked(quotation), "[" in quotation["exact"]
    # Of words with marks no selector can hold a position, nor all of them.
    exact = "waited for a part" if marked else quotation["exact"]
    selectors: list[Json] = [{"type": "TextQuoteSelector", "exact": exact}]
    if suffix := quotation.get("suffix"):
        selectors[0]["suffix"] = suffix
    if not marked:
        place = {"start": locked.start, "end": locked.end}
        selectors.append({"type": "TextPositionSelector", **place})
    return {
        "id": f"#s.1.{quotation['id']}",
        "type": "Annotation",
        "target": {
            "type": "SpecificResource",
            "source": {"id": f"https://{quotation['source']}.example/", "language": "en"},
            "selector": selectors,
            "id": f"#q.{quotation['id']}",
        },
    }


def base() -> dict[str, str]:
    """The publication with nothing wrong: its files by path."""
    rows = [("id", "exact", "source"), *((q["id"], q["exact"], q["source"]) for q in QUOTATIONS)]
    table = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    collection = {
        "type": "AnnotationCollection",
        "first": {"type": "AnnotationPage", "items": [_annotation(each) for each in QUOTATIONS]},
    }
    files = {
        LOCK: _lock(),
        **{f"copies/{id}.txt": text for id, text in COPIES.items()},
        "site/index.html": _page("Velm", "<p>The lamp of Velm was dark.</p>\n"),
        "site/stories/lamp.html": _page("The lamp", "<p>Nobody knows why.</p>\n"),
        "site/stories/lamp.quotations.csv": table,
        "site/stories/lamp.annotations.json": json.dumps(collection, indent=1) + "\n",
        **{f"site/sources/{id}.html": _source_page(id) for id in COPIES},
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
    yield _vector("lock-id-twice", "an id stands twice, and readers of YAML choose either",
                  (LOCK, "  post-nobody:\n", "  post-dark:\n"))  # fmt: skip
    yield _vector("lock-field-twice", "a field stands twice",
                  (LOCK, "normaliser: 2\n", "normaliser: 3\nnormaliser: 2\n"))  # fmt: skip
    yield _vector("lock-with-an-anchor", "anchors are no part of the subset",
                  (LOCK, "exact: stayed", "exact: &a stayed"))  # fmt: skip
    yield _vector("lock-with-a-tag", "tags are no part of the subset",
                  (LOCK, "exact: stayed", "exact: !!str stayed"))  # fmt: skip
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
