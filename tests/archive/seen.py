"""What of a page a reader sees: one row an idiom, each with a small page.

The static reader is tested row by row, Chromium is asked about the same pages, and the table in
`docs/archived-copies.md` is made from it: `.venv/bin/python -m tests.archive.seen`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs" / "archived-copies.md"
BEGIN, END = "<!-- rows of web pages -->\n", "<!-- end of rows -->\n"


@dataclass(frozen=True)
class Row:
    """A page's body (or all of it), which words are read, and which are not.

    `note` says why a row is as it is. `inner_text`: why Chromium's `innerText` says otherwise, though what it draws agrees.
    `decided`: why the reader says otherwise than what Chromium draws.
    """

    name: str
    html: str
    read: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    inner_text: str = ""
    decided: str = ""
    note: str = ""

    @property
    def page(self) -> str:
        """The whole page."""
        if self.html.startswith("<!doctype"):
            return self.html
        return f"<!doctype html><html lang=en><meta charset=utf-8><body>{self.html}"


_INNER = "it asks for no more than display and visibility"


def hidden(name: str, css: str, tag: str = "div", inner_text: str = _INNER) -> Row:
    """A row for a style that hides what it is set for."""
    return Row(name, f"<p>Plain words.</p><{tag} style='{css}'>Buried words</{tag}>",
               ("Plain words.",), ("Buried",), inner_text)  # fmt: skip


def shown(name: str, css: str, tag: str = "div") -> Row:
    """A row for a style that looks like one that hides, and does not."""
    return Row(name, f"<p>Plain words.</p><{tag} style='{css}'>Open words</{tag}>",
               ("Plain words.", "Open words"))  # fmt: skip


def sheet(name: str, css: str, html: str, read: str, not_read: str = "") -> Row:
    """A row for a rule in a `<style>`; words are parted by a bar."""
    return Row(name, f"<style>{css}</style>{html}", tuple(filter(None, read.split("|"))),
               tuple(filter(None, not_read.split("|"))))  # fmt: skip


_ALL = "<p class=a>Alpha word</p><p class=b>Beta word</p>"

ROWS = (
    # Elements
    Row("title and meta", "<!doctype html><title>Head line</title><meta name=description "
        "content='Meta words'><body><p>Body words", ("Body words",), ("Head line", "Meta")),
    Row("title inside the page", "<p>One</p><title>Second line</title><p>Two", ("One", "Two"),
        ("Second",)),
    Row("noscript in the head", "<!doctype html><head><noscript><img src=p.gif>Pixel words</noscript>"
        "<title>Keeper admits</title></head><body><p>Nothing was proved", ("Nothing was proved",),
        ("Pixel", "admits")),
    Row("noscript in the page", "<p>One</p><noscript><p>Turn it on</p></noscript>", ("One",),
        ("Turn",)),
    Row("script and style", "<p>One</p><script>var two = 'Two words'</script><style>.x{}</style>",
        ("One",), ("Two words", ".x")),
    Row("comments, and conditional ones", "<p>One <!-- two --> three<!--[if IE]><p>four"
        "<![endif]--></p>", ("One three",), ("two", "four")),
    Row("template", "<p>One</p><template><p>Two</p></template>", ("One",), ("Two",)),
    Row("iframe", "<p>One</p><iframe>Two</iframe>", ("One",), ("Two",)),
    Row("noframes", "<p>One</p><noframes>Two</noframes>", ("One",), ("Two",)),
    Row("noembed", "<p>One</p><noembed>Two</noembed>", ("One",), ("Two",)),
    Row("object with data", "<p>One</p><object data='data:text/plain,x' type=text/plain>Two</object>",
        ("One",), ("Two",)),
    Row("object with nothing to show", "<p>One</p><object>Two</object>", ("One", "Two")),
    Row("video and audio", "<p>One</p><video>Two</video><audio>Three</audio>", ("One",),
        ("Two", "Three")),
    Row("canvas", "<p>One</p><canvas>Two</canvas>", ("One",), ("Two",)),
    Row("progress and meter", "<p>One</p><progress>Two</progress><meter>Three</meter>", ("One",),
        ("Two", "Three")),
    Row("datalist", "<p>One</p><datalist><option>Two</datalist>", ("One",), ("Two",)),
    Row("words drawn in svg", "<svg width=300 height=80><title>Two</title><desc>Three</desc>"
        "<text y=30>Four words</text></svg>", ("Four words",), ("Two", "Three")),
    Row("svg definitions", "<svg width=300 height=80><defs><text y=30>Two</text></defs><symbol>"
        "<text y=30>Three</text></symbol><text y=60>Four</text></svg>", ("Four",), ("Two", "Three"),
        inner_text="it has what stands in definitions"),
    Row("svg outside of its texts", "<svg width=300 height=80>Two<g>Three</g></svg>One", ("One",),
        ("Two", "Three")),
    Row("HTML in svg", "<svg width=300 height=80><foreignObject width=300 height=80><p>One words"
        "</p></foreignObject></svg>", ("One words",)),
    Row("mathematics", "<math><mi>x</mi><mo>=</mo><semantics><mn>5</mn><annotation>"
        "Tex words</annotation></semantics></math>", ("= 5",), ("Tex",)),
    Row("a fraction in mathematics", "<math><mfrac><mn>1</mn><mn>6</mn></mfrac></math>", ("1", "6"),
        ("16",)),
    Row("closed dialog", "<p>One</p><dialog>Two</dialog>", ("One",), ("Two",)),
    Row("open dialog", "<p>One</p><dialog open>Two</dialog>", ("One", "Two")),
    Row("popover", "<p>One</p><div popover>Two</div>", ("One",), ("Two",)),
    Row("closed details", "<details>Loose <summary>Sum words</summary><p>Two</p> rest</details>",
        ("Sum words",), ("Two", "Loose", "rest")),
    Row("open details", "<details open><summary>Sum</summary><p>Two</p></details>", ("Sum", "Two")),
    Row("details in details", "<details><summary>Outer</summary><details><summary>Inner</summary>"
        "Deep</details></details>", ("Outer",), ("Inner", "Deep")),
    Row("select", "<select><option>First<option selected>Second<option>Third</select>", ("Second",),
        ("First", "Third"), inner_text="it lists all options"),
    Row("select with nothing chosen", "<select><option>First<option>Second</select>", ("First",),
        ("Second",), inner_text="it lists all options"),
    Row("select that shows all", "<select multiple><option>First<option>Second</select>",
        ("First", "Second")),
    Row("textarea", "<textarea rows=2>Written words</textarea>", ("Written words",),
        inner_text="it has no values of fields"),
    Row("words in fields and on buttons", "<input value='Typed words'><input type=submit value="
        "'Send words'><input type=hidden value=Three><input type=checkbox value=Four><button>Push"
        "</button>", ("Typed words", "Send words", "Push"), ("Three", "Four"),
        inner_text="it has no values of fields"),
    Row("marquee, center, font", "<marquee>Moving</marquee><center>Mid</center><font>Old</font>",
        ("Moving", "Mid", "Old")),
    Row("xmp and listing", "<xmp><b>Raw</b></xmp><listing>List</listing>", ("<b>Raw</b>", "List")),
    Row("plaintext", "<p>One</p><plaintext><b>Raw", ("One", "<b>Raw")),
    Row("an element that nobody knows", "<portal>One</portal><x-y>Two</x-y>", ("One", "Two")),
    Row("alt of a picture that cannot be shown to the reader", "<p>The <img src=data:, alt='Alt words'"
        " width=20 height=20> dam</p>", ("The dam", "Alt words"),
        decided="told as standing for a picture, behind all other words", inner_text="it has no alt"),
    Row("alt of a hidden picture", "<p>One</p><img hidden alt='Alt words'>", ("One",), ("Alt",)),
    Row("caption", "<figure><figcaption>Under it</figcaption></figure>", ("Under it",)),
    # What is no part of the words
    Row("del", "<p>The keeper <del>denied</del> <ins>confirmed</ins> it", ("The keeper confirmed it",),
        ("denied",), inner_text="it has what is struck out"),
    Row("s and strike", "<p>He <s>ran</s><strike>fell</strike> walked", ("He walked",),
        ("ran", "fell"), inner_text="it has what is struck out"),
    Row("struck out by a style", "<p>He <span style='text-decoration:line-through'>ran <b>far</b>"
        "</span> walked", ("He walked",), ("ran", "far"), inner_text="it has what is struck out"),
    sheet("del that a style does not strike out", "del{text-decoration:none}",
          "<p>He <del>ran</del> far", "He ran far"),
    Row("ruby", "<p>彼は<ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby>を見た", ("彼は灯台を見た",),
        ("とうだい",), decided="a reading aid is no part of the words"),
    Row("exponent", "<p>It holds 10<sup>6</sup> grains", ("10⁶ grains",), ("106",),
        decided="what is raised keeps its place"),
    Row("negative exponent", "<p>It is 10<sup>−9</sup> wide", ("10⁻⁹ wide",), ("10−9",),
        decided="what is raised keeps its place"),
    Row("unit", "<p>over 30 km<sup>2</sup> of", ("30 km² of",), ("km2",),
        decided="what is raised keeps its place"),
    Row("formula", "<p>H<sub>2</sub>O and x<sub>max</sub>", ("H₂O and xmax",), ("H2O",),
        decided="what is lowered keeps its place"),
    Row("ion and isotope", "<p>Ca<sup>2+</sup> and <sup>14</sup>C", ("Ca²⁺ and ¹⁴C",), ("Ca2", "14C"),
        decided="what is raised keeps its place"),
    Row("exponent in mathematics", "<math><msup><mn>10</mn><mn>6</mn></msup></math>", ("10⁶",),
        ("106",), decided="what is raised keeps its place"),
    Row("raised by a style", "<p>It holds 10<span style='vertical-align:super'>6</span> grains",
        ("10⁶ grains",), ("106",), decided="what is raised keeps its place"),
    Row("raised letters", "<p>the 1<sup>st</sup> and M<sup>me</sup> Roy", ("the 1st and Mme Roy",)),
    Row("sign of a note", "<p>held firm<sup>1</sup> all night<sup>[2]</sup>, he<sup>*</sup> said.<sup>3,4"
        "</sup>", ("held firm all night, he said.",), ("firm1", "night[2]", "he*"),
        decided="the sign of a note is no part of the word"),
    Row("linked sign of a note", "<p>In 2018<sup><a href='#n1'>1</a></sup> it<a href='#n2'><sup>b</sup>"
        "</a> held", ("In 2018 it held",), ("20181", "itb"),
        decided="the sign of a note is no part of the word"),
    Row("q", "<p>He said <q>it is <q>open</q></q> then", ("He said “it is ‘open’” then",),
        inner_text="it has no generated content", decided="its marks are words of the page"),
    sheet("q without marks", "q{quotes:none}", "<p>He said <q>open</q> then", "He said open then"),
    Row("generated content", "<style>p::before{content:'Not '}p::after{content:' now'}</style><p>true",
        ("true",), ("Not", "now"), note="what only a style says is no word of the source"),
    Row("list markers", "<ol><li>One<li>Two</ol>", ("One", "Two"), ("1.", "2."),
        note="numbers of lists are no words"),
    # Words together and apart
    Row("inline elements part nothing", "<p><b>bo</b><i>ld</i> w<wbr>ord so&shy;ft", ("bold word soft",)),
    Row("blocks part words", "<div>one</div><div>two</div>three<p>four</p>five", ("one", "three"),
        ("onetwo", "twothree", "threefour", "fourfive")),
    Row("a block that is not displayed parts nothing", "on<div hidden>no</div>ly <b>wo"
        "<p style='display:none'>no</p></b>rds", ("only words",)),
    Row("line breaks and rules", "<p>one<br>two<hr>three", ("one two",), ("onetwo", "twothree")),
    Row("cells", "<table><tr><td>one<td>two<tr><th>three</table>", ("one",), ("onetwo", "twothree")),
    Row("preformatted text", "<pre>one\n   two</pre>", ("one two",)),
    Row("a span as a block", "<span style='display:block'>one</span><span>two</span>", ("one", "two"),
        ("onetwo",)),
    Row("a div in the line", "<div style='display:inline'>on</div><div style='display:inline'>ly</div>",
        ("only",)),
    Row("children of a flex box", "<div style='display:flex'><span>one</span><span>two</span></div>",
        ("one", "two"), ("onetwo",)),
    Row("floating words", "<p><span style='float:left'>one</span>two", ("one", "two"), ("onetwo",)),
    Row("upper case by a style", "<p style='text-transform:uppercase'>Harbour <b>closed</b>",
        ("HARBOUR CLOSED",), ("Harbour",)),
    Row("lower case and capitals by a style", "<p style='text-transform:lowercase'>ONE "
        "<b style='text-transform:capitalize'>two words</b> <i style='text-transform:none'>SIX</i>",
        ("one Two Words SIX",)),
    # Hidden
    Row("hidden", "<p>One</p><p hidden>Two</p>", ("One",), ("Two",)),
    Row("hidden until found", "<p>One</p><p hidden=until-found>Two</p>", ("One",), ("Two",)),
    Row("hidden, and displayed by a style", "<style>.x{display:block}</style><p class=x hidden>Two</p>",
        ("Two",)),
    Row("aria-hidden", "<p>One</p><p aria-hidden=true>Two</p>", ("One", "Two")),
    hidden("display: none", "display:none", inner_text=""),
    hidden("display: none, shouted and spaced", " DISPLAY : NONE !Important ", inner_text=""),
    hidden("display: none, with an escape", "d\\69splay:n\\6fne", inner_text=""),
    Row("visibility: hidden", "<div style='visibility:hidden'>Buried <b style='visibility:visible'>Open"
        "</b> words</div>", ("Open",), ("Buried", "words")),
    Row("visibility: collapse", "<p>One <span style='visibility:collapse'>Two</span>", ("One",), ("Two",)),
    hidden("content-visibility: hidden", "display:block;content-visibility:hidden", inner_text=""),
    hidden("opacity: 0", "opacity:0"),
    hidden("opacity: 0%", "opacity:0%", "span"),
    hidden("filter: opacity(0)", "filter:opacity(0)"),
    shown("opacity: 0.6", "opacity:.6"),
    hidden("far to the left", "position:absolute;left:-9999px"),
    hidden("far above", "position:fixed;top:-200em"),
    hidden("far to the right", "position:absolute;right:-9999px", "span"),
    hidden("left, without a position: seen", "position:static;left:0;margin-left:-9999px"),
    shown("left without a position", "left:-9999px"),
    hidden("text-indent", "text-indent:-9999px"),
    hidden("text-indent to the right", "text-indent:100%;white-space:nowrap;overflow:hidden"),
    hidden("clip: rect(0 0 0 0)", "position:absolute;clip:rect(0 0 0 0)"),
    hidden("clip: rect(1px, 1px, 1px, 1px)", "position:absolute!important;clip:rect(1px,1px,1px,1px)"),
    shown("clip without a position", "clip:rect(0 0 0 0)"),
    hidden("clip-path: inset(50%)", "clip-path:inset(50%)"),
    hidden("clip-path: inset(100%)", "clip-path:inset(100%)"),
    hidden("clip-path: circle(0)", "clip-path:circle(0)"),
    shown("clip-path: inset(0)", "clip-path:inset(0)"),
    hidden("one pixel, for screen readers", "position:absolute;width:1px;height:1px;overflow:hidden;"
           "white-space:nowrap", "span"),
    hidden("height: 0, cut off", "height:0;overflow:hidden"),
    hidden("max-height: 0, cut off", "max-height:0;overflow:hidden"),
    hidden("width: 0, cut off", "width:0;overflow:hidden"),
    shown("height: 0, not cut off", "height:0"),
    shown("height: 0 in the line", "height:0;overflow:hidden", "span"),
    hidden("font-size: 0", "font-size:0"),
    hidden("font: 0/0 a", "font:0/0 a"),
    Row("font-size: 0 with larger words in it", "<div style='font-size:0'>Buried <b style='font-size:16px'>"
        "Open</b> <i style='font-size:2em'>Deep</i></div>", ("Open",), ("Buried", "Deep"),
        inner_text=_INNER),
    hidden("transform: scale(0)", "transform:scale(0)"),
    hidden("scale: 0", "scale:0"),
    hidden("transform: rotateY(90deg)", "transform:rotateY(90deg)"),
    hidden("transform: translateX(-9999px)", "transform:translateX(-9999px)"),
    shown("transform: translateX(10px)", "transform:translateX(10px)"),
    hidden("color: transparent", "color:transparent"),
    hidden("color without opacity", "color:rgba(0,0,0,0)"),
    hidden("color: #0000", "color:#0000"),
    hidden("color of its own ground", "color:#fff;background:white"),
    Row("colour set again", "<div style='color:transparent'>Buried <b style='color:black'>Open</b></div>",
        ("Open",), ("Buried",), inner_text=_INNER),
    shown("letters filled with a picture", "color:transparent;background:linear-gradient(red,blue);"
          "-webkit-background-clip:text;background-clip:text"),
    # Style sheets
    sheet("rule for a class", ".b{display:none}", _ALL, "Alpha word", "Beta"),
    sheet("rule for an id, an attribute, a list", "#x,[data-y],i.z{display:none}",
          "<p id=x>One<p data-y>Two<p><i class=z>Three</i><b class=z>Four</b>", "Four", "One|Two|Three"),
    sheet("child and descendant", "div>.b{display:none}section .a{display:none}",
          f"<div>{_ALL}<section>{_ALL.replace('word', 'line')}</section></div>",
          "Alpha word|Beta line", "Beta word|Alpha line"),
    sheet("the more specific rule wins", "p.b{display:block}.b{display:none}", _ALL,
          "Alpha word|Beta word"),
    sheet("the later rule wins", ".b{display:block}.b{display:none}", _ALL, "Alpha word", "Beta"),
    sheet("!important wins", ".b{display:none!important}p.b{display:block}", _ALL, "Alpha word", "Beta"),
    sheet(":not and :is", "p:not(.a){display:none}:is(.x,.a) b{display:none}",
          f"{_ALL}<p class=a>One <b>Two</b>", "Alpha word|One", "Beta|Two"),
    Row("an attribute wins over a rule", "<style>.b{display:none}</style><p class=b style='display:block'>"
        "Two", ("Two",)),
    sheet("for print alone", "@media print{.a{display:none}}@media screen{.b{display:none}}", _ALL,
          "Alpha word", "Beta"),
    sheet("for a narrow screen alone", "@media (max-width:600px){.a{display:none}}"
          "@media screen and (min-width:600px){.b{display:none}}", _ALL, "Alpha word", "Beta"),
    Row("a sheet for print", "<style media=print>.a{display:none}</style>" + _ALL,
        ("Alpha word", "Beta word")),
    sheet("rules in rules", "div{.b{display:none} &.x .a{display:none}}",
          f"<div>{_ALL}</div><div class=x><p class=a>Three", "Alpha word", "Beta|Three"),
    sheet("@supports and @layer", "@supports (display:grid){.b{display:none}}@layer l{.a{display:none}}"
          ".a{display:block}", _ALL, "Alpha word", "Beta"),
    sheet("comments and texts in a sheet", "/* .a{display:none} */ .x::after{content:'}.a{display:none}'}"
          ".b{/*}*/display:none}", _ALL, "Alpha word", "Beta"),
    sheet("a value that is none", ".a{display:nonesuch}.b{visibility:hidden}", _ALL, "Alpha word", "Beta"),
    sheet("a list with a selector that is none", ".a,%%{display:none}.b{display:none}", _ALL,
          "Alpha word", "Beta"),
    # Shadow trees
    Row("declarative shadow tree", "<div>Light <b slot=a>Named</b><i slot=no>Lost</i><template "
        "shadowrootmode=open><style>p{display:none}</style><p>Gone</p><u>Shadow words</u> <slot name=a>"
        "Fallback</slot> <slot></slot></template></div><p>Outer words", ("Shadow words", "Light", "Named",
        "Outer words"), ("Gone", "Lost", "Fallback"), inner_text="it does not look into shadow trees"),
    Row("shadow tree without a slot", "<div><p>Light</p><template shadowrootmode=open>Shadow</template></div>",
        ("Shadow",), ("Light",), inner_text="it does not look into shadow trees"),
    # All of it
    Row("a page that hides itself until its scripts run", "<style>body{opacity:0}</style><p>One words",
        ("One words",), decided="else nothing could be cited; `explainer verify` says so"),
)  # fmt: skip


def table() -> str:
    """The rows as a table of Markdown."""
    lines = ["| page | read | not read | how Chromium differs |\n|---|---|---|---|\n"]
    for row in ROWS:
        cells = (row.name, ", ".join(row.read), ", ".join(row.not_read),
                 "; ".join(filter(None, (row.decided, row.note, row.inner_text and f"`innerText`: {row.inner_text}"))))  # fmt: skip
        lines.append(
            "| "
            + " | ".join(cell.replace("<", "&lt;").replace("|", "&#124;") for cell in cells)
            + " |\n"
        )
    return "".join(lines)


def with_table(page: str) -> str:
    """The page of documentation with the table that belongs into it."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    DOCS.write_text(with_table(DOCS.read_text("utf-8")), "utf-8")
