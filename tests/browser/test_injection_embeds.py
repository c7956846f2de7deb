"""Vectors of every class in pages that other sites may frame: they bring nothing along.

`test_injection.py` has every vector in all other pages. These are made by the same functions, with
a template of their own, and there are more of them: so some vectors of each class will do.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_injection import HARMLESS
from tests.hostile.files import write_sites
from tests.hostile.vectors import PRODUCT, VECTORS
from tests.hostile.window import window
from tests.sites import explainer
from tests.support import DEMO, EVERYTHING, elements

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sampled]
EACH = 2 if EVERYTHING else 1
SOME = [vector for each in VECTORS.values() for vector in each[:: max(1, len(each) // 2)][:EACH]]


def build(vectors: list[str], folder: Path) -> Path:
    """The folder with the pages to be framed, of a built site with the vectors in its entries."""
    site = write_sites(vectors, folder, embeds=True).entries
    (site / "pages").mkdir()
    config = (DEMO / "mkdocs.yml").read_text("utf-8").replace("content/pages", "pages")
    (site / "mkdocs.yml").write_text(config, "utf-8")
    done = explainer("build", "-q", "-d", folder / "out", cwd=site)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "out"


def test_no_vector_does_anything_in_a_frame(browser: Browser, tmp_path: Path) -> None:
    shapes: dict[str, set[str]] = {}
    for name, vectors in (("harmless", HARMLESS[: len(SOME)]), ("hostile", SOME)):
        out = build(vectors, tmp_path / name)
        paths = sorted((out / "embed").rglob("*.html"))
        assert len(paths) > 3 * len(vectors)
        with window(browser, out) as found:
            found.open([path.relative_to(out).as_posix() for path in paths])
            assert found.ran == []
            assert found.asked == []
            shapes[name] = found.all_shapes
        for path in paths:
            assert PRODUCT not in path.read_text("utf-8"), path
            code = json.loads(path.with_suffix(".json").read_text("utf-8"))["html"]
            _, (tag, attributes, text) = elements(code)
            assert (tag, text) == ("iframe", "")
            assert {*attributes} == {"src", "title", "width", "height", "loading", "style"}
            assert attributes["src"].startswith("https://a.example/embed/")
    assert shapes["hostile"] - shapes["harmless"] == set()
