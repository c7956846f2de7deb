"""What sources have to do with one another, and what is wrong between files."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from generator.index import Link, LinkKind, Overlap, Relations
from generator.load import find_content
from generator.model import Ruling, Verdict
from generator.passes.documents import Documents
from generator.passes.relations import relation_rows
from generator.verify.independence import Voices
from tests.compiled import Compiled, compile_site
from tests.support import BASE, DEMO, codes, make_site, said


def test_each_source_has_what_names_it(compiled_demo: Compiled) -> None:
    assert compiled_demo.site
    entries = compiled_demo.site.sources
    a, b, c = sorted(entries)[:3]
    link = Link(a, c, LinkKind.ORIGIN, "The Agency", joins=True)
    overlaps = (Overlap(a, b, 9, 0.1, 0.2, ()), Overlap(b, "not-there", 9, 0.1, 0.2, ()))
    ruling = Ruling(other=b, verdict=Verdict.INDEPENDENT, reason="They say so.")
    sources = {id: each.source.model_copy(update={"rulings": []}) for id, each in entries.items()}
    sources[c] = sources[c].model_copy(update={"rulings": [ruling]})
    rows = relation_rows(sources, Voices((), (link,), ()), overlaps)
    found = {
        row.key: pickle.loads(row.value)  # noqa: S301 - made above
        for row in rows
    }
    assert found.keys() == entries.keys()
    assert found[a] == Relations([link], [], [overlaps[0]])
    assert found[b] == Relations([], [(c, ruling)], list(overlaps))
    assert found[c] == Relations([link], [(c, ruling)], [])


def test_an_id_in_two_files_is_told_at_the_second(tmp_path: Path) -> None:
    text = (BASE / "content/sources/post.yml").read_text("utf-8")
    compiled = compile_site(make_site(tmp_path, {"content/sources/wire.yml": text}))
    told = [each for each in compiled.diagnostics if each.code == "duplicate-id"]
    assert told
    assert {each.place.file for each in told} == {"content/sources/wire.yml"}
    assert "stands in content/sources/post.yml:" in said(compiled)
    assert set(codes(compiled)) == {"duplicate-id"}


def test_a_place_of_a_quotation_is_that_of_its_id() -> None:
    files, _ = find_content(DEMO, "content")
    documents = Documents(DEMO, files)
    for file in files.sources:
        document = documents.source(file.id)
        count = len([*document.places(("quotations",), "id")])
        for at in range(count):
            again, place = documents.quotation(file.id, at)
            assert again is document
            assert place == document.place(("quotations", at, "id"))


def test_a_file_that_is_gone_meanwhile_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    files, _ = find_content(site, "content")
    documents = Documents(site, files)
    assert documents.site().path == "content/site.yml"
    files.sources[0].path.unlink()
    with pytest.raises(FileNotFoundError):
        documents.source(files.sources[0].id)
