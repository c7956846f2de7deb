"""Which words two sources share, and which sources count as one voice. All texts are invented."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Source, Verdict
from generator.verify.independence import (
    Conflict,
    ConflictKind,
    LinkKind,
    Overlap,
    Ruling,
    SharedRun,
    find_overlaps,
    find_voices,
    own_words,
    quoted_spans,
)
from generator.verify.independence.words import BARRIER
from tests.support import no_hang

SENTENCE = "the harbour master of the small port said on Monday that the last ferry had left early"
LONG = f"{SENTENCE} because a storm was near"
OTHER = "an old crane fell on the quay at noon and nobody of the crew was hurt by it"


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted_spans(text)]


def keys(text: str) -> list[str]:
    return list(own_words(text).keys)


def source(**more: Any) -> Source:
    fields = {
        "title": "A title", "publisher": "An outlet", "short": "Outlet", "published": "2020-01-02",
        "url": "https://example.org/", "kind": "news-report",
    }  # fmt: skip
    return Source.model_validate({**fields, **more})


def overlap(a: str, b: str, words: int, share: float = 0.6) -> Overlap:
    run = SharedRun(a, b, words, 0, 9, 0, 9, "sha256:0", f"{a} {b}")
    return Overlap(a, b, words, 0.1, share, (run,))


def ruling(verdict: Verdict, *sources: str, reason: str = "we asked them") -> Ruling:
    return Ruling(sources=list(sources), verdict=verdict, reason=reason)


def groups(*args: Any) -> list[tuple[str, ...]]:
    return [voice.sources for voice in find_voices(*args).groups]


class TestQuotations:
    @pytest.mark.parametrize(
        "words",
        ["“a b”", '"a b"', "„a b“", "„a b”", "”a b”", "«a b»", "»a b«", "»a b»", "「a b」", "‘a b’",
         "'a b'", "‘don’t b’", "'don't b'", "“a ‘b’ c”", "“a b\"", "‘the cats’ tails wag’"],
    )  # fmt: skip
    def test_every_style_is_known(self, words: str) -> None:
        assert quoted(f"She said {words} and left.") == [words]
        assert keys(f"She said {words} and left.") == ["she", "said", BARRIER, "and", "left"]

    @pytest.mark.parametrize(
        "text", ["the dogs’ owner and the cats’ owner", "the dogs' owner, the cats' owner",
                 "it’s the port’s", "’90s music", "'90s music of the dogs'", "rock ’n’ roll"]
    )  # fmt: skip
    def test_an_apostrophe_opens_nothing(self, text: str) -> None:
        assert quoted(text) == []

    def test_what_is_not_closed_is_masked_to_the_end_of_its_paragraph(self) -> None:
        assert quoted("He said “a b\nc d\n\ne f") == ["“a b\nc d"]
        line = "word " * 40
        assert quoted(f"He said “a b\nc d\n{line}") == ["“a b"]

    def test_what_was_not_opened_is_masked_from_the_beginning(self) -> None:
        assert keys("a b,” she said.\n\nc d") == [BARRIER, "she", "said", "c", "d"]

    @pytest.mark.parametrize("text", ["“a " * 30_000, "'a " * 30_000, "‘a " * 30_000, "”" * 30_000])
    def test_hostile_marks_cost_little(self, text: str) -> None:
        with no_hang():
            own_words(text)


class TestWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("The U.S. Navy", "the us navy"), ("The US navy,", "the us navy"),
            ("co-ordinated, co\u00adordinated", "coordinated coordinated"),
            ("port’s port's port´s", "ports ports ports"), ("26,000 and 3.5", "26000 and 3.5"),
            ("end.The next", "end the next"), ("one—two", "one two"), ("caf\u00e9 cafe\u0301",
            "caf\u00e9 caf\u00e9"), ("Straße", "strasse"), ("ﬁve", "five"), ("हिन्दी में", "हिन्दी में"),
        ],
    )  # fmt: skip
    def test_what_counts_as_a_word(self, text: str, words: str) -> None:
        assert keys(text) == words.split()

    def test_offsets_are_those_of_the_text(self) -> None:
        text = "  A  “b c” dé-f."
        words = own_words(text)
        spans = [text[i:j] for i, j in zip(words.starts, words.ends, strict=True)]
        assert spans == ["A", "“b c”", "dé-f"]
        assert words.count == 2


class TestRuns:
    def test_a_shared_sentence_is_found_with_its_places(self) -> None:
        texts = {"b": f"Other words. {LONG.upper()}!", "a": f"News:\n{LONG}, we hear."}
        (found,) = find_overlaps(texts)
        (run,) = found.runs
        assert (found.a, found.b, found.words, run.words) == ("a", "b", 22, 22)
        assert texts["a"][run.a_start : run.a_end] == LONG
        assert texts["b"][run.b_start : run.b_end] == LONG.upper()
        assert (found.a_share, found.b_share) == (22 / 25, 22 / 24)

    def test_the_excerpt_is_short(self) -> None:
        text = " ".join(f"word{n}" for n in range(60))
        (found,) = find_overlaps({"a": text, "b": text})
        assert found.runs[0].words == 60
        assert len(found.runs[0].excerpt.split()) == 25

    def test_what_both_quote_is_not_shared(self) -> None:
        assert find_overlaps({"a": f"She said: “{LONG}.”", "b": f'He wrote "{LONG}".'}) == ()
        assert find_overlaps({"a": f"She said: “{LONG}.”", "b": LONG}) == ()

    def test_a_quotation_ends_a_run(self) -> None:
        text = "one two three four five “six” seven eight nine ten eleven"
        assert find_overlaps({"a": text, "b": text}) == ()
        (found,) = find_overlaps(
            {"a": f"{LONG} “no” he told us so", "b": f"{LONG} “no” he told us so"}
        )
        assert [run.words for run in found.runs] == [22]

    def test_a_sentence_that_a_hand_has_touched_is_found_whole(self) -> None:
        changed = LONG.replace("the small port", "small port").replace("a storm", "one big storm")
        (found,) = find_overlaps({"a": LONG, "b": changed})
        assert [run.words for run in found.runs] == [4, 13]

    def test_runs_side_by_side_are_one_passage(self) -> None:
        changed = LONG.replace("the small port", "small port").replace("a storm", "one big storm")
        (found,) = find_overlaps({"a": LONG, "b": changed})
        (passage,) = {run.passage for run in found.runs}
        assert passage.startswith("sha256:")
        apart = {"a": f"{LONG}. Then nothing. {OTHER}", "b": f"{OTHER} they wrote in July. {LONG}"}
        (found,) = find_overlaps(apart)
        assert len({run.passage for run in found.runs}) == 2

    def test_a_passage_is_the_same_in_all_that_have_it(self) -> None:
        found = find_overlaps({id: f"{LONG} {id}" for id in "abc"})
        assert len({run.passage for each in found for run in each.runs}) == 1

    @pytest.mark.parametrize("words", [8, 12, 13])
    def test_a_stock_phrase_is_no_passage(self, words: int) -> None:
        phrase = " ".join(LONG.split()[:words])
        (found,) = find_overlaps({"a": f"one {phrase} two", "b": f"three {phrase} four"})
        assert bool(found.runs[0].passage) == (words >= 13)

    def test_a_sentence_that_stands_twice_counts_once_for_the_other(self) -> None:
        (found,) = find_overlaps({"a": f"{LONG}\n\n{LONG}", "b": f"{LONG} and more"})
        assert (found.words, len(found.runs), found.a_share) == (22, 2, 1)

    def test_many_reprints_hold_together_and_cost_little(self) -> None:
        texts = {f"s{n:02}": f"{LONG} number{n}" for n in range(40)}
        found = find_overlaps(texts)
        assert len(found) == 39
        assert len(groups({id: source() for id in texts}, found)) == 1

    def test_one_word_over_and_over(self) -> None:
        with no_hang():
            (found,) = find_overlaps({"a": "x " * 10_000, "b": "x " * 10_000})
            assert found.words == 10_000

    TEXT = st.lists(st.sampled_from(["a", "b", "c", "d", "“", "”", '"', ".", "\n\n"]), max_size=60)

    @given(TEXT, TEXT)
    def test_laws(self, first: list[str], second: list[str]) -> None:
        texts = {"a": " ".join(first), "b": " ".join(second)}
        found = find_overlaps(texts, 5)
        swapped = find_overlaps({"a": texts["b"], "b": texts["a"]}, 5)
        runs = [run for entry in found for run in entry.runs]
        assert sorted((r.a_start, r.a_end, r.b_start, r.b_end, r.digest) for r in runs) == sorted(
            (r.b_start, r.b_end, r.a_start, r.a_end, r.digest) for s in swapped for r in s.runs
        )
        words = {id: own_words(text) for id, text in texts.items()}
        for run in runs:
            i = words["a"].starts.index(run.a_start)
            j = words["b"].starts.index(run.b_start)
            one = words["a"].keys[i : i + run.words]
            assert one == words["b"].keys[j : j + run.words]
            assert BARRIER not in one
            _assert_maximal(words["a"].keys, words["b"].keys, i, j, run.words)
            for id, start, end in (("a", run.a_start, run.a_end), ("b", run.b_start, run.b_end)):
                assert all(end <= q or e <= start for q, e in quoted_spans(texts[id]))

    @given(TEXT, TEXT)
    def test_whatever_is_shared_is_found(self, first: list[str], second: list[str]) -> None:
        texts = {"a": " ".join(first), "b": " ".join(second)}
        a, b = (own_words(text).keys for text in texts.values())
        windows = [{k[i : i + 5] for i in range(len(k) - 4) if BARRIER not in k[i : i + 5]}
                   for k in (a, b)]  # fmt: skip
        assert bool(find_overlaps(texts, 5)) == bool(windows[0] & windows[1])


def _assert_maximal(a: tuple[str, ...], b: tuple[str, ...], i: int, j: int, count: int) -> None:
    if i and j:
        assert a[i - 1] != b[j - 1] or a[i - 1] == BARRIER
    if i + count < len(a) and j + count < len(b):
        assert a[i + count] != b[j + count] or a[i + count] == BARRIER


class TestVoices:
    def test_one_origin_is_one_voice_whenever_it_spoke(self) -> None:
        sources = {
            "a": source(origin="The Wire", published="2018-01-01"),
            "b": source(origin="wire", published="2019-01-01"),
            "c": source(),
            "d": source(),
        }
        voices = find_voices(sources)
        assert [voice.sources for voice in voices.groups] == [("a", "b"), ("c",), ("d",)]
        (link,) = voices.groups[0].reasons
        assert (link.kind, link.detail, link.joins) == (LinkKind.ORIGIN, "The Wire", True)

    @pytest.mark.parametrize(
        ("words", "share", "joins"),
        [(20, 0.51, True), (20, 0.5, False), (19, 1.0, False), (500, 0.3, False), (300, 0.9, True)],
    )
    def test_most_of_a_text_joins_and_a_sentence_does_not(
        self, words: int, share: float, joins: bool
    ) -> None:
        found = find_voices({id: source() for id in "ab"}, [overlap("a", "b", words, share)])
        assert len(found.groups) == (1 if joins else 2)
        assert [(link.words, link.joins) for link in found.links] == [(words, joins)]

    def test_a_shared_upstream_is_told_and_joins_nothing(self) -> None:
        sources = {"a": source(upstream=["The Port", "X"]), "b": source(upstream=["port", "x"]),
                   "c": source(origin="Port"), "d": source(origin="Other")}  # fmt: skip
        found = find_voices(sources)
        assert len(found.groups) == 4
        assert [(link.a, link.b, link.detail, link.joins) for link in found.links] == [
            ("a", "b", "The Port · X", False),
            ("a", "c", "The Port", False),
            ("b", "c", "port", False),
        ]

    def test_editors_keep_apart_what_was_joined(self) -> None:
        sources = {"a": source(origin="Wire"), "b": source(origin="Wire")}
        found = find_voices(sources, [], [ruling(Verdict.INDEPENDENT, "a", "b")])
        assert [voice.sources for voice in found.groups] == [("a",), ("b",)]
        assert [(link.joins, link.overruled) for link in found.links] == [(False, "we asked them")]
        assert found.conflicts == ()

    def test_editors_join_what_was_apart(self) -> None:
        sources = {id: source() for id in "ab"}
        found = find_voices(sources, [], [ruling(Verdict.ONE_VOICE, "b", "a")])
        assert [voice.sources for voice in found.groups] == [("a", "b")]
        assert [(link.kind, link.detail) for link in found.groups[0].reasons] == [
            (LinkKind.RULING, "we asked them")
        ]

    def test_what_is_apart_is_not_joined_by_way_of_a_third(self) -> None:
        sources = {id: source() for id in "abc"}
        shared = [overlap("a", "b", 30), overlap("b", "c", 90)]
        found = find_voices(sources, shared, [ruling(Verdict.INDEPENDENT, "a", "c")])
        assert [voice.sources for voice in found.groups] == [("a",), ("b", "c")]
        assert found.conflicts == (Conflict(ConflictKind.DIVIDED, ("a", "b"), "a b"),)

    def test_one_report_kept_apart_leaves_the_rest_of_an_origin_together(self) -> None:
        sources = {f"s{n:02}": source(origin="Wire") for n in range(12)}
        rulings = [ruling(Verdict.INDEPENDENT, "s00", f"s{n:02}") for n in range(1, 12)]
        assert [len(group) for group in groups(sources, [], rulings)] == [1, 11]

    def test_rulings_that_contradict(self) -> None:
        sources = {id: source() for id in "ab"}
        yes, no = (ruling(verdict, "a", "b", reason=verdict.value) for verdict in Verdict)
        for first, second, count in ((yes, no, 1), (no, yes, 2)):
            found = find_voices(sources, [], [first, second])
            assert len(found.groups) == count
            assert found.conflicts == (
                Conflict(ConflictKind.CONTRADICTION, ("a", "b"), second.reason),
            )

    def test_a_ruling_about_a_source_that_is_not_there(self) -> None:
        found = find_voices({"a": source()}, [], [ruling(Verdict.ONE_VOICE, "a", "z")])
        assert found.conflicts == (Conflict(ConflictKind.UNKNOWN_SOURCE, ("z",), "we asked them"),)
        assert groups({"a": source()}, [overlap("a", "z", 50)]) == [("a",)]

    IDS = "abcdef"

    @given(
        st.dictionaries(st.sampled_from(IDS), st.sampled_from([None, "X", "Y"]), min_size=1),
        st.dictionaries(st.sampled_from([*combinations(IDS, 2)]), st.integers(8, 40)),
        st.lists(st.tuples(st.sampled_from(Verdict), st.sets(st.sampled_from(IDS), min_size=2))),
    )
    def test_laws(self, origins: Any, shared: Any, rules: Any) -> None:
        sources = {id: source(**({"origin": o} if o else {})) for id, o in origins.items()}
        overlaps = [overlap(a, b, words) for (a, b), words in shared.items()]
        rulings = [ruling(verdict, *sorted(ids)) for verdict, ids in rules]
        found = find_voices(sources, overlaps, rulings)
        members = [id for voice in found.groups for id in voice.sources]
        assert sorted(members) == sorted(sources)
        of = found.of_sources()
        assert all(of[link.a] == of[link.b] for link in found.links if link.joins)
        against = {conflict.sources for conflict in found.conflicts}
        for verdict, ids in rules:
            for a, b in combinations(sorted(ids & sources.keys()), 2):
                assert (of[a] == of[b]) == (verdict is Verdict.ONE_VOICE) or (a, b) in against
        backwards = find_voices(dict(reversed(sources.items())), overlaps[::-1], rulings)
        assert backwards == found
