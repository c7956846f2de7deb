"""Single mistakes in the demo site, as people make them, and what the first message must name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

POST = "content/sources/tide-post.yml"
GULL = "content/sources/gull-wire.yml"
LEAFLET = "content/sources/harbour-leaflet.yml"
STORY = "content/stories/ostermill-bell/story.yml"
CLOCHE = "content/stories/la-cloche/story.yml"
WATCH = "content/glossary/bell-watch.yml"
TERM = "content/glossary/chimeboard.yml"
SITE = "content/site.yml"
LOCK = "content/quotations.lock.yml"
REVIEWS = "content/reviews/ostermill-bell.yml"
ADDRESSES = "content/stories/la-cloche/addresses.yml"

Change = Callable[[Path], None]


@dataclass(frozen=True)
class Mistake:
    """One mistake.

    Attributes:
        name: the mistake.
        make: makes it in a copy of the demo.
        file: the file that the first message must be about.
        code: its code.
        words: what it must say, in the message or in the advice.
    """

    name: str
    make: Change
    file: str
    code: str
    words: str


def changed(file: str, *pairs: tuple[str, str], times: int = 1) -> Change:
    """Replace texts of a file, each the first `times` times that it stands there; -1 is always."""

    def make(site: Path) -> None:
        text = (site / file).read_text("utf-8")
        for old, new in pairs:
            assert old in text, (file, old)
            text = text.replace(old, new, times)
        (site / file).write_text(text, "utf-8")

    return make


def whole(file: str, rewrite: Callable[[str], str | bytes]) -> Change:
    """Write another text, or other bytes, in the place of a file's text."""

    def make(site: Path) -> None:
        made = rewrite((site / file).read_text("utf-8"))
        (site / file).write_bytes(made if isinstance(made, bytes) else made.encode())

    return make


def renamed(file: str, name: str) -> Change:
    """Give a file another name in its folder."""

    def make(site: Path) -> None:
        (site / file).rename((site / file).with_name(name))

    return make


def removed(file: str) -> Change:
    """Remove a file."""
    return lambda site: (site / file).unlink()


def copied(file: str, name: str) -> Change:
    """Copy a file in its folder."""

    def make(site: Path) -> None:
        (site / file).with_name(name).write_bytes((site / file).read_bytes())

    return make


def tabs(text: str) -> str:
    """A text whose lines are indented by tabs."""
    lines = text.splitlines(keepends=True)
    rests = [line.lstrip(" ") for line in lines]
    return "".join(
        "\t" * ((len(line) - len(rest)) // 2) + rest
        for line, rest in zip(lines, rests, strict=True)
    )


def commented(text: str) -> str:
    """A text of nothing but comments."""
    return "".join(f"# {line}\n" for line in text.splitlines())


def conflict(text: str) -> str:
    """A text with a merge conflict in its middle."""
    lines = text.splitlines(keepends=True)
    middle = len(lines) // 2
    ours, theirs = lines[middle], lines[middle]
    both = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n"
    return "".join([*lines[:middle], both, *lines[middle + 1 :]])


MISTAKES = (
    # Whole files of sources
    Mistake("source empty", whole(POST, lambda _: ""), POST, "empty-file", "nothing in"),
    Mistake("source of blanks", whole(POST, lambda _: "\n \n"), POST, "empty-file", "nothing in"),
    Mistake("source of comments", whole(POST, commented), POST, "empty-file", "comments"),
    Mistake("source in UTF-16", whole(POST, lambda text: text.encode("utf-16")), POST,
            "not-utf8", "UTF-16"),
    Mistake("source in UTF-16, no mark", whole(POST, lambda text: text.encode("utf-16-le")), POST,
            "not-utf8", "UTF-16"),
    Mistake("source in UTF-16, other order", whole(GULL, lambda text: text.encode("utf-16-be")),
            GULL, "not-utf8", "UTF-16"),
    Mistake("source in Windows-1252",
            whole(GULL, lambda text: text.replace("note:", "note: é").encode("cp1252")), GULL,
            "not-utf8", "0xe9"),
    Mistake("source with a second ending", renamed(POST, "tide-post.yml.txt"), f"{POST}.txt",
            "misnamed-file", "'tide-post.yml'"),
    Mistake("source as a text file", renamed(POST, "tide-post.txt"),
            "content/sources/tide-post.txt", "misnamed-file", "'tide-post.yml'"),
    Mistake("source with a capital in its name", renamed(POST, "Tide Post.yml"),
            "content/sources/Tide Post.yml", "bad-id", "Tide Post"),
    Mistake("source with an ending in capitals", renamed(POST, "tide-post.YML"),
            "content/sources/tide-post.YML", "misnamed-file", "'tide-post.yml'"),
    Mistake("source without quotations",
            whole(POST, lambda text: text[: text.index("quotations:")]), POST,
            "unknown-citation", "11 quotations stand here no more"),
    Mistake("quotations without any", whole(
        POST, lambda text: text[: text.index("quotations:")] + "quotations:\n"), POST,
            "wrong-type", "a list"),
    Mistake("source removed", removed(POST), "content/glossary/belfry.yml",
            "unknown-citation", "no source 'tide-post' any more"),
    Mistake("source in conflict", whole(POST, conflict), POST, "merge-conflict", "two versions"),
    Mistake("source indented by tabs", whole(POST, tabs), POST, "tab", "and in 33 others"),
    Mistake("source of an old Mac", whole(POST, lambda text: text.replace("\n", "\r")), POST,
            "bad-character", "line ends"),
    Mistake("source pasted twice", whole(POST, lambda text: text * 2), POST, "duplicate-key",
            "other keys"),
    Mistake("source copied", copied(POST, "copy.yml"), POST, "duplicate-id",
            "content/sources/copy.yml"),
    Mistake("source under another name", renamed(POST, "tide.yml"), GULL, "unknown-reference",
            "'tide-post'"),
    Mistake("folder of sources renamed", renamed("content/sources", "source"), "content/sources",
            "missing-folder", "'sources'"),
    Mistake("two sources in a file", whole(POST, lambda text: f"{text}---\n{text}"), POST,
            "yaml-feature", "second document"),
    Mistake("web page as a source", whole(POST, lambda text: f"<!doctype html>\n<html>{text}"),
            POST, "yaml-syntax", ""),
    Mistake("archive as a source", whole(POST, lambda _: b"PK\x03\x04" + bytes(range(256)) * 9),
            POST, "not-utf8", "UTF-8"),
    # One line of a source
    Mistake("all ids of a source renamed", changed(POST, ("- id: tide-", "- id: post-"), times=-1),
            POST, "unknown-citation", "11 quotations stand here no more"),
    Mistake("key of all quotations misspelt", changed(POST, ("quotations:", "Quotations:")), POST,
            "unknown-key", "'quotations'"),
    Mistake("id of a quotation with a capital",
            changed(POST, ("  - id: tide-cast", "  - Id: tide-cast")),
            POST, "unknown-key", "'id'"),
    Mistake("all ids with a capital", changed(POST, ("- id:", "- Id:"), times=-1), POST,
            "unknown-key", "'id'"),
    Mistake("dash forgotten", changed(POST, ("  - id: tide-weight", "    id: tide-weight")), POST,
            "duplicate-key", '"- "'),
    Mistake("first dash forgotten", changed(POST, ("  - id: tide-cast", "    id: tide-cast")),
            POST, "yaml-syntax", '"- "'),
    Mistake("all dashes forgotten", changed(GULL, ("  - id:", "    id:"), times=-1), GULL,
            "wrong-type", "'- '"),
    Mistake("en dash as list mark", changed(POST, ("  - id: tide-weight", "  – id: tide-weight")),
            POST, "yaml-syntax", "–"),
    Mistake("en dashes as all list marks", changed(POST, ("  - id:", "  – id:"), times=-1), POST,
            "yaml-syntax", "–"),
    Mistake("em dash as list mark", changed(POST, ("  - id: tide-cast", "  — id: tide-cast")),
            POST, "yaml-syntax", "—"),
    Mistake("bullet as list mark", changed(POST, ("  - id: tide-law", "  • id: tide-law")), POST,
            "yaml-syntax", "•"),
    Mistake("no space behind the dash", changed(POST, ("  - id: tide-law", "  -id: tide-law")),
            POST, "yaml-syntax", '"- "'),
    Mistake("no-break space as indentation",
            changed(POST, ("    exact: It weighed", "\u00a0" * 4 + "exact: It weighed")), POST,
            "yaml-syntax", "no-break space"),
    Mistake("no-break space behind a colon", changed(POST, ("exact: It", "exact:\u00a0It")), POST,
            "yaml-syntax", "no-break space"),
    Mistake("tab as indentation", changed(POST, ("    exact: It weighed", "\texact: It weighed")),
            POST, "tab", "tab"),
    Mistake("no space behind a colon", changed(POST, ("exact: It weighed", "exact:It weighed")),
            POST, "yaml-syntax", "colon"),
    Mistake("no space behind a colon at the top", changed(POST, ("title: Bell", "title:Bell")),
            POST, "yaml-syntax", "colon"),
    Mistake("no colon", changed(POST, ("exact: It weighed", "exact It weighed")), POST,
            "yaml-syntax", "colon"),
    Mistake("two colons", changed(POST, ("title: Bell", "title: Bell: gone")), POST,
            "yaml-syntax", "second colon"),
    Mistake("quote mark not closed",
            changed(POST, ("exact: It weighed", 'exact: "It weighed')), POST,
            "yaml-syntax", "never closed"),
    Mistake("single quote mark not closed",
            changed(POST, ("exact: It weighed", "exact: 'It weighed")), POST,
            "yaml-syntax", "never closed"),
    Mistake("words behind a closing quote mark",
            changed(POST, ("exact: The tower was locked", 'exact: "The tower" was locked')), POST,
            "yaml-syntax", "closing quote mark"),
    Mistake("value begins with a bracket",
            changed(POST, ("exact: It weighed", "exact: [It] weighed")),
            POST, "yaml-syntax", "bracket"),
    Mistake("one line out of line",
            changed(POST, ("    exact: It weighed", "   exact: It weighed")),
            POST, "yaml-syntax", "indented"),
    Mistake("key misspelt", changed(POST, ("publisher:", "publsher:")), POST, "unknown-key",
            "'publisher'"),
    Mistake("exact misspelt", changed(POST, ("exact: It weighed", "exat: It weighed")), POST,
            "unknown-key", "'exact'"),
    Mistake("key missing", changed(POST, ("publisher: The Tide Post\n", "")), POST, "missing-key",
            "'publisher'"),
    Mistake("kind unknown", changed(POST, ("kind: news-report", "kind: newspaper")), POST,
            "unknown-value", "newspaper"),
    Mistake("date of no calendar",
            changed(POST, ("published: 2031-04-05", "published: 2031-02-30")),
            POST, "bad-date", "2031-02-30"),
    Mistake("key twice", changed(POST, ("title: Bell", "title: Gone\ntitle: Bell")), POST,
            "duplicate-key", "'title'"),
    Mistake("ruling on a source that there is not",
            changed(GULL, ("other: tide-post", "other: tide-pots")), GULL, "unknown-reference",
            "'tide-pots'"),
    Mistake("id of a quotation mistyped", changed(POST, ("id: tide-weight", "id: tide-wieght")),
            STORY, "unknown-citation", "'tide-weight'"),
    Mistake("id of a quotation twice", changed(POST, ("id: tide-clapper", "id: tide-locked")),
            POST, "duplicate-id", "'tide-locked'"),
    Mistake("id that is none", changed(POST, ("id: tide-weight", "id: Tide Weight")), POST,
            "bad-id", "Tide Weight"),
    Mistake("quotation changed", changed(POST, ("It weighed some 900", "It weighed about 900")),
            POST, "changed-quotation", "tide-weight"),
    Mistake("hash in a text", changed(POST, ("It weighed some", "It weighed #some")), POST,
            "comment-cuts-text", "cut"),
    Mistake("link between quotations mistyped",
            changed(POST, ("[gull-heard-nothing,", "[gull-heard-noting,")), POST,
            "unknown-reference", "gull-heard-noting"),
    Mistake("a bracket of a list not closed",
            changed(POST, ("[Ada Quill, Jun Marrow]", "[Ada Quill, Jun Marrow")), POST,
            "yaml-syntax", "bracket"),
    Mistake("an invalid source has lost a quotation",
            changed(POST, ("kind: news-report", "kind: newspaper"), ("id: tide-law", "id: x")),
            POST, "unknown-value", "newspaper"),
    Mistake("a quotation commented out",
            changed(POST, ("  - id: tide-weight\n    exact:", "#  - id: tide-weight\n#    exact:"),
                    ("    attributed_to: the parish", "#    attributed_to: the parish")), STORY,
            "unknown-citation", "stood in content/sources/tide-post.yml"),
    # Stories
    Mistake("story empty", whole(STORY, lambda _: ""), STORY, "empty-file", "nothing in"),
    Mistake("story of comments", whole(STORY, commented), STORY, "empty-file", "comments"),
    Mistake("story in UTF-16", whole(STORY, lambda text: text.encode("utf-16")), STORY,
            "not-utf8", "UTF-16"),
    Mistake("story with a second ending", renamed(STORY, "story.yml.txt"), f"{STORY}.txt",
            "misnamed-file", "'story.yml'"),
    Mistake("story under another name", renamed(STORY, "ostermill-bell.yml"),
            "content/stories/ostermill-bell/ostermill-bell.yml", "misnamed-file", "'story.yml'"),
    Mistake("story in conflict", whole(STORY, conflict), STORY, "merge-conflict", "two versions"),
    Mistake("story indented by tabs", whole(STORY, tabs), STORY, "tab", "others"),
    Mistake("key of the operations misspelt", changed(STORY, ("operations:", "operation:")), STORY,
            "unknown-key", "'operations'"),
    Mistake("folder of a story misnamed",
            renamed("content/stories/ostermill-bell", "Ostermill Bell"),
            "content/stories/Ostermill Bell", "bad-id", "Ostermill Bell"),
    Mistake("operation of an event mistyped",
            changed(STORY, ("operation: before\n    places", "operation: befor\n    places")),
            STORY, "unknown-reference", "'befor'"),
    Mistake("operation mistyped", changed(STORY, ("  - id: first-week", "  - id: frist-week")),
            STORY, "unknown-reference", "'first-week'"),
    Mistake("operation of a country mistyped",
            changed(STORY, ("  - country: HM\n    operation: first-week",
                            "  - country: HM\n    operation: first-wek")),
            STORY, "unknown-reference", "'first-wek'"),
    Mistake("disagreement mistyped", changed(STORY, ("  - id: who-led", "  - id: wo-led")), STORY,
            "unknown-reference", "'who-led'"),
    Mistake("citation mistyped", changed(STORY, ("[@tide-vanished]", "[@tide-vanish]")), STORY,
            "unknown-citation", "tide-vanish"),
    Mistake("the same citation mistyped everywhere",
            changed(STORY, ("@gull-led", "@gull-leed"), times=-1), STORY, "unknown-citation",
            "gull-leed"),
    Mistake("citation forgotten",
            changed(STORY, (" [@tide-vanished; @tide-weight; @tide-locked]", "")),
            STORY, "uncited-statement", ""),
    Mistake("role unknown", changed(STORY, ("role: blocked-access", "role: blockd")), STORY,
            "unknown-value", "blockd"),
    Mistake("country unknown", changed(STORY, ("country: HM", "country: H")), STORY,
            "unknown-country", "'H'"),
    Mistake("bar forgotten", changed(STORY, ("key_points: |", "key_points:")), STORY,
            "folded-prose", ""),
    Mistake("key of a story misspelt", changed(STORY, ("key_points:", "keypoints:")), STORY,
            "unknown-key", "'key_points'"),
    Mistake("section's dash forgotten",
            changed(STORY, ("  - id: the-search", "    id: the-search")), STORY,
            "duplicate-key", '"- "'),
    Mistake("event's dash an en dash", changed(STORY, ("  - id: theft", "  – id: theft")), STORY,
            "yaml-syntax", "–"),
    Mistake("prose without indentation", changed(STORY, ("  In April 2031", "In April 2031")),
            STORY, "yaml-syntax", "indented"),
    Mistake("status unknown", changed(STORY, ("status: published", "status: publised")), STORY,
            "unknown-value", "publised"),
    Mistake("words in quotation marks changed",
            changed(STORY, ("“one bell, hardly", "“one bell, barely")),
            STORY, "quoted-words", "barely"),
    Mistake("quotation mark not closed", changed(STORY, ("hardly rung”", "hardly rung")), STORY,
            "unpaired-mark", ""),
    Mistake("stale correction", changed(STORY, ("now: a bell of some 900", "now: a bell of 900")),
            STORY, "stale-correction", ""),
    # Terms
    Mistake("term empty", whole(WATCH, lambda _: ""), WATCH, "empty-file", "nothing in"),
    Mistake("term of comments", whole(WATCH, commented), WATCH, "empty-file", "comments"),
    Mistake("term with a second ending", renamed(WATCH, "bell-watch.yml.txt"), f"{WATCH}.txt",
            "misnamed-file", "'bell-watch.yml'"),
    Mistake("term in UTF-16", whole(WATCH, lambda text: text.encode("utf-16-le")), WATCH,
            "not-utf8", "UTF-16"),
    Mistake("term's kind unknown", changed(WATCH, ("kind: organisation", "kind: organization")),
            WATCH, "unknown-value", "organization"),
    Mistake("term never used", changed(TERM, ("term: Chimeboard", "term: Chimebord")), TERM,
            "unused-term", "Chimebord"),
    Mistake("term's link mistyped",
            changed("content/glossary/ostermill.yml", ("[town-bell,", "[town-bel,")),
            "content/glossary/ostermill.yml", "unknown-reference", "town-bel"),
    Mistake("term's key misspelt", changed(WATCH, ("definition:", "defintion:")), WATCH,
            "unknown-key", "'definition'"),
    Mistake("term removed", removed(WATCH), "content/glossary/bell-office.yml",
            "unknown-reference", "'bell-watch'"),
    Mistake("term copied", copied(WATCH, "copy.yml"), "content/glossary/copy.yml",
            "duplicate-alias", "'bell-watch'"),
    Mistake("glossary renamed", renamed("content/glossary", "glosary"),
            "content/glosary/belfry.yml", "stray-file", "nor 9 others"),
    # The lock
    Mistake("lock in conflict", whole(LOCK, conflict), LOCK, "merge-conflict", "explainer verify"),
    Mistake("lock empty", whole(LOCK, lambda _: ""), LOCK, "empty-file", "explainer verify"),
    Mistake("lock of comments", whole(LOCK, commented), LOCK, "empty-file", "explainer verify"),
    Mistake("lock cut off", whole(LOCK, lambda text: text[: len(text) // 2]), LOCK, "missing-key",
            "explainer verify"),
    Mistake("lock in UTF-16", whole(LOCK, lambda text: text.encode("utf-16")), LOCK, "not-utf8",
            "explainer verify"),
    Mistake("lock removed", removed(LOCK), SITE, "missing-lock", "explainer verify"),
    Mistake("lock without one entry",
            whole(LOCK, lambda text: text[: text.index("  tide-weight:")]), POST,
            "unverified-quotation", "tide-weight"),
    # The site
    Mistake("site.yml removed", removed(SITE), SITE, "missing-file", "site.yml"),
    Mistake("site.yml empty", whole(SITE, lambda _: ""), SITE, "empty-file", "nothing in"),
    Mistake("site.yml with a second ending", renamed(SITE, "site.yml.txt"), f"{SITE}.txt",
            "misnamed-file", "'site.yml'"),
    Mistake("language unknown", changed(SITE, ("language: en", "language: english please")), SITE,
            "bad-language", ""),
    Mistake("key of the site misspelt", changed(SITE, ("description:", "descripton:")), SITE,
            "unknown-key", "'description'"),
    Mistake("colon of the site without a space", changed(SITE, ("language: en", "language:en")),
            SITE, "yaml-syntax", "colon"),
    Mistake("site.yml in conflict", whole(SITE, conflict), SITE, "merge-conflict", "two versions"),
    Mistake("reviewer misspelt", changed(SITE, ("[Odo Pell,", "[Odo Pel,")), REVIEWS,
            "unknown-reviewer", "Odo Pell"),
    # Reviews and addresses
    Mistake("reviews empty", whole(REVIEWS, lambda _: ""), REVIEWS, "empty-file", "nothing in"),
    Mistake("verdict unknown", changed(REVIEWS, ("verdict: later", "verdict: latr")), REVIEWS,
            "unknown-value", "latr"),
    Mistake("addresses in conflict", whole(ADDRESSES, conflict), ADDRESSES, "merge-conflict",
            "two versions"),
)  # fmt: skip
