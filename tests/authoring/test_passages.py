"""What is quoted is the source's own text, and verifies."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.copies import chunks_of, may_stand
from generator.authoring.insert import insert_quotation
from generator.authoring.passages import (
    find_passages,
    find_passages_between,
    near_miss,
    new_quotation_id,
)
from generator.authoring.yaml_text import UnwritableError
from generator.folding import normalise
from generator.load import plain_value
from generator.load.parse import BAD_CHARACTER, parse
from generator.model import Quotation
from generator.verify.match import Located, Reason, locate

COPY = normalise(
    "The bell\u00a0rang.\n\n“It was—as far as I know—loud,” said Ada. It rang again.\n\n"
    "‘Never’ was the word. The bell rang. It cost 1,100 crowns: all # of them.\n"
    "„Es läutet“, sagte sie. Sie sagte: »Es läutet wieder.«"
)
PIECES = st.sampled_from(
    ["bell", "Bell", "rang", "it's", "“loud”", "1,100", "12", "#", ":", "-", "–", "…", "'", '"',
     "- a", "é", "e\u0301", "\u00ad", "[x]", "[…]", "\n", "\n\n", "\u00a0", "ﬁn", "a:", "?",
     "\u202e", "{b}", "𝕏"]
)  # fmt: skip


def quoted(words: str) -> list[tuple[str, str, str]]:
    found = find_passages(words, COPY)
    assert isinstance(found, list)
    return [(each.exact, each.prefix, each.suffix) for each in found]


@given(st.lists(PIECES, min_size=1, max_size=25), st.data())
def test_whatever_is_found_is_read_back_and_verifies(
    pieces: list[str], data: st.DataObject
) -> None:
    copy = normalise(" ".join(pieces))
    words = copy.text.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    found = find_passages(" ".join(words[first:last]), copy)
    for passage in found if isinstance(found, list) else []:
        fields = {"id": "new", "exact": passage.exact, "prefix": passage.prefix,
                  "suffix": passage.suffix}  # fmt: skip
        fields = {key: text for key, text in fields.items() if text}
        try:
            made = insert_quotation(b"title: a\n", fields)
        except UnwritableError:
            assert any(BAD_CHARACTER.search(text) for text in fields.values())
            continue
        root, _, problems = parse(made.decode(), "")
        assert problems == []
        assert root is not None
        assert plain_value(root) == {"title": "a", "quotations": [fields]}
        quotation = Quotation.model_validate(fields)
        place = locate(quotation.exact, copy, quotation.prefix, quotation.suffix)
        assert isinstance(place, Located)
        assert (place.start, place.end) == (passage.start, passage.end)


TOKENS = st.sampled_from(
    ["The", "the", "bell", "rang,", "“loud”", "Ada’s", "well-known", "hy-\nphened", "1,100", "–",
     "[sic]", "l’homme", "漢字", "…", "it", "ﬁn", "e\u0301t\u00e9", "\u00ad", "x"]
)  # fmt: skip
EDITS = st.sampled_from(["", "[…]", "[their]", "…", "hyphened", "hy-phened", '"', "[t]he"])


@given(st.lists(TOKENS, min_size=1, max_size=12), st.data())
def test_a_quick_look_overlooks_nothing(tokens: list[str], data: st.DataObject) -> None:
    copy = normalise(" ".join(tokens))
    first = data.draw(st.integers(0, len(tokens) - 1))
    words = tokens[first : data.draw(st.integers(first + 1, len(tokens)))]
    for _ in range(data.draw(st.integers(0, 2))):
        at = data.draw(st.integers(0, len(words)))
        words[at : at + data.draw(st.integers(0, 1))] = [data.draw(EDITS)]
    typed = " ".join(words)
    if isinstance(find_passages(typed, copy, "en"), list):
        assert may_stand(typed, copy, chunks_of(copy))


def test_the_source_s_own_signs_are_taken() -> None:
    assert quoted("It was-as far as I know-loud") == [("It was—as far as I know—loud", "", "")]
    assert quoted('"It was—as far as I know—loud,"') == [("It was—as far as I know—loud", "", "")]
    assert quoted("It [...] loud") == [("It was—as far as I know—loud"[:2] + " […] loud", "", "")]


def test_the_shortest_context_tells_places_apart() -> None:
    assert quoted("The bell rang") == [
        ("The bell rang", "", ". “It"),
        ("The bell rang", "word.", ""),
    ]


def test_words_that_are_only_like_the_source_s_are_no_passage() -> None:
    assert find_passages("the bell rang", COPY) is Reason.NOWHERE
    assert find_passages("The bell ran", COPY) is Reason.INSIDE
    assert find_passages("1,1", COPY) is Reason.INSIDE
    assert find_passages("—", COPY) is find_passages(" ", COPY) is Reason.EMPTY
    near = near_miss("It cost 1,200 crowns", COPY)
    assert near is not None
    assert near.passage == "It cost 1,100 crowns"


def test_words_in_quotation_marks_are_speech() -> None:
    def is_speech(words: str) -> bool:
        found = find_passages(words, COPY)
        assert isinstance(found, list)
        return found[0].is_speech

    for words in ("as far as I know", "Never", "Es läutet wieder"):
        assert is_speech(words), words
    for words in ("said Ada", "It rang again", "It cost", "sagte sie", "was the word"):
        assert not is_speech(words), words


def test_a_passage_between_its_first_and_last_words() -> None:
    (passage,) = find_passages_between("It cost", "them.", COPY)
    assert passage.exact == "It cost 1,100 crowns: all # of them."
    assert [each.exact for each in find_passages_between("The bell", "rang", COPY)] == [
        "The bell rang"
    ] * 2
    assert find_passages_between("crowns", "It cost", COPY) == []
    assert find_passages_between("", "x", COPY) == []


def test_ids_are_made_of_the_first_words_and_new() -> None:
    assert new_quotation_id("tide", "We’re Été—12 lots of", set()) == "tide-were-ete-12-lots"
    assert new_quotation_id("tide", "A b", {"tide-a-b", "tide-a-b-2"}) == "tide-a-b-3"
    assert new_quotation_id("leaflet", "اختفى جرس", {"leaflet-1"}) == "leaflet-1-2"
    assert len(new_quotation_id("tide", "x" * 500, set())) < 60
