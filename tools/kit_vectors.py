"""What is changed of the kit's publication: what a verifier must accept or refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit_publication import (
    COPIES,
    LIST,
    LOCK,
    NOTES,
    QUOTATIONS,
    TABLE,
    annotation,
    base,
    list_of,
    sha256,
    signed,
)  # fmt: skip

from generator.publishing.atomic_swap import MARKED

Json = Any

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
        files = signed(files)
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
    now = signed({name: text for name, text in now.items() if name != LIST})
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
        (LOCK, sha256(old), sha256(new)),
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
        (LOCK, sha256(was), sha256(now)),
        *((file, was, now) for file in places),
    ]


def _copy(id: str, was: str, now: str, *, accepted: bool = True) -> list[Edit]:
    """A copy with other words and, where it is accepted, its digest in the lock."""
    old, new = COPIES[id], COPIES[id].replace(was, now, 1)
    edits = [(f"copies/{id}.txt", was, now)]
    return [*edits, (LOCK, sha256(old), sha256(new))] if accepted else edits


def publications() -> Iterator[Json]:
    """All publications, those to accept first."""
    index, page = "site/index.html", "site/stories/lamp.html"
    own = base()
    elsewhere = {"file": "SHA256SUMS", "write": own[LIST]}
    first = own[LIST].splitlines()[0]
    prose = (index, "was dark", "was bright")
    row = sha256(own[index])
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
                  (LOCK, sha256("stayed dark for a week"), sha256("stayed dark")))  # fmt: skip
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
    yield from _of_stamps()
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
    row = f"{sha256('x' + chr(10))}  "
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
                                 + f"{sha256(MARKED.decode())}  .explainer-site\n"}])  # fmt: skip
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
                  (LOCK, sha256(dark[1]), sha256(other)), (TABLE, dark[1], other),
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
        {"file": NOTES}, {"file": LIST, "write": list_of(
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
    alone = json.dumps([annotation(quotation)], indent=1).strip("[]").rstrip()
    return "," + alone.replace("\n", "\n  ")


def _of_stamps() -> Iterator[Json]:
    """Time stamps: each must be of the list beside it."""
    made = json.loads(Path(__file__).with_name("kit_stamps.json").read_text("utf-8"))
    data, other = made["list"], made["list"].replace("quotation gull-broken", "quotation gull-new")
    name, renamed = sha256(data)[:16], sha256(other)[:16]

    def vector(id: str, why: str, stamp: str, *, accept: bool = False, **lists: str) -> Json:
        files: dict[str, str | bytes] = {
            **{f"site/time-stamps/{each[1:]}.txt": text for each, text in lists.items()},
            f"site/time-stamps/{stamp}": bytes.fromhex(made[id if id in made else "stamp"]),
            "site/time-stamps/tide.pem": made["certificates"],
        }
        files[LIST] = list_of(base() | files)
        changes = [
            {"file": file, **({"write": text} if isinstance(text, str) else {"hex": text.hex()})}
            for file, text in files.items()
        ]
        return _vector(id, why, accept=accept, sign=False, more=changes)

    stamp = f"{name}.tide.tsr"
    own, others = {f"_{name}": data}, {f"_{name}": other}
    yield vector("stamp", "a time stamp of the list beside it", stamp, accept=True, **own)
    yield vector("stamp-with-sha512", "another digest of the list", stamp, accept=True, **own)
    yield vector("stamp-of-another-digest", "the stamp is of another list, though the digest of "
                 "this one stands in it as its nonce", stamp, **own)  # fmt: skip
    yield vector("list-altered", "the list was altered after it was stamped", stamp, **others)
    yield vector("list-altered-and-renamed", "the list was altered and given the name of what it "
                 "is now", f"{renamed}.tide.tsr", **{f"_{renamed}": other})  # fmt: skip
    yield vector("list-renamed", "a list has another name than its digest",
                 f"{renamed}.tide.tsr", **{f"_{renamed}": data})  # fmt: skip
    yield vector("stamp-without-its-list", "the list of a stamp is not there", stamp)
    yield vector("stamp-cut-short", "the stamp ends before it says what it is of", stamp, **own)
