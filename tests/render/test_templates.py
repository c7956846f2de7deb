"""Page templates → blocks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.render import Fragment, Heading
from generator.render.templates import BadTemplateError, CompactTemplates, Templates, open_templates
from generator.render.wording import wording_for


@dataclass(frozen=True)
class Context:
    title: str = "<b>A</b> & {{ 7*7 }}"
    items: tuple[str, ...] = ()


def templates(tmp_path: Path, **pages: str) -> Templates:
    """The templates of a site and of a package, each in its folder: `own_x`, `package_x`."""
    for name, text in pages.items():
        where, _, page = name.partition("_")
        path = tmp_path / where / "site-templates" / "pages" / f"{page}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    defaults = tmp_path / "package" / "site-templates"
    return open_templates(tmp_path / "own", defaults, wording_for("en"))


def test_headings_become_blocks_between_fragments(tmp_path: Path) -> None:
    made = templates(
        tmp_path,
        package_x='{{ heading(1, "top", title) }}\n<p>{{ title }}</p>\n\n<p>b</p>\n'
        '{{ heading(2, "end", "End") }}\n',
    )
    top, fragment, end = made.blocks("x", Context())
    assert top == Heading(1, "top", "<b>A</b> & {{ 7*7 }}")
    assert isinstance(fragment, Fragment)
    assert "<p>&lt;b&gt;A&lt;/b&gt; &amp; {{ 7*7 }}</p>\n<p>b</p>" in fragment.html
    assert end == Heading(2, "end", "End")


def test_a_fragment_has_no_blank_line(tmp_path: Path) -> None:
    made = templates(tmp_path, package_x="<p>a</p>\n\n  \n\t\n<p>{{ title }}</p>\n")
    (fragment,) = made.blocks("x", Context(title="b\n\n\nc"))
    assert isinstance(fragment, Fragment)
    assert all(line.strip() for line in fragment.html.split("\n"))


def test_a_site_may_bring_a_template_of_its_own(tmp_path: Path) -> None:
    made = templates(tmp_path, package_x="package", package_y="package", own_x="own")
    for name, text in (("x", "own"), ("y", "package")):
        (fragment,) = made.blocks(name, Context())
        assert isinstance(fragment, Fragment)
        assert text in fragment.html


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n{{ nothing }}\n", 2),
        ("a\nb\n{{ title.nothing }}\n", 3),
        ("a\n{% if title %}\nb\n", 3),
        ("{% nothing %}\n", 1),
        ("a\n{{ title | nothing }}\n", 2),
        ('a\n{% include "nothing.html" %}\n', 2),
        ("a\n{{ title.nothing() }}\n", 2),
        ("a\n{{ 1 / 0 }}\n", 2),
        ("a\n{{ title + 1 }}\n", 2),
        ("a\n{{ items[7] }}\n", 2),
        ("a\n\n{{ heading(1) }}\n", 3),
    ],
)
def test_a_mistake_in_a_template_is_marked(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(BadTemplateError) as caught:
        templates(tmp_path, own_x=text).blocks("x", Context())
    problem = caught.value.diagnostic
    assert problem.code == "bad-template"
    assert (problem.place.file, problem.place.line) == ("site-templates/pages/x.html", line)
    assert problem.message


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadTemplateError) as caught:
        templates(tmp_path).blocks("x", Context())
    assert caught.value.diagnostic.place.file == "site-templates/pages/x.html"


def test_layout_is_taken_out_of_a_template_and_no_words_are_put_together() -> None:
    source = """
<ul>
    {% for n in "ab" %}
      {% if n == "a" %}
        <li>
          {{ n }}
        </li>
      {% endif %}
    {% endfor %}
    {%- if true -%}
      x
    {%- endif %}
    y {% if true %} z{% endif %}

    {% include "words" %}
    after
    <p title="1  2">{{ content|safe }}</p>
</ul>"""
    loader = DictLoader({"page": source, "words": "included\n"})
    content = "<pre>a\n\n  b</pre>"
    plain = Environment(loader=loader, autoescape=True).get_template("page").render(content=content)
    compact = Environment(loader=loader, autoescape=True, extensions=[CompactTemplates])
    made = compact.get_template("page").render(content=content)
    assert made.split() == plain.split()
    assert content in made
    assert made.startswith("<ul>\n<li>\na\n</li>\n")
    assert "included\nafter\n" in made
