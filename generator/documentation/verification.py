"""The page that says how quotations and sentences are compared."""

from __future__ import annotations

from generator.archive.kinds import KINDS
from generator.documentation.common import MADE
from generator.folding import RULES, VERSION
from generator.verify.function_words import REPLACEABLE
from generator.verify.independence.runs import GAP, LEAST, PASSAGE
from generator.verify.independence.voices import JOINING_SHARE, JOINING_WORDS
from generator.verify.review import RULES as MARKS_VERSION


def _endings() -> str:
    *names, last = (f"`{kind}`" for kind in KINDS)
    return f"{', '.join(names)} or {last}"


_VERIFICATION_INTRO = """\
`explainer verify` compares every quotation with the archived copy of its source. Copies lie in
`content/archive/` (or `--archive DIR`), named by the source's `archived_as` or its id, with one of
the endings {endings}, and each of them packed with gzip (`.html.gz`); what is read of each kind is
told in [archived copies](archived-copies.md). What stands in its copy exactly once is written to
`content/quotations.lock.yml`: the words, their place, the copy's digest, the day. A build needs no
archive; it checks that content and lock agree. `--strict` refuses to build what does not.

`explainer verify` says how many quotations it compared, verified and refused, which it keeps from
the lock because their copy is not at hand, and at which a person should look once more: where words
are left out or put in, or where the sentence begins before the words or goes on after them. A
complete utterance, from quotation mark to quotation mark, is not among these. The reasons are kept
in the lock; `--looks` tells them again.

Errors in sources, in `site.yml`, and citations of what the lock has and no source has any more, are
mended first: nothing is compared until then. Other errors in stories and terms keep nothing from
being compared; how many there are is said.

Where a copy has pages, times or paragraphs, the lock records where the words stand, as `locator`.
Footnotes show it ("p. 14", "at 12:31"), and links lead there (`#page=14`, `#t=751`). Words that a
machine read from a picture, and words that stand for a picture, are marked as such. A hyphen at a
line's end of a PDF may be the word's or not: a quotation matches with and without it, and the lock
says which. Nothing here shows a copy to be what the outlet published.

Nothing that is only like the words passes. In a quotation `[…]` marks words left out and
`[brackets]` words put in; each piece between them must stand in the copy, in order. A quotation
cannot begin or end inside a word or a number; a space that groups digits belongs to the number.

A copy that is not the one of the lock is `changed-copy`: the lock keeps what it says of that source
until `explainer verify --accept SOURCE` takes the copy over, and says which of its quotations stand
where they stood, which elsewhere, and which no more. `check --strict` and `build --strict` hold the
lock against the copies that are at hand, and report what it says otherwise than they do.
"""
_MARKS = """\
An insertion stands between two words that follow each other in the copy, or at the quotation's
edge. It takes no word away but one pronoun, article or possessive that it stands for
(`[The police] left` for "they left"); the lock records that word, and the footnote shows it. Which
words these are, and what negates, is a table for each language: {tables}; in another language
nothing can be replaced. Whoever leaves out more writes `[…]`, and `[…] [the police]` where words
stand in its place. Brackets that stand in the source are quoted as they are.

Refused are brackets with no word in them, or a digit; brackets against a letter, but for the case
of a first letter (`[T]he`); brackets beside a number.

A warning, which `--strict` counts, is given for a negation put in; for an omission that drops a
negation (in a language with no table: any) or crosses the end of a sentence or a paragraph; and for
an insertion at the edge that stands where another word of the sentence stands. A reviewer who has
looked accepts the quotation by name, in its source's file, with the twelve digits of the warning:
`accepted: {{by: Jane Doe, on: 2025-05-02, of: 3f9c2a71b04d}}`. They stand for the words, the marks
and all that these stand for: a change to any of it ends the acceptance.

Quotations with brackets that were verified under older rules are `old-lock`: run `explainer verify`
where the archive is. What was verified before and is refused now is told with what to write; where
that is certain, `explainer fix --prose` writes `[…]` beside an insertion that took words away.

What strangers would try, and honest quotations beside it (`tests/verify/strangers.yml`):

| kind | refused | warned of | passed |
|---|---|---|---|
{strangers}
"""
STRANGERS = (
    ("empty marks", 14, 0, 0),
    ("an insertion that takes words away", 22, 9, 11),
    ("letters put to a word", 23, 0, 4),
    ("digits and numbers", 44, 0, 8),
    ("grouping spaces of other kinds", 10, 0, 3),
    ("brackets of the source's own", 12, 1, 5),
    ("an inserted negation", 0, 13, 2),
    ("an omission that drops a negation", 0, 12, 4),
    ("an omission that crosses a sentence or a paragraph", 0, 11, 4),
    ("German", 10, 8, 3),
    ("French", 7, 6, 3),
    ("Spanish, Italian, Dutch, Portuguese", 12, 12, 5),
    ("languages without a table", 3, 3, 1),
)
"""How many quotations of each kind are tried, and what becomes of them; a test counts them."""


_READERS = """\
A page is read as it was sent, always, and without a browser. Where its copy also has the text that
a browser showed when it was captured ([archived copies](archived-copies.md)), a quotation is looked
for in both, and no browser is needed for that. Which of the two has the words is `reader` in the
lock, and `start` and `end` refer to that one's text:

| in the page as it was sent | shown by the browser | `reader` | |
|---|---|---|---|
| yes | yes, or none looked | `static` (left out) | verified |
| yes | no | `static-alone` | verified, with the warning `readers-disagree` |
| no | yes | `rendered` | verified, with the warning `readers-disagree` |
| no | no, or none looked | | `misquotation` |

Words that only one reader sees may be hidden from all readers, or be put there by a script. They
may as well stand behind "read more", or wait for a script that the copy does not have: refusing
them would refuse true quotations. So a person decides. The warning, which `--strict` counts, stays
in every build until a reviewer has looked at the page and accepts the quotation by name, as for
marks; the digits stand for the reader too.
"""
_RULES_INTRO = """\
Both texts are compared after these rules, in this order. Words, figures, case, accents and their
order are never touched. The glossary and the search begin with the same rules and take more for
the same. A lock that was made under version 1 counts as it is, since version 2 takes for the same
all that version 1 did; `explainer verify` renews it, and keeps the days.
"""
_QUOTED = """\
Words in quotation marks in a statement, be it a standfirst, a key point, an answer, a reading, a
role or a definition, must stand in a quotation that the same statement cites: in its `exact`
words or in its `translation`. They are compared as a quotation is compared with its copy: after
the rules above, piece by piece at `[…]` and `[brackets]`, whole words only, single words too. All
of them stand in one quotation: the words of two are never joined. What stands nowhere is an error
(`quoted-words`), with the nearest words; so it is in a statement that cites nothing, `[editor]`
or not.

What the sentence around the words demands is allowed, and nothing else:

- A comma or a full stop before the closing mark belongs to the sentence. A question mark, an
  exclamation mark and an ellipsis must stand in the quotation.
- Marks within the words may be single where the quotation has double ones, or the other way
  round. None may be put in or left out.
- The first letter may be a capital where the words open a sentence of ours, and a small letter
  where they open one of the quotation and none of ours. Any other change of case is written
  `[T]he`.

Quotation marks count as each language pairs them: “A”, „A“, „A”, ”A”, «A», »A«,
»A», ‘A’, ‚A‘, 「A」, 『A』, 〝A〟, "A" and 'A'. No quotation marks are apostrophes (workers’, ’90s,
Ka‘al), 6'2", and gershayim within a word (צה"ל). ’A’ is read in Swedish and Finnish alone;
elsewhere these are apostrophes. In Chinese, Japanese and Korean, 《A》 and 〈A〉 mark titles of
works and are not compared. A mark without a partner in its line is an error (`unpaired-mark`); a
single one without a partner is taken for an apostrophe.

`“A”{title}` and `“A”{word}` say that the words are the title of a work, or a word spoken of as a
word. They are not compared. Titles are shown as such, words are underlined with dashes and
explained; `explainer report --reviewer` lists each with what it keeps from being reported.

Nobody checks by machine that words are quoted fairly, that emphasis in them is the source's, or
that they are put into the right mouth.
"""
_VOICES = """\
There are two numbers of voices, with a definition each.

**Reports as wholes**: on the pages of stories and sources, beside the number of reports. Two
sources are one voice if they have the same `origin`, or if more than {share} of the own words of
one stand in the other, and at least {words}. Runs of {least} words or more count, outside
quotation marks. A shared primary source is shown and joins nothing. A ruling of the editors, with
its reason, wins.

**A sentence**: at its marks, in the list of voices on a story's page, in its data, and in
`two_voices` of `explainer report`. Quotations that support it are one voice, by the first of
these that applies:

| reason | when |
|---|---|
| one report | they are from one source |
| one voice as wholes | see above |
| one utterance | `same_statement_as` links them |
| one authority | one name vouches for both: `speaker`, or else `attributed_to`; {own} |
| one passage | most of the words of both stand in {passage} shared words or more, {near} |

Where a report names nobody for its words, it vouches for them itself. Only if it has one
`upstream`, and all of its quotations that name somebody name this one, does the `upstream` vouch
for them. A ruling that two sources are `independent` overrules this, and shared passages, and
nothing else.

A group of citations supports the part of the sentence before it, and the sentence has as many
voices as the part with the fewest. Two groups with no word between them are one; citations behind
`cf.` support nothing. In languages whose figures are checked, a figure or date has the voices of
the quotations that give it by themselves, and a part has no more than its figures. What is
derived, and the editor's own words, the readings below disagreements among them, count as no
sentence by two voices. A further citation can lower the number, as it may tie two reports.

What a machine does not see: that a speaker and an office are the same authority under different
names that no glossary term holds together, that two reports rest on one person whom neither
names, or which half of a sentence a citation at its end supports where no figure tells.
"""

_YOURSELF = """\
Nobody but the editors sees the copies. So the page of each source has a box, *Check it yourself*,
and the panel behind a sentence leads there. A reader pastes the text of the report into it, or
gives a file: the saved page, or text. The reader's browser looks for every quotation by the rules
on this page, and shows each with its surroundings, or with the words that are most like it and what
differs. Of a file it also says whether it is the very copy that the site names, by its SHA-256.
Nothing is sent and nothing is asked for but the box's own script, when it is opened; it works from
the disk.

It claims no more than that the words stand in the text that the reader gave. Whether that is what
the outlet published is for the reader to know. What differs from `explainer verify`:

- Of HTML it reads the text in the order of the source, as a browser without styles would show it;
  scripts, styles and what is marked `hidden` are left out. The readers of copies are stricter.
- PDF, archives and office files are not read: open the file, select all, copy, paste. A hyphen
  between letters at the end of a line may be the word's or not, as in the copy of a PDF, where the
  words are not found without that.
- A quotation that stands in the text more than once counts as found, with the number of times.
- Characters that are newer than the Unicode version of the Python that verifies may be taken
  otherwise by a newer browser. On all others both agree; a test asks for each of them, and for
  every verdict and place on 6,000 texts that are made to be hard.
- A browser without lookbehind in regular expressions (Safari before 16.4) shows the way by hand.

The script's tables, word lists and regular expressions are written from the Python modules by
`tools/browser_rules.py`; `make check` fails where they are not current.

`explainer check-text PAGE FILE` does the same at a terminal with the readers of copies: PAGE is the
source's page as it was published or saved, FILE the report, of any kind named above.
"""


def verification_page() -> str:
    """How quotations are compared: every rule of normalisation."""
    rows = [f"| {rule.name} | {rule.what} | {rule.why} |" for rule in RULES]
    return "\n".join(
        [
            MADE,
            "# Verification\n",
            _VERIFICATION_INTRO.format(endings=_endings()),
            "## Two readers of a page\n",
            _READERS,
            f"## What counts as the same, version {VERSION}\n",
            _RULES_INTRO,
            "| rule | what becomes of what | why it is harmless |",
            "|---|---|---|",
            *(row.replace("\n", " ") for row in rows),
            "",
            f"## Marks, version {MARKS_VERSION}\n",
            _MARKS.format(
                tables=", ".join(f"`{tag}`" for tag in sorted(REPLACEABLE)),
                strangers="\n".join(f"| {' | '.join(map(str, row))} |" for row in STRANGERS),
            ),
            "## Words in quotation marks\n",
            _QUOTED,
            "## Voices\n",
            _VOICES.format(
                words=JOINING_WORDS,
                share=f"{JOINING_SHARE:.0%}".replace("%", " %"),
                least=LEAST,
                passage=PASSAGE,
                near=f"with no more than {GAP} others between",
                own="or it is the `origin` or publisher of the other report; spellings of a "
                "glossary term are one name",
            ),
            "## Check it yourself\n",
            _YOURSELF,
        ]
    )
