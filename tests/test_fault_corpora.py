"""The corpora of `benchmarks.faults`: they load, their marks are right, and seeding is the same."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from benchmarks.faults.__main__ import COLUMNS, false_alarms, missed, row
from benchmarks.faults.changes import numbers_in, other_dates, other_figures, stands_in
from benchmarks.faults.corpus import (
    Corpus,
    CorpusError,
    Language,
    Sentence,
    Span,
    Topic,
    corpus_names,
    read_corpus,
    read_sentence,
)
from benchmarks.faults.flagship import read_flagship
from benchmarks.faults.seed import KINDS, SWAPPED, Fault, faults_of, seeded
from benchmarks.faults.site import Seeded, check, check_story

CHANCE = Random(16)  # noqa: S311 - the same each time
OPENING, CLOSING = '“„«»‘「"', '”“»«’」"'
KNOWN = {
    "a": "In Ostau 17 people, led by Hanna Feld, saved nine boats",
    "b": "It was never so black",
}
LANGUAGE = """\
language: en
marks: “ ”
months: May June
weekdays: Monday, Tuesday
numbers: zero one two three
currencies:
  - euros, dollars
additions: not
"""
TOPIC = """\
reports:
  - publisher: The Ostau Post
    title: A rescue
    published: 2023-05-02
    quotations: |
      rescue: In Ostau 17 people saved nine boats
sentences: |
  In {n Ostau} nine boats were saved by {f 17} people. [@rescue]
"""


@pytest.fixture(scope="module", params=corpus_names())
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return read_corpus(request.param)


@pytest.fixture(scope="module")
def flagship() -> Corpus:
    return read_flagship()


def test_every_corpus_has_enough_sentences_of_its_own(corpus: Corpus) -> None:
    texts = [sentence.text for sentence in corpus.sentences]
    assert len(texts) >= 25
    assert len(set(texts)) == len(texts)


def test_spans_are_where_they_say(corpus: Corpus, flagship: Corpus) -> None:
    for sentence in (*corpus.sentences, *flagship.sentences):
        for span in sentence.spans:
            words = sentence.words(span)
            assert words, sentence.place
            assert words == words.strip(), sentence.place
        for one, other in pairwise(sentence.spans):
            assert one.end <= other.start, sentence.place


def test_quoted_words_stand_within_marks_and_in_what_is_cited(corpus: Corpus) -> None:
    spaces = corpus.language.has_spaces
    for sentence in corpus.sentences:
        for span in sentence.spans:
            if span.kind != "quoted":
                continue
            before, after = sentence.text[: span.start].rstrip(), sentence.text[span.end :].lstrip()
            assert before[-1] in OPENING, sentence.place
            assert after[0] in CLOSING, sentence.place
            assert stands_in(sentence.words(span), sentence.cited, has_spaces=spaces), (
                sentence.place
            )


def test_what_is_written_down_as_false_does_not_stand_in_what_is_cited(corpus: Corpus) -> None:
    spaces = corpus.language.has_spaces
    for sentence in corpus.sentences:
        for span in sentence.spans:
            for wrong in span.wrong:
                assert wrong != sentence.words(span), sentence.place
                if not numbers_in(wrong):
                    assert not stands_in(wrong, sentence.cited, has_spaces=spaces), (
                        f"{sentence.place}: {wrong}"
                    )


def test_seeding_is_the_same_each_time_and_another_seed_gives_other_faults(corpus: Corpus) -> None:
    first = [seeded(corpus, sentence, 2, 1) for sentence in corpus.sentences]
    backwards = [seeded(corpus, sentence, 2, 1) for sentence in reversed(corpus.sentences)]
    assert first == backwards[::-1]
    assert first != [seeded(corpus, sentence, 2, 2) for sentence in corpus.sentences]
    for sentence, faults in zip(corpus.sentences, first, strict=True):
        for fault in faults:
            assert fault.kind in (*KINDS, SWAPPED)
            assert fault.text != sentence.text


def test_the_flagship_has_faults_of_every_kind_but_currencies(flagship: Corpus) -> None:
    kinds = {f.kind for s in flagship.sentences for f in seeded(flagship, s, 3, 1)}
    assert kinds >= {"figure", "date", "name", "quoted", "marks"}


def test_a_sentence_with_its_marks() -> None:
    sentence = read_sentence("In {n Ostau}, {f 17|71} were “{q so black}”. [@a; @b]", KNOWN, "x:1")
    assert sentence.text == "In Ostau, 17 were “so black”."
    assert [sentence.words(span) for span in sentence.spans] == ["Ostau", "17", "so black"]
    assert sentence.spans[1] == Span("figure", 10, 12, ("71",))
    assert sentence.cites == ("a", "b")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Nothing is cited.", "x:1: no sentence"),
        ("It is so. [@c]", "x:1: nothing is called 'c'"),
        ("It was {f 17. [@a]", "x:1: a brace has no match"),
        ("It was {z 17}. [@a]", "x:1: a brace has no match"),
    ],
)
def test_a_sentence_that_cannot_be_read_says_where(row: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        read_sentence(row, KNOWN, "x:1")


def test_a_change_that_stands_in_what_is_cited_is_no_fault() -> None:
    row = (
        "{n Ostau|Hanna Feld|Grau} lost {f 17|9|16} “{q so black|It was never so black}”. [@a; @b]"
    )
    sentence = read_sentence(row, {**KNOWN, "b": f"{KNOWN['b']}, 9 times"}, "x:1")
    corpus = Corpus("x", Language("en", ("“", "”")), (Topic("x", (), (sentence,)),))
    faults = faults_of(corpus, sentence, CHANCE)
    assert {fault.now for fault in faults if fault.kind in ("name", "figure")} == {"Grau", "16"}
    assert not [fault for fault in faults if fault.now == "It was never so black"]


def test_figures_keep_their_script_and_dates_their_shape() -> None:
    language = Language("ar", ("«", "»"), months=("يناير", "مارس"))
    for _ in range(20):
        assert all(
            "٠" <= c <= "٩" for each in other_figures("٢٧", "", language, CHANCE) for c in each
        )
        for date in other_dates("27.01.2021", "", language, CHANCE):
            assert [len(part) for part in date.split(".")] in ([2, 2, 4], [1, 2, 4])


def test_words_put_into_the_marks_from_before_and_behind_them() -> None:
    sentence = read_sentence("She called it “{q so black}” all night. [@b]", KNOWN, "x:1")
    corpus = Corpus("x", Language("en", ("“", "”")), (Topic("x", (), (sentence,)),))
    widened = {f.text for f in faults_of(corpus, sentence, CHANCE) if f.kind == "marks"}
    assert widened == {
        "“She called it so black” all night.", "She called it “so black all night”."
    }  # fmt: skip


@pytest.fixture
def boats(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpora" / "en"
    folder.mkdir(parents=True)
    (folder / "language.yml").write_text(LANGUAGE, "utf-8")
    (folder / "boats.yml").write_text(TOPIC, "utf-8")
    return read_corpus("en", tmp_path / "corpora")


def test_a_fault_is_caught_and_a_true_sentence_is_not(boats: Corpus, tmp_path: Path) -> None:
    [checked] = check(boats, tmp_path / "site", 2, 1)
    assert isinstance(checked.sentence, Sentence)
    assert not checked.messages
    assert [fault.kind for fault, said in checked.faults if checked.is_caught(said)]
    assert len(row("en", [checked])) == len(COLUMNS)
    assert not list(false_alarms([checked]))
    deaf = checked.without({code for _, said in checked.faults for code in said})
    assert len(list(missed([deaf]))) == len(checked.faults)


def test_an_error_in_one_sentence_hides_no_warning_of_another(
    boats: Corpus, tmp_path: Path
) -> None:
    check(boats, tmp_path, 1, 1)
    rows = (tmp_path / "content/stories/copy-0/story.yml").read_text("utf-8").splitlines()
    [true] = boats.sentences
    lines = [*rows, rows[-1]]
    faulted = [
        Seeded(len(rows), true, [Fault("name", true.text.replace("nine", "<b>nine</b>"), "", "")]),
        Seeded(len(lines), true, [Fault("figure", true.text.replace("17", "71"), "17", "71")]),
    ]
    checked = check_story(tmp_path, lines, faulted)
    codes = [set(said) for each in checked for _, said in each.faults]
    assert codes == [{"html-in-prose"}, {"unsupported-figure"}]
