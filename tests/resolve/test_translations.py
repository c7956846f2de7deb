"""Which translation belongs to which text after an edit of the original, and which is stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from generator.model import Addresses, Source, Story, Term, TranslatedText, Translation
from generator.model.base import Model
from generator.resolve import Glossary, give_addresses, resolve_story, resolve_term
from generator.resolve.translations import Original, bind, source_texts, story_texts, term_texts
from generator.validate import Entry, validate_document
from tests.support import document

M = TypeVar("M", bound=Model)

STORY = """title: Who took the bell?
standfirst: |
  A bell left its belfry by night. [@a]
  Nobody in the harbour heard a thing. [@a]
status: published
published: 2031-05-01
topics: [Bells]
key_points: |
  It weighed nine hundred kilograms. [@a]
  Its rope lay in the nave for three days. [@a] [derived: counted from Monday]
sections:
  - id: the-night
    title: The night
    body: |
      The watchman slept until the morning. [@a]
      Two carts stood empty beside the market hall. [@a]
      A boy saw lanterns on the western quay. [@a]

      The sexton found the door unlocked at six. [@a]
  - id: the-search
    title: The search
    body: |
      Divers looked below the old stone bridge. [@a]
      They brought up an anchor and four bottles. [@a]
      The mayor promised a reward in silver. [@a]
operations:
  - {id: dive, name: The dive, date: 2031-04-07, text: "Six divers went down twice. [@a]"}
participations:
  - country: FR
    operation: dive
    roles: [{role: led, text: "French divers led the way. [@a]"}]
events:
  - id: theft
    date: 2031-04-05
    title: The theft
    text: The bell was lifted out through the louvres. [@a]
    places: [{name: Gullhaven, country: NO}]
places:
  - {id: tower, name: The tower, country: NO, latitude: 60, longitude: 5,
     text: "The tower stands above the harbour. [@a]"}
disagreements:
  - id: when
    question: When was it taken?
    kind: date
    answers:
      - {answer: "The Post says that it was Friday. [@a]"}
      - {answer: "The Gull says that it was Saturday. [@a]"}
    reading: The two papers do not agree on the day. [editor]
corrections:
  - {date: 2031-05-02, was: eight hundred, now: nine hundred, why: The scales were wrong.}
"""
TERM = """term: belfry
kind: concept
definition: |
  The part of a tower that holds its bells. [@a] [derived: read off the plan]
  Most of them have louvres to let the sound out. [@a] [derived: counted in ten towers]
"""
SOURCE = """title: Bell gone
publisher: The Tide Post
short: Tide Post
published: 2031-04-05
url: https://tide-post.example/bell-gone
kind: news-report
note: The page gives no author.
quotations:
  - id: a
    exact: The bell vanished by night
    speaker: Ada Wainwright
    role: warden
  - id: b
    exact: It weighed some nine hundred kilograms
"""


def model_of(text: str, model: type[M], path: str) -> Entry[M]:
    read = document(text, id="bell", path=path)
    value, problems = validate_document(read, model)
    assert value is not None, problems
    return Entry(read, value)


def texts_of_story(text: str, record: Addresses | None) -> tuple[list[Original], Addresses]:
    """A story's texts, and its addresses as they are recorded then."""
    entry = model_of(text, Story, "content/stories/bell/story.yml")
    places = resolve_story(entry, None, Glossary(())).entry.statements()
    recorded = give_addresses(record, places, entry.model.corrections).record
    resolved = resolve_story(entry, None, Glossary(()), record)
    return list(story_texts(resolved.entry, entry.document)), recorded


def texts_of_term(text: str, record: Addresses | None) -> tuple[list[Original], Addresses | None]:
    entry = model_of(text, Term, "content/glossary/bell.yml")
    resolved = resolve_term(entry, None, Glossary(()))
    return list(term_texts(resolved.entry, entry.document)), record


def texts_of_source(text: str, record: Addresses | None) -> tuple[list[Original], Addresses | None]:
    entry = model_of(text, Source, "content/sources/bell.yml")
    return list(source_texts(entry.model)), record


def translated(originals: Sequence[Original]) -> Translation:
    """A translation of everything: each says the original's words in capitals."""
    texts = {
        each.key: TranslatedText(original=each.text, text=each.text.upper()) for each in originals
    }
    return Translation(texts=texts)


@dataclass(frozen=True)
class Edit:
    """An edit, and what becomes of the translations: of all that is not named, nothing.

    `stale` leads from the beginning of what was translated to that of what the original says now;
    `orphans` are the beginnings of what was translated, `missing` those of what is new.
    """

    what: str
    changes: Sequence[tuple[str, str]]
    stale: Mapping[str, str] = field(default_factory=dict)
    orphans: Sequence[str] = ()
    missing: Sequence[str] = ()
    of: str = "story"


FIRST, SECOND, THIRD, FOURTH = (
    "      The watchman slept until the morning. [@a]\n",
    "      Two carts stood empty beside the market hall. [@a]\n",
    "      A boy saw lanterns on the western quay. [@a]\n",
    "      The sexton found the door unlocked at six. [@a]\n",
)
DIVERS, ANCHOR, MAYOR = (
    "      Divers looked below the old stone bridge. [@a]\n",
    "      They brought up an anchor and four bottles. [@a]\n",
    "      The mayor promised a reward in silver. [@a]\n",
)
PLAN = "  The part of a tower that holds its bells. [@a] [derived: read off the plan]\n"
TEN = "  Most of them have louvres to let the sound out. [@a] [derived: counted in ten towers]\n"
WEIGHT = "  - id: b\n    exact: It weighed some nine hundred kilograms\n"
COUNTED = "  - {date: 2031-05-02, was: five, now: four bottles, why: Counted again.}\n"
BEFORE = "  - id: before\n    title: Before\n    body: |\n"
NIGHT = "  - id: the-night\n    title: The night\n    body: |\n"
SEARCH = "  - id: the-search\n    title: The search\n    body: |\n"
NEW = "      An old woman had dreamt of thunder. [editor]\n"

EDITS = [
    Edit("a word reworded", [("until the morning", "until the noon")],
         stale={"The watchman": "The watchman"}),
    Edit("a figure corrected", [("four bottles", "five bottles")],
         stale={"They brought": "They brought"}),
    Edit("two sentences reworded", [("unlocked at six", "open at six"), ("in silver", "in gold")],
         stale={"The sexton": "The sexton", "The mayor": "The mayor"}),
    Edit("a standfirst reworded", [("by night. [@a]\n  Nobody", "at night. [@a]\n  Nobody")],
         stale={"A bell": "A bell"}),
    Edit("a key point reworded", [("three days", "four days")], stale={"Its rope": "Its rope"}),
    Edit("how it was derived reworded", [("counted from Monday", "counted from Sunday")],
         stale={"counted": "counted"}),
    Edit("how it was derived taken away", [(" [derived: counted from Monday]", "")],
         orphans=["counted"]),
    Edit("how it was derived put in", [("found the door unlocked at six. [@a]",
         "found the door unlocked at six. [@a] [derived: by the clock]")], missing=["by the"]),
    Edit("the title reworded", [("Who took the bell?", "Who stole the bell?")],
         stale={"Who took": "Who stole"}),
    Edit("a section's title reworded", [("title: The night", "title: That night")],
         stale={"The night": "That night"}),
    Edit("a question reworded", [("When was it taken?", "On which day was it taken?")],
         stale={"When was": "On which"}),
    Edit("an answer reworded", [("it was Saturday", "it was Sunday")],
         stale={"The Gull": "The Gull"}),
    Edit("a reading reworded", [("agree on the day", "agree on the date")],
         stale={"The two": "The two"}),
    Edit("a role reworded", [("French divers led the way", "French divers showed the way")],
         stale={"French": "French"}),
    Edit("an event's title and text reworded",
         [("title: The theft", "title: The robbery"), ("lifted out", "pulled out")],
         stale={"The theft": "The robbery", "The bell was": "The bell was"}),
    Edit("a place's name on the map reworded", [("name: The tower", "name: The old tower")],
         stale={"The tower": "The old tower"}),
    Edit("a place of an event renamed", [("Gullhaven", "Ternhaven")],
         orphans=["Gullhaven"], missing=["Ternhaven"]),
    Edit("an operation's name reworded", [("name: The dive", "name: The search dive")],
         stale={"The dive": "The search"}),
    Edit("a citation more, and nothing else", [("at six. [@a]", "at six. [@a; @b]")]),
    Edit("a correction's reason reworded", [("The scales were wrong", "The scales had failed")],
         stale={"The scales": "The scales"}),
    Edit("another correction of the same day", [("corrections:\n", "corrections:\n" + COUNTED)],
         missing=["five", "four", "Counted"]),
    Edit("a sentence put in first", [(FIRST, NEW + FIRST)], missing=["An old"]),
    Edit("a sentence put in between", [(THIRD, NEW + THIRD)], missing=["An old"]),
    Edit("a sentence put in last", [(FOURTH, FOURTH + NEW)], missing=["An old"]),
    Edit("a paragraph put in", [(FOURTH, NEW + "\n" + FOURTH)], missing=["An old"]),
    Edit("the first sentence deleted", [(FIRST, "")], orphans=["The watchman"]),
    Edit("a sentence deleted between", [(SECOND, "")], orphans=["Two carts"]),
    Edit("two sentences deleted at different places", [(THIRD, ""), (DIVERS, "")],
         orphans=["A boy", "Divers"]),
    Edit("a section deleted", [(SEARCH + DIVERS + ANCHOR + MAYOR, "")],
         orphans=["The search", "Divers", "They brought", "The mayor"]),
    Edit("a section put in", [(NIGHT, BEFORE + NEW + NIGHT)],
         missing=["Before", "An old"]),
    Edit("two sentences exchanged", [(FIRST + SECOND, SECOND + FIRST)]),
    Edit("a sentence moved to another section", [(SECOND, ""), (MAYOR, MAYOR + SECOND)]),
    # As with addresses: what has other words is known by its place alone.
    Edit("a sentence moved and reworded",
         [(SECOND, ""), (MAYOR, MAYOR + SECOND.replace("Two carts", "Three carts"))],
         orphans=["Two carts"], missing=["Three carts"]),
    Edit("two sections exchanged", [
         (NIGHT + FIRST + SECOND + THIRD + "\n" + FOURTH + SEARCH + DIVERS + ANCHOR + MAYOR,
          SEARCH + DIVERS + ANCHOR + MAYOR + NIGHT + FIRST + SECOND + THIRD + "\n" + FOURTH)]),
    Edit("a sentence split in halves", [(SECOND,
         "      Two carts stood empty. [@a]\n      They were beside the market hall. [@a]\n")],
         orphans=["Two carts"], missing=["They were", "Two carts"]),
    Edit("a sentence split, the greater part of it left", [(SECOND,
         "      Two carts stood beside the market hall. [@a]\n      Both were empty. [@a]\n")],
         stale={"Two carts": "Two carts"}, missing=["Both were"]),
    Edit("two sentences merged", [(DIVERS + ANCHOR,
         "      Divers looked below the old stone bridge, and brought up an anchor. [@a]\n")],
         stale={"Divers": "Divers"}, orphans=["They brought"]),
    Edit("one sentence put in the place of another", [(FIRST, NEW)],
         orphans=["The watchman"], missing=["An old"]),
    Edit("a term's definition reworded", [("holds its bells", "carries its bells")],
         stale={"The part": "The part"}, of="term"),
    Edit("a sentence put in before those of a definition",
         [("definition: |\n", "definition: |\n  It is of wood. [editor]\n")],
         missing=["It is"], of="term"),
    Edit("the sentences of a definition exchanged",
         [(PLAN, ""), (TEN, TEN + PLAN)], of="term"),
    Edit("the sentences of a definition exchanged, one of them reworded",
         [(PLAN, ""), (TEN, TEN.replace("the sound", "sound") + PLAN)],
         orphans=["Most of"], missing=["Most of"], of="term"),
    Edit("a term's name and a definition's sentence gone",
         [("term: belfry", "term: bell tower"),
          (TEN, "")],
         stale={"belfry": "bell tower"}, orphans=["Most of", "counted in"], of="term"),
    Edit("a quotation's words put right", [("by night\n", "by night.\n")],
         stale={"The bell vanished": "The bell vanished"}, of="source"),
    Edit("quotations exchanged and one put in",
         [(WEIGHT, ""),
          ("quotations:\n", f"quotations:\n  - id: c\n    exact: Nobody heard it\n{WEIGHT}")],
         missing=["Nobody heard"], of="source"),
    Edit("what a speaker is reworded, and a note deleted",
         [("role: warden", "role: churchwarden"), ("note: The page gives no author.\n", "")],
         stale={"warden": "churchwarden"}, orphans=["The page"], of="source"),
]  # fmt: skip
ORIGINALS: Mapping[str, tuple[str, Callable[..., tuple[list[Original], Addresses | None]]]] = {
    "story": (STORY, texts_of_story),
    "term": (TERM, texts_of_term),
    "source": (SOURCE, texts_of_source),
}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.what)
def test_an_edit_leaves_each_translation_kept_stale_or_orphaned(edit: Edit) -> None:
    text, texts = ORIGINALS[edit.of]
    before, record = texts(text, None)
    translation = translated(before)
    edited = text
    for old, new in edit.changes:
        assert old in edited
        edited = edited.replace(old, new, 1)
    after, recorded = texts(edited, record)
    # Before the addresses are recorded, and once they are.
    for now in (after, texts(edited, recorded)[0]):
        binding = bind(translation, now)
        stale = {each.key: each for each in binding.stale}
        kept = [each for each in binding.bound if each.key not in stale]
        assert [each.entry.text for each in kept] == [each.original.text.upper() for each in kept]
        left = sorted(translation.texts[key].made_from for key in binding.left_over)
        missing = sorted(each.text for each in binding.missing)
        changed = sorted((each.entry.made_from, each.original.text) for each in stale.values())
        assert starts(left, sorted(edit.orphans)), left
        assert starts(missing, sorted(edit.missing)), missing
        assert starts([was for was, _ in changed], sorted(edit.stale)), changed
        assert starts([now for _, now in changed], [edit.stale[was] for was in sorted(edit.stale)])
        assert len(kept) + len(stale) + len(left) == len(before)
        assert len(kept) + len(stale) + len(missing) == len(now)


def starts(texts: Sequence[str], beginnings: Sequence[str]) -> bool:
    """Whether each text begins so, and there are no others."""
    return len(texts) == len(beginnings) and all(map(str.startswith, texts, beginnings))


def test_there_are_forty_edits_and_more() -> None:
    assert len({edit.what for edit in EDITS}) == len(EDITS) >= 40


def test_each_text_has_a_key_of_its_own() -> None:
    for text, texts in ORIGINALS.values():
        keys = [each.key for each in texts(text, None)[0]]
        assert len(set(keys)) == len(keys)
