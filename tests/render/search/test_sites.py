"""Sites that still name Material's search plugin, and what no site has any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import explainer, files_of

pytestmark = pytest.mark.slow


def test_a_site_that_names_the_search_plugin_has_the_same_pages(demo: Path, tmp_path: Path) -> None:
    config = demo / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert explainer("build", "--strict", "-d", tmp_path / "without", cwd=demo).returncode == 0
    config.write_text(text.replace("  - explainer\n", "  - search\n  - explainer\n"), "utf-8")
    assert explainer("build", "--strict", "-d", tmp_path / "with", cwd=demo).returncode == 0
    without, named = files_of(tmp_path / "without"), files_of(tmp_path / "with")
    # The plugin writes its index all the same; no page asks for it.
    added = {name for name in named if name.startswith("search/")}
    assert "search/search_index.json" in added
    # The list of all files names them too.
    assert named.pop("SHA256SUMS") != without.pop("SHA256SUMS")
    assert {name: data for name, data in named.items() if name not in added} == without


def test_no_page_names_the_search_of_the_theme(demo: Path, tmp_path: Path) -> None:
    assert explainer("build", "--strict", "-d", tmp_path / "site", cwd=demo).returncode == 0
    made = files_of(tmp_path / "site")
    assert not any(name.startswith("search/") for name in made)
    for name, data in made.items():
        if name.endswith(".html"):
            for trace in (b"lunr", b"workers/", b"search_index", b"md-search", b"[for=__search]"):
                assert trace not in data, name
            assert data.count(b"search-open.js") == 1, name
