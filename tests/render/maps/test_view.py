"""What a map's pictures show: every country and place, each role in a fill of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import pytest

from generator.model import Role
from generator.render import contexts
from generator.render.lettering import text_width
from generator.render.maps import StoryMap, map_view, story_map
from generator.render.maps.labels import INSET_SIZE, SIZE, SMALL_SCREEN_SIZE
from generator.render.maps.subject import TINY, WEIGHT, Look, look_at
from generator.render.views import Renderer
from generator.resolve import ResolvedStory
from tests.compiled import Compiled, renderer_of
from tests.support import ROOT, clean, elements, page_html

FLAGSHIP = "islamic-state-propaganda-takedowns"
DEMO_STORY = "ostermill-bell"
TEMPLATE = (ROOT / "site-templates/partials/pattern.html").read_text("utf-8")
STYLE = (ROOT / "site-templates/theme/assets/map/map.css").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Shown:
    """A story, its map, and the page that shows it."""

    renderer: Renderer
    story: ResolvedStory
    map: StoryMap
    html: str

    def found(self, name: str, css: str) -> list[dict[str, str]]:
        """The elements of this name that have this class."""
        return [
            attributes
            for element, attributes, _ in elements(self.html)
            if element.endswith(name) and css in attributes.get("class", "").split()
        ]

    def pictures(self) -> str:
        """All descriptions of pictures, one after another."""
        return " ".join(text for name, _, text in elements(self.html) if name.endswith("desc"))


def shown(compiled: Compiled, slug: str) -> Shown:
    site = compiled.site
    assert site
    renderer = renderer_of(site, ROOT)
    story = next(story for story in site.told if story.slug == slug)
    found = story_map(renderer, story)
    assert found
    page = next(p for p in compiled.rendered.pages if p.address == f"stories/{slug}/map")
    return Shown(renderer, story, found, page_html(page))


@pytest.fixture(scope="module")
def of_demo(compiled_demo: Compiled) -> Shown:
    return shown(compiled_demo, DEMO_STORY)


@pytest.fixture(scope="module")
def of_flagship() -> Shown:
    return shown(clean(ROOT), FLAGSHIP)


@pytest.fixture(params=["demo", "flagship"])
def each(request: pytest.FixtureRequest, of_demo: Shown, of_flagship: Shown) -> Shown:
    return of_demo if request.param == "demo" else of_flagship


def test_every_country_that_took_part_is_in_a_picture(each: Shown) -> None:
    codes = {part.country for part in each.story.participations}
    assert {country.country.code for country in each.map.countries} == codes
    assert {drawn["data-of"] for drawn in _drawn(each)} == codes
    for country in each.map.countries:
        assert each.map.main.shows(country.country.label)


def _drawn(each: Shown) -> list[dict[str, str]]:
    return each.found("path", "sx-map-country") + each.found("circle", "sx-map-country")


def test_every_country_and_place_is_in_a_description(each: Shown) -> None:
    words = each.pictures()
    for place in each.story.places:
        assert place.place.name in words
    for country in each.map.countries:
        name = each.renderer.wording.country(country.country.code)
        assert re.search(rf"{re.escape(name)}: \w", words), name


def test_every_place_has_a_spot(each: Shown) -> None:
    spots = {spot["data-of"] for spot in each.found("circle", "sx-map-place")}
    assert spots == {f"place.{place.place.id}" for place in each.story.places}


def test_what_is_too_small_to_see_has_a_marker(each: Shown) -> None:
    marked = {circle["data-of"] for circle in each.found("circle", "sx-map-country")}
    small = set()
    for drawing in each.map.drawings():
        for country in each.map.countries:
            _, box = drawing.country(country.country)
            if (
                drawing.shows(country.country.label)
                and max(box[2] - box[0], box[3] - box[1]) < TINY
            ):
                small.add(country.country.code)
    assert marked == small
    assert small


def test_tiny_countries_of_these_stories_have_markers(of_demo: Shown, of_flagship: Shown) -> None:
    in_demo = {circle["data-of"] for circle in of_demo.found("circle", "sx-map-country")}
    in_flagship = {circle["data-of"] for circle in of_flagship.found("circle", "sx-map-country")}
    assert in_demo == {"BV", "HM"}
    assert {"BE", "NL"} <= in_flagship


def test_spots_and_names_stand_on_the_paper(each: Shown) -> None:
    width = max(drawing.width for drawing in each.map.drawings())
    for circle in each.found("circle", "sx-map-place") + each.found("circle", "sx-map-country"):
        assert 0 <= int(circle["cx"]) <= width
        assert 0 <= int(circle["cy"]) <= 800
    names = each.found("text", "sx-map-name")
    assert names
    assert all(0 <= int(name["x"]) <= width and 0 <= int(name["y"]) <= 800 for name in names)
    known = {drawn["data-of"] for drawn in _drawn(each) + each.found("circle", "sx-map-place")}
    assert {name["data-of"] for name in names} <= known


def test_the_closer_look_is_at_what_is_crowded(of_flagship: Shown, of_demo: Shown) -> None:
    assert of_flagship.map.main.frame.id == "north-atlantic"
    assert of_flagship.map.inset
    assert of_flagship.map.inset.frame.id == "europe"
    assert of_demo.map.inset is None


def test_drawings_are_shared_between_stories(of_flagship: Shown) -> None:
    again = story_map(of_flagship.renderer, of_flagship.story)
    assert again
    assert again.main is of_flagship.map.main
    assert again.inset is of_flagship.map.inset
    assert set(of_flagship.renderer.drawings) == {("north-atlantic", 1280), ("europe", 720)}


def test_a_story_without_countries_and_places_has_no_map(of_demo: Shown) -> None:
    bare = replace(of_demo.story, participations=(), places=())
    assert story_map(of_demo.renderer, bare) is None
    assert story_map(replace(of_demo.renderer, atlas=None), of_demo.story) is None


def test_a_country_is_drawn_in_its_weightiest_role_that_is_not_disputed(each: Shown) -> None:
    assert set(WEIGHT) == set(Role)
    fills = {(d["data-of"], d["fill"]) for d in _drawn(each)}
    assert fills == {
        (country.country.code, f"url(#sx-fill-{country.fill.value}-paper)")
        for country in each.map.countries
    }
    for country in each.map.countries:
        weights = [WEIGHT[role] for role in country.roles]
        assert weights == sorted(set(weights))
        played = [role for part in country.parts for role in part.roles]
        sure = {role.role for role in played if not role.disputed} or set(country.roles)
        assert country.fill == min(sure, key=WEIGHT.__getitem__)


def test_who_did_something_is_not_drawn_as_who_asked_others(of_flagship: Shown) -> None:
    fills = {country.country.code: country.fill for country in of_flagship.map.countries}
    assert fills["GB"] is Role.TOOK_PART
    assert fills["BE"] is Role.LED
    assert list(WEIGHT)[-1] is Role.REFERRED


def test_a_disputed_part_gives_way_to_a_lesser_one(of_demo: Shown) -> None:
    country = next(c for c in of_demo.map.countries if c.country.code == "AQ")
    assert country.roles[0] is Role.LED
    assert country.fill is Role.SEIZED_SERVERS


def test_what_is_disputed_is_marked(of_demo: Shown) -> None:
    each = of_demo
    marked = {d["data-of"] for d in _drawn(each) if "sx-map-country--disputed" in d["class"]}
    assert marked == {country.country.code for country in each.map.countries if country.disputed}
    assert marked


def test_every_fill_that_is_used_is_there(each: Shown) -> None:
    ids = {a["id"] for name, a, _ in elements(each.html) if name.endswith("pattern")}
    used = set(re.findall(r"url\(#([a-z-]+)\)", each.html))
    assert used <= ids


def test_the_legend_has_the_roles_that_occur_by_weight(each: Shown) -> None:
    legend = [
        a["data-role"] for name, a, _ in elements(each.html) if name == "li" and "data-role" in a
    ]
    roles = {role for country in each.map.countries for role in country.roles}
    assert legend == [role.value for role in WEIGHT if role in roles]


def test_the_legend_shows_no_sign_that_no_picture_has(each: Shown) -> None:
    shown = {
        a["data-role"]
        for name, a, _ in elements(each.html)
        if name == "li" and "data-role" in a and a.get("class") != "sx-map-undrawn"
    }
    pictures = each.html.partition('class="sx-map-stage"')[2].partition('class="sx-map-legend"')[0]
    assert shown == set(re.findall(r'fill="url\(#sx-fill-([a-z-]+)-paper\)"', pictures))
    differs = any(country.disputed for country in each.map.countries)
    assert ('class="sx-map-key"' in each.html) is differs


# ---- The fills ----


def fills(html: str) -> Iterator[tuple[str, str]]:
    """The roles that have a pattern, and what is drawn in it."""
    yield from re.findall(
        r'<pattern id="sx-fill-([a-z-]+)" class="sx-fill sx-fill--\1"[^>]*>(.*?)</pattern>', html
    )


def test_each_role_has_a_pattern_of_its_own(of_demo: Shown) -> None:
    """The demo uses all roles."""
    patterns = dict(fills(of_demo.html))
    assert set(patterns) == {role.value for role in Role}
    assert len(set(patterns.values())) == len(Role)
    assert all("<rect" in inner for inner in patterns.values())


def test_the_template_knows_roles_only_and_all_but_the_plain_one() -> None:
    named = re.findall(r'name == "([a-z-]+)"', TEMPLATE)
    assert len(named) == len(set(named))
    # The first role is a fill without lines.
    assert set(named) == {role.value for role in Role} - {Role.LED.value}


DAY_AND_NIGHT = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"(--sx-[a-z-]+): var\(--sx-light, (#[0-9a-f]{3,6})\) var\(--sx-dark, (#[0-9a-f]{3,6})\);",
        STYLE,
    )
}


def test_the_style_sheet_has_a_colour_for_each_role() -> None:
    rows = re.findall(
        r"\.sx-fill(?:--([a-z-]+))? rect \{ fill: var\((--sx-role-[a-z]+)\); \}", STYLE
    )
    colours = {role or Role.TOOK_PART.value: colour for role, colour in rows}
    assert set(colours) == {role.value for role in Role}
    assert len(set(colours.values())) == len(Role)
    for colour in colours.values():
        (light, dark) = DAY_AND_NIGHT[colour]
        assert light != dark


def test_the_style_sheet_knows_no_other_role() -> None:
    named = set(re.findall(r"\.sx-fill--([a-z-]+)", STYLE))
    assert named <= {role.value for role in Role}


def test_no_two_roles_have_the_same_colour() -> None:
    pairs = [pair for name, pair in DAY_AND_NIGHT.items() if re.match("--sx-role-(?!line)", name)]
    for values in zip(*pairs, strict=True):
        assert len(values) == len(set(values)) == len(Role)


def test_a_story_without_a_map_asks_for_none(compiled_demo: Compiled) -> None:
    pages = {page.address: page_html(page) for page in compiled_demo.rendered.pages}
    assert "stories/la-cloche/map" not in pages
    assert "sx-map" not in pages["stories/la-cloche"]
    assert 'class="sx-map"' in pages[f"stories/{DEMO_STORY}"]


# ---- Names and looks ----

TWELVE = "ES US PA BE NL CA GB FR BG RO DE CH"


def told_of(each: Shown, codes: str) -> tuple[contexts.MapView, StoryMap]:
    """The view of a story in which these countries took part, and its map."""
    part = each.story.participations[0]
    parts = tuple(replace(part, country=code) for code in codes.split())
    story = replace(each.story, slug="other", participations=parts, places=())
    renderer = each.renderer
    view, found = map_view(renderer, story, "stories/other"), story_map(renderer, story)
    assert view
    assert found
    return view, found


@pytest.mark.parametrize("codes", ["NL DE GB FR", TWELVE, "LU CH AT CZ SK HU", "SE NO", "NG NE TD"])
def test_no_name_stands_on_another_country_or_on_another_name(
    of_flagship: Shown, codes: str
) -> None:
    view, found = told_of(of_flagship, codes)
    for panel, drawing in zip(view.panels, found.drawings(), strict=True):
        usual = INSET_SIZE if panel.kind == "inset" else SIZE
        for size, labels in ((usual, panel.labels), (SMALL_SCREEN_SIZE, panel.small_labels)):
            boxes = [room(label, size) for label in labels]
            for label, box in zip(labels, boxes, strict=True):
                left, top, right, bottom = box
                # As wide as it is with the letters of most fonts.
                shown = (left + 0.3 * size, top, right - 0.3 * size, bottom)
                assert drawing.land().is_free(shown, label.of), label
            for one, other in combinations(boxes, 2):
                apart = one[2] <= other[0] + 2 or other[2] <= one[0] + 2
                assert apart or one[3] <= other[1] + 2 or other[3] <= one[1] + 2


def room(label: contexts.LabelView, size: int) -> tuple[float, float, float, float]:
    wide = text_width(label.text, size)
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return left, label.y - 0.8 * size, left + wide, label.y + 0.25 * size


@pytest.mark.parametrize("codes", ["NL DE GB FR", TWELVE])
def test_every_country_is_named_in_the_picture_or_below_it(of_flagship: Shown, codes: str) -> None:
    view, _ = told_of(of_flagship, codes)
    for rest, small in ((view.unnamed, False), (view.unnamed_small, True)):
        labels = [p.small_labels or p.labels if small else p.labels for p in view.panels]
        named = {label.of for each in labels for label in each}
        for code in codes.split():
            name = of_flagship.renderer.wording.country(code)
            assert (code in named) != (name in rest), (code, small)
    assert len(view.unnamed.split(",")) <= 3


def test_four_neighbours_need_no_second_picture(of_flagship: Shown) -> None:
    view, found = told_of(of_flagship, "NL DE GB FR")
    assert found.main.frame.id == "europe"
    assert len(view.panels) == 1
    assert view.unnamed == ""


def test_an_operation_is_looked_at_closely(of_flagship: Shown) -> None:
    shown = of_flagship.map
    whole = shown.main.frame.rectangle
    assert look_at(shown, "august-2016") == Look(whole, inset=False)
    close = look_at(shown, "november-2019")
    wide = close.rectangle[2] - close.rectangle[0]
    assert wide < (whole[2] - whole[0]) / 5
    assert not close.inset
    assert look_at(shown, "april-2018").inset
    for operation in ("june-2017", "april-2018", "november-2019"):
        left, bottom, right, top = look_at(shown, operation).rectangle
        assert whole[0] <= left < right <= whole[2]
        assert whole[1] <= bottom < top <= whole[3]
        for each in shown.countries:
            if any(part.operation.id == operation for part in each.parts):
                x, y = shown.main.frame.project(each.country.label)
                assert left <= x <= right
                assert bottom <= y <= top
