"""References followed: footnotes, uses, orders, and what is reported when they lead nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.model.ids import RESERVED_SECTIONS
from generator.prose import TermUse, plain_text
from generator.resolve import ResolvedStory, Statement, flat
from tests.compiled import Compiled, Site
from tests.support import BASE, codes, headings

Compile = Callable[..., Compiled]
STORY = (BASE / "content/stories/bell/story.yml").read_text("utf-8")
SOURCE = (BASE / "content/sources/post.yml").read_text("utf-8")
TERM = (BASE / "content/glossary/belfry.yml").read_text("utf-8")
BODY = "      The bell was gone. [@post-vanished]\n"


def story(body: str = BODY, more: str = "") -> dict[str, str]:
    return {"content/stories/bell/story.yml": STORY.replace(BODY, body) + more}


def site_of(compiled: Compiled) -> Site:
    # Quotations made up for a test stand in no lock.
    assert set(codes(compiled)) <= {"unverified-quotation", "unsupported-figure", "stale-lock"}
    assert compiled.site is not None
    return compiled.site


def demo_story(compiled: Compiled) -> ResolvedStory:
    return next(s for s in site_of(compiled).told if s.slug == "ostermill-bell")


class TestFootnotes:
    def test_numbers_stand_in_reading_order_one_for_each_quotation(
        self, compiled_demo: Compiled
    ) -> None:
        resolved = demo_story(compiled_demo)
        first_cited = dict.fromkeys(
            id for statement in resolved.statements() for id in statement.quotations
        )
        assert [note.quotation for note in resolved.footnotes] == list(first_cited)
        assert [note.number for note in resolved.footnotes] == list(range(1, len(first_cited) + 1))

    def test_a_footnote_knows_every_statement_that_cites_it(self, compiled_demo: Compiled) -> None:
        resolved = demo_story(compiled_demo)
        for note in resolved.footnotes:
            citing = [s.anchor for s in resolved.statements() if note.quotation in s.quotations]
            assert list(note.cited_by) == citing

    def test_a_quotation_cited_twice_in_a_statement_is_cited_once(
        self, compile_files: Compile
    ) -> None:
        files = story("      It was [@post-weight] gone. [@post-vanished; @post-weight]\n")
        (resolved,) = site_of(compile_files(files)).told
        (statement,) = flat(resolved.sections[0].body)
        assert statement.quotations == ("post-weight", "post-vanished")
        assert resolved.footnotes[1].cited_by == ("k.1", "s.the-night.1")

    def test_pages_of_their_own_number_for_themselves(self, compiled_demo: Compiled) -> None:
        resolved = demo_story(compiled_demo)
        for notes in (resolved.timeline_footnotes, resolved.map_footnotes):
            assert [note.number for note in notes] == list(range(1, len(notes) + 1))
        assert all(a.startswith("e.") for n in resolved.timeline_footnotes for a in n.cited_by)
        assert {a[:2] for n in resolved.map_footnotes for a in n.cited_by} == {"o.", "p.", "m."}

    def test_who_took_part_is_numbered_as_it_is_read(self, compile_files: Compile) -> None:
        # The page shows operation by operation, whatever the order of the participations.
        more = """operations:
  - {id: one, name: One, date: 2031}
  - {id: two, name: Two, date: 2032}
participations:
  - country: AQ
    operation: two
    roles: [{role: led, text: "Two. [@post-two]"}]
  - country: AQ
    operation: one
    roles: [{role: led, text: "One. [@post-one]"}]
"""
        source = SOURCE + "  - {id: post-one, exact: one}\n  - {id: post-two, exact: two}\n"
        compiled = compile_files({**story(more=more), "content/sources/post.yml": source})
        (resolved,) = site_of(compiled).told
        assert [note.quotation for note in resolved.map_footnotes] == ["post-one", "post-two"]


class TestUses:
    def test_every_quotation_knows_where_it_is_cited(self, compiled_demo: Compiled) -> None:
        site = site_of(compiled_demo)
        assert set(site.uses) == set(site.quotations)
        statements = {
            (story.slug, statement.anchor): statement
            for story in site.told
            for statement in story.statements()
        } | {
            (id, statement.anchor): statement
            for id, entry in site.terms.items()
            for statement in flat(entry.definition)
        }
        for id, uses in site.uses.items():
            assert uses, id
            cited = [statements[use.slug or use.term, use.anchor] for use in uses]
            assert all(id in statement.quotations for statement in cited)
            assert [use.text for use in uses] == [plain_text(each.nodes) for each in cited]
            assert all(bool(use.slug) != bool(use.term) for use in uses)

    def test_a_site_without_drafts_uses_nothing_of_them(self, compile_files: Compile) -> None:
        draft = STORY.replace("published\npub", "draft\npub")
        compiled = compile_files({"content/stories/other/story.yml": draft})
        site = site_of(compiled)
        assert {use.slug for uses in site.uses.values() for use in uses} == {"bell", ""}
        assert set(site.term_stories["belfry"]) == {"bell"}

    def test_spellings_are_found_in_the_quotations(self, compiled_demo: Compiled) -> None:
        site = site_of(compiled_demo)
        assert site.spellings["ostermill"] == {"Oster Mill": ("gull-wire",)}
        assert site.spellings["town-bell"] == {
            "bell of Ostermill": ("tide-post",),
            "جرس البلدة": ("harbour-leaflet",),
        }
        assert site.spellings["bell-office"] == {"BELL": ("tide-post",)}


class TestOrder:
    def test_events_stand_by_date(self, compiled_demo: Compiled) -> None:
        events = [entry.event.id for entry in demo_story(compiled_demo).events]
        assert events[0] == "ringing"  # it has no beginning
        assert events.index("founding") < events.index("casting") < events.index("crates")
        # Of events that begin on one day, the one that ends first comes first.
        assert events.index("theft") < events.index("search")
        assert events[-1] == "now"

    def test_stories_stand_newest_first(self, compile_files: Compile) -> None:
        files = {
            f"content/stories/{slug}/story.yml": STORY.replace("2031-05-01", date)
            for slug, date in (("old", "2031-04-06"), ("new", "2032-01"), ("same", "2031-05-01~"))
        }
        site = site_of(compile_files(files))
        assert [s.slug for s in site.told] == ["new", "bell", "same", "old"]

    def test_corrections_stand_newest_first_and_terms_by_name(
        self, compiled_demo: Compiled
    ) -> None:
        dates = [c.correction.date for c in demo_story(compiled_demo).corrections]
        assert dates == ["2031-05-02", "2031-05"]
        names = [entry.term.term for entry in site_of(compiled_demo).terms.values()]
        assert names == sorted(names, key=str.casefold)


class TestStatements:
    def test_addresses_are_unique_in_a_story(self, compiled_demo: Compiled) -> None:
        anchors = [s.anchor for s in demo_story(compiled_demo).statements()]
        assert len(anchors) == len(set(anchors))

    def test_a_term_is_marked_once_in_each_section(self, compiled_demo: Compiled) -> None:
        for section in demo_story(compiled_demo).sections:
            terms = [
                node.term
                for statement in flat(section.body)
                for node in _all(statement)
                if isinstance(node, TermUse)
            ]
            assert terms
            assert len(terms) == len(set(terms))

    def test_a_definition_does_not_mark_its_own_term(self, compiled_demo: Compiled) -> None:
        for id, entry in site_of(compiled_demo).terms.items():
            for statement in flat(entry.definition):
                assert id not in [n.term for n in _all(statement) if isinstance(n, TermUse)]

    def test_places_lead_to_the_line_in_the_file(self, compiled_demo: Compiled) -> None:
        (statement, *_) = flat(demo_story(compiled_demo).standfirst)
        assert (statement.place.line, statement.place.column) == (4, 3)


def _all(statement: Statement) -> list[object]:
    def walk(nodes: tuple[object, ...]) -> list[object]:
        out: list[object] = []
        for node in nodes:
            out += [node, *walk(getattr(node, "children", ()))]
        return out

    return walk(statement.nodes)


class TestReferences:
    def test_links_between_quotations_count_both_ways_and_join(
        self, compile_files: Compile
    ) -> None:
        source = SOURCE + "".join(
            f"  - {{id: post-{name}, exact: {name}, same_statement_as: [{to}]}}\n"
            for name, to in (("a", "post-b"), ("b", "post-c"), ("c", "post-a"), ("d", ""))
        )
        body = "      All. [@post-a; @post-b; @post-c; @post-d]\n"
        compiled = compile_files({**story(body), "content/sources/post.yml": source})
        same = site_of(compiled).same_statement
        assert same["post-a"] == ("post-b", "post-c")
        assert same["post-c"] == ("post-a", "post-b")
        assert same["post-d"] == ()

    @pytest.mark.parametrize("id", RESERVED_SECTIONS)
    def test_a_section_takes_no_id_of_the_page(self, compile_files: Compile, id: str) -> None:
        compiled = compile_files({
            "content/stories/bell/story.yml": STORY.replace("the-night", id)
        })  # fmt: skip
        assert codes(compiled) == ["reserved-id"]

    def test_every_id_that_the_story_page_makes_is_reserved(self, compiled_demo: Compiled) -> None:
        (page,) = [p for p in compiled_demo.rendered.pages if p.address == "stories/ostermill-bell"]
        own = {section.id for section in demo_story(compiled_demo).sections}
        made = {heading.id for heading in headings(page)} - own
        assert made <= set(RESERVED_SECTIONS)

    def test_what_a_broken_file_holds_is_not_reported_as_unknown(
        self, compile_files: Compile
    ) -> None:
        compiled = compile_files({
            "content/sources/post.yml": SOURCE.replace("2031-04-05", "yesterday")
        })  # fmt: skip
        assert codes(compiled) == ["bad-date"]

    def test_a_source_that_is_no_yaml_is_reported_once(self, compile_files: Compile) -> None:
        compiled = compile_files({"content/sources/post.yml": SOURCE + "x: [\n"})
        assert codes(compiled) == ["yaml-syntax"]

    def test_a_story_that_is_invalid_makes_no_quotation_unused(
        self, compile_files: Compile
    ) -> None:
        compiled = compile_files({
            "content/stories/bell/story.yml": STORY.replace("2031-05-01", "yesterday")
        })  # fmt: skip
        assert codes(compiled) == ["bad-date"]

    def test_a_term_that_is_invalid_makes_no_quotation_unused(self, compile_files: Compile) -> None:
        term = TERM.replace("kind: concept", "kind: thing").replace("post-vanished", "post-third")
        source = SOURCE + "  - {id: post-third, exact: third}\n"
        compiled = compile_files({
            "content/glossary/belfry.yml": term, "content/sources/post.yml": source
        })  # fmt: skip
        assert codes(compiled) == ["unknown-value"]

    @pytest.mark.parametrize(
        ("published", "updated", "is_wrong"),
        [
            ("2031-05-01", "2031-05-01", False),
            ("2031-05-01", "2031-05", False),
            ("2031-05-01", "2031", False),
            ("2031-05-01~", "2031-04-30", True),
            ("2031-05", "2031-04-30", True),
            ("2031/2032", "2030/..", False),
        ],
    )
    def test_a_date_is_late_only_if_all_of_it_is(
        self, compile_files: Compile, published: str, updated: str, is_wrong: bool
    ) -> None:
        text = STORY.replace("published: 2031-05-01", f"published: {published}\nupdated: {updated}")
        compiled = compile_files({"content/stories/bell/story.yml": text})
        assert codes(compiled) == ["date-order"] * is_wrong

    def test_known_ids_are_listed_when_they_are_few_only(self, compile_files: Compile) -> None:
        quotations = "".join(f"  - {{id: post-{n}, exact: x}}\n" for n in range(300))
        source = SOURCE.replace(
            "exact: The bell vanished by night", "exact: x\n    same_statement_as: [zzz]"
        )
        compiled = compile_files({"content/sources/post.yml": source + quotations})
        (problem,) = [d for d in compiled.diagnostics if d.code == "unknown-reference"]
        assert len(problem.help) < 300


class TestCorrections:
    def _compile(self, compile_files: Compile, now: str) -> list[str]:
        more = f"corrections:\n  - {{date: 2031-06, was: a, now: {now!r}, why: b}}\n"
        body = "      It *was* very heavy, [@post-weight] and gone. [@post-vanished]\n"
        return codes(compile_files(story(body, more)))

    @pytest.mark.parametrize("now", ["It was very", "very  heavy, and gone.", "and gone"])
    def test_words_of_the_story_are_found(self, compile_files: Compile, now: str) -> None:
        assert self._compile(compile_files, now) == []

    @pytest.mark.parametrize("now", ["It was Very", "*was*", "[@post-weight]", "very light"])
    def test_other_words_are_not(self, compile_files: Compile, now: str) -> None:
        assert self._compile(compile_files, now) == ["stale-correction"]
