"""What the sanitiser takes out, what it says of that, and what it leaves."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.pages.sanitise import addresses, plain_html, removed, sanitise, with_addresses
from tests.hostile.bodies import OWN
from tests.hostile.vectors import ALL

# Elements that show text and do nothing, by the HTML standard; the list is this test's own.
TEXT = frozenset(
    re.findall(
        r"\w+",
        "a abbr article aside b bdi bdo blockquote br caption center cite code col colgroup dd del "
        "details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins "
        "kbd li mark ol p pre q rp rt ruby s samp section small span strike strong sub summary sup "
        "table tbody td tfoot th thead time tr tt u ul var wbr",
    )
)


@pytest.mark.parametrize("vector", [*ALL, *OWN])
def test_nothing_is_left_that_could_act(vector: str) -> None:
    once = sanitise(vector)
    assert sanitise(once) == once
    for node in LexborHTMLParser(f"<!doctype html><body>{once}").css("body *"):
        assert node.tag in TEXT, once
        for name, value in node.attributes.items():
            assert not name.startswith(("on", "form", "xlink", "srcset", "ping", "name")), once
            assert name != "style" or (value or "").startswith("text-align: ")
            if name in ("href", "src"):
                read = (value or "").strip().lower()
                assert not read.startswith(("//", "\\", "javascript", "data", "vbscript")), once


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<script>x</script>", "<script>"),
        ("<p onclick=x>y</p>", "onclick= in <p>"),
        ('<img src="https://a.example/x.png">', '<img src="https://a.example/x.png">'),
        ('<a href="//a.example">x</a>', '<a href="//a.example">'),
        ('<a href="/&#9;/a.example">x</a>', '<a href="/\t/a.example">'),
        ('<a href="\\\\a.example">x</a>', '<a href="\\\\a.example">'),
        ('<a href="https:a.example">x</a>', '<a href="https:a.example">'),
        ('<p style="color: red">x</p>', "style= in <p>"),
        ('<p class="a md-header">x</p>', '<p class="md-header">'),
        ("<iframe src=x></iframe>", "<iframe>"),
        ("<body onload=x>", "onload= in <body>"),
        ("<form><input></form>", "<form>"),
    ],
)
def test_what_is_taken_out_is_told(html: str, told: str) -> None:
    assert told in [what for what, _ in removed(html)]


@pytest.mark.parametrize("id", ["__search", "__palette_0", "sxSearch", "sx-build", "L"])
def test_an_id_that_a_script_may_look_for_is_another(id: str) -> None:
    html = sanitise(f'<p id="{id}">x</p><a href="#{id}">y</a>')
    assert html == f'<p id="page-{id}">x</p><a href="#page-{id}">y</a>'


def test_addresses_are_changed_and_nothing_else() -> None:
    html = sanitise(
        '<p title="<a href=\'b.md\'>">x</p><a class="c" href="b.md" title="&quot;">'
        '<img alt="" src="b.png"></a><a href="c.md?a=1&amp;b=2">z</a>'
    )
    assert list(addresses(html)) == ["b.md", "b.png", "c.md?a=1&b=2"]
    changed = with_addresses(html, {"b.md": 'q".html', "c.md?a=1&b=2": "c.html"})
    assert list(addresses(changed)) == ['q".html', "b.png", "c.html"]
    assert sanitise(changed) == changed
    assert "title=\"&lt;a href='b.md'&gt;\"" in changed


def test_words_alone() -> None:
    assert plain_html("a <b>b</b> &lt;i&gt; &amp; <script>c</script>") == "a b &lt;i&gt; &amp; "
