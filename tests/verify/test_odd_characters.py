"""What stands around a quotation in a copy is written into the lock, and read there, as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.digests import sha256_label
from generator.folding import VERSION, normalise
from generator.load import LOCK_FILE, document_from
from generator.load.parse import BAD_CHARACTER, dump, parse
from generator.load.tree import plain_value
from generator.model import Lock, LockedQuotation, LockedSource
from generator.validate import validate_document
from generator.verify.lock import write_lock
from generator.verify.match import Located, locate


@pytest.mark.parametrize("odd", ["\x01", "\x1b", "\x9b", "\u202e", "\ufdd1", "\U0001fffe"])
def test_a_lock_holds_what_a_copy_has_around_the_words(odd: str, tmp_path: Path) -> None:
    copy = normalise(f"It was late.{odd} The lamp stayed dark for a week, {odd} said the keeper.")
    found = locate("stayed dark for a week", copy, "", "", "en")
    assert isinstance(found, Located)
    quotation = LockedQuotation(
        source="post",
        exact="stayed dark for a week",
        words=sha256_label("stayed dark for a week"),
        start=found.start,
        end=found.end,
        prefix=copy.text[: found.start].strip(),
        suffix=copy.text[found.end :].strip(),
        verified="2026-11-23",
    )
    assert odd in quotation.prefix
    assert odd in quotation.suffix
    sources = {"post": LockedSource(digest=sha256_label("x"))}
    lock = Lock(normaliser=VERSION, sources=sources, quotations={"post-dark": quotation})
    path = tmp_path / LOCK_FILE
    write_lock(lock, path)
    assert not BAD_CHARACTER.search(path.read_text("utf-8"))
    document, problems = document_from(path.read_bytes(), LOCK_FILE, "lock")
    assert document
    assert problems == []
    assert validate_document(document, Lock) == (lock, [])


def test_no_file_of_an_editor_holds_such_codes() -> None:
    _, _, problems = parse('exact: "stayed \\x01dark"\n', "content/sources/post.yml")
    assert [each.code for each in problems] == ["bad-character"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_whatever_is_dumped_is_read_as_the_same(text: str) -> None:
    root, _, problems = parse(dump({"exact": text}), "", by_command=True)
    assert problems == []
    assert root is not None
    assert plain_value(root) == {"exact": text}
