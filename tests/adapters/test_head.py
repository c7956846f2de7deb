"""What a hand-written page says of itself is text in every page's frame."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import explainer, files_of

SCRIPT = "<script>alert(1)</script>"
HEAD = f"""---
title: "{SCRIPT} & more"
description: '"><img src=x onerror=alert(1)>'
author: "{SCRIPT}"
---
# Another
"""
REDIRECT = """---
template: redirect.html
location: https://evil.example/
---
# Away
"""


@pytest.fixture
def pages(demo: Path) -> Path:
    return demo / "content/pages"


def test_front_matter_is_text_on_every_page(demo: Path, pages: Path) -> None:
    (pages / "other.md").write_text(HEAD, "utf-8")
    done = explainer("build", "-q", cwd=demo)
    assert done.returncode == 0, done.stderr
    built = {
        name: data.decode() for name, data in files_of(demo / "site").items() if ".htm" in name
    }
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in built["other.html"]
    for name, html in built.items():
        assert SCRIPT not in html, name
        assert "<img src=x" not in html, name


def test_a_name_of_a_file_is_text(demo: Path, pages: Path) -> None:
    (pages / "<b>bold<!--.md").write_text("No heading.\n", "utf-8")
    done = explainer("build", "-q", cwd=demo)
    assert done.returncode == 0, done.stderr
    for name, data in files_of(demo / "site").items():
        if name.endswith(".html"):
            assert b"<b>bold" not in data, name
            assert b"<B>" not in data, name


def test_a_template_of_the_theme_is_not_used(demo: Path, pages: Path) -> None:
    (pages / "away.md").write_text(REDIRECT, "utf-8")
    done = explainer("build", cwd=demo)
    assert "redirect.html" in done.stderr
    html = (demo / "site/away.html").read_text("utf-8")
    assert 'http-equiv="refresh"' not in html
    assert "evil.example" not in html
    assert explainer("build", "--strict", cwd=demo).returncode != 0
