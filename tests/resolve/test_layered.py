"""A file as another language has it: its own texts, and all else from the original."""

from __future__ import annotations

import pytest

from generator.load import document_of, load
from generator.model import Addresses, Story, Term, TranslatedText, Translation
from generator.prose import plain_text
from generator.resolve import Glossary, ResolvedStory, give_addresses, resolve_story, resolve_term
from generator.resolve.translations import (
    Original,
    layered_story,
    layered_term,
    story_texts,
    term_texts,
)
from generator.validate import Entry, valid_content, validate_document
from tests.support import DEMO, ROOT

STORIES = [entry for site in (DEMO, ROOT) for entry in valid_content(load(site)[0]).stories]
TERMS = [entry for site in (DEMO, ROOT) for entry in valid_content(load(site)[0]).terms]


def recorded(entry: Entry[Story]) -> tuple[Addresses, ResolvedStory]:
    places = resolve_story(entry, None, Glossary(())).entry
    record = give_addresses(None, places.statements(), entry.model.corrections).record
    return record, resolve_story(entry, None, Glossary(()), record).entry


def in_french(original: Original) -> TranslatedText:
    words = f"Texte {original.key.replace('.', ' ')}"
    return TranslatedText(original=original.text, text=words)


def read(value: object, entry: Entry[Story]) -> Entry[Story]:
    assert isinstance(value, dict)
    document = document_of(value, entry.document.path, entry.document.id)
    assert document is not None
    model, problems = validate_document(document, Story)
    assert model is not None, problems
    return Entry(document, model)


def without_texts(story: ResolvedStory) -> list[object]:
    """What a translation cannot change."""
    model = story.story
    return [
        [
            (each.anchor, each.quotations, each.compared, each.editor, bool(each.derived))
            for each in story.statements()
        ],
        [(each.id, each.date, [place.country for place in each.places]) for each in model.events],
        [(each.id, each.date) for each in model.operations],
        [
            (each.country, each.operation, [(role.role, role.disputed) for role in each.roles])
            for each in model.participations
        ],
        [(each.id, each.country, each.latitude, each.longitude) for each in model.places],
        [(each.id, each.kind, len(each.answers)) for each in model.disagreements],
        [each.date for each in model.corrections],
        (model.published, model.updated, model.status, model.follows, model.authors),
    ]


@pytest.mark.parametrize("entry", STORIES, ids=lambda entry: entry.id)
def test_a_full_translation_has_all_but_the_texts_of_the_original(entry: Entry[Story]) -> None:
    record, original = recorded(entry)
    texts = {each.key: in_french(each) for each in story_texts(original, entry.document)}
    translation = Translation(texts=texts)
    value, addresses = layered_story(entry, record, translation, "en", shown=True)
    layered = resolve_story(read(value, entry), None, Glossary(()), addresses).entry
    assert without_texts(layered) == without_texts(original)
    said = {each.anchor: plain_text(each.nodes).strip() for each in layered.statements()}
    assert said == {anchor: texts[anchor].text for anchor in said}
    assert layered.story.title == texts["title"].text
    assert not any(each.language for each in layered.statements())


@pytest.mark.parametrize("entry", STORIES, ids=lambda entry: entry.id)
def test_half_a_translation_shows_the_original_or_nothing(entry: Entry[Story]) -> None:
    record, original = recorded(entry)
    anchors = [each.anchor for each in original.statements()]
    missing = set(anchors[1::2])
    texts = {
        each.key: in_french(each)
        for each in story_texts(original, entry.document)
        if each.key not in missing
    }
    translation = Translation(texts=texts)
    value, addresses = layered_story(entry, record, translation, "en", shown=True)
    layered = resolve_story(read(value, entry), None, Glossary(()), addresses).entry
    assert without_texts(layered) == without_texts(original)
    own = {each.anchor for each in layered.statements() if each.language == "en"}
    assert own == missing
    value, addresses = layered_story(entry, record, translation, "en", shown=False)
    layered = resolve_story(read(value, entry), None, Glossary(()), addresses).entry
    shown = {each.anchor for each in layered.statements()}
    assert set(anchors) - missing <= shown
    # What is shown all the same stands in a text of which nothing would be left.
    assert {each.anchor for each in layered.statements() if each.language} == shown & missing
    assert len(shown) < len(anchors) or len(anchors) < 4


@pytest.mark.parametrize("entry", STORIES[:2], ids=lambda entry: entry.id)
def test_a_story_without_a_title_is_the_original_or_is_not_there(entry: Entry[Story]) -> None:
    record, original = recorded(entry)
    texts = {each.key: in_french(each) for each in story_texts(original, entry.document)}
    del texts["title"]
    for translation in (Translation(texts=texts), None):
        value, addresses = layered_story(entry, record, translation, "en", shown=True)
        layered = resolve_story(read(value, entry), None, Glossary(()), addresses).entry
        assert layered.story.title == entry.model.title
        assert layered.story.language == "en"
        assert without_texts(layered) == without_texts(original)
        assert layered_story(entry, record, translation, "en", shown=False)[0] is None


@pytest.mark.parametrize("entry", TERMS[:6], ids=lambda entry: entry.id)
def test_a_term_keeps_its_spellings_beside_the_new_ones(entry: Entry[Term]) -> None:
    original = resolve_term(entry, None, Glossary(())).entry
    texts = {each.key: in_french(each) for each in term_texts(original, entry.document)}
    translation = Translation(texts=texts, aliases=["Autre nom"])
    value = layered_term(entry, translation, "en", shown=True)
    assert value is not None
    assert value["term"] == texts["term"].text
    assert value["aliases"] == [entry.model.term, *entry.model.aliases, "Autre nom"]
    assert layered_term(entry, None, "en", shown=False) is None
    kept = layered_term(entry, None, "en", shown=True)
    assert kept is not None
    assert kept["term"] == entry.model.term
