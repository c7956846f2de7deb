"""The reading order: what is unknown or goes round is found, each once, however many stories."""

from __future__ import annotations

from pathlib import Path

from tests.compiled import compile_site
from tests.support import BASE, codes, make_site, no_hang, said

STORY = (BASE / "content/stories/bell/story.yml").read_text("utf-8")


def site_of(folder: Path, follows: dict[str, str]) -> Path:
    """A site whose stories follow each other as told."""
    files = {
        f"content/stories/{slug}/story.yml": STORY.replace(
            "key_points:", (f"follows: {before}\n" if before else "") + "key_points:"
        )
        for slug, before in follows.items()
    }
    return make_site(folder, files)


def test_a_chain_and_a_tree_are_fine(tmp_path: Path) -> None:
    order = {"a": "", "b": "a", "c": "b", "d": "a", "e": "bell"}
    assert codes(compile_site(site_of(tmp_path, order))) == []


def test_each_circle_is_reported_once(tmp_path: Path) -> None:
    order = {"a": "b", "b": "a", "c": "a", "d": "c", "e": "f", "f": "g", "g": "e", "h": "h"}
    compiled = compile_site(site_of(tmp_path, order))
    assert codes(compiled) == ["circular-order"] * 3
    for told in ("'a' follows 'b' follows 'a'", "'e' follows 'f' follows 'g' follows 'e'",
                 "the story 'h' follows itself"):  # fmt: skip
        assert told in said(compiled)


def test_a_long_circle_is_told_in_short(tmp_path: Path) -> None:
    slugs = [f"s{n:03d}" for n in range(200)]
    order = dict(zip(slugs, [*slugs[1:], slugs[0]], strict=True))
    with no_hang():
        compiled = compile_site(site_of(tmp_path, order))
    assert codes(compiled) == ["circular-order"]
    assert "'s000' follows 's001'" in said(compiled)
    assert "'s100'" not in said(compiled)


def test_a_story_in_a_broken_file_is_not_called_unknown(tmp_path: Path) -> None:
    folder = site_of(tmp_path, {"a": "broken"})
    broken = folder / "content/stories/broken/story.yml"
    broken.parent.mkdir()
    broken.write_text("title: [", "utf-8")
    assert "unknown-reference" not in codes(compile_site(folder))
    broken.write_text("title: Half a story\n", "utf-8")
    assert "unknown-reference" not in codes(compile_site(folder))
