"""Every page type passes axe's WCAG rules in its states, light and dark, on desktop and phone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.states import (
    LOADED,
    OF_COLOURS,
    SAMPLE,
    SCHEMES,
    Scheme,
    faults,
    violations,
    violations_of_looks,
)
from tests.browser.targets import small_targets

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STATED = [name for name, states in SAMPLE.items() if states != (LOADED,)]


# On a phone the colours are those of the desktop, but where its frame has parts of its own, which
# are states; in the dark the structure is that of light. `make page-figures` goes through it all.
@pytest.mark.parametrize(("size", "schemes"), [("desktop", SCHEMES), ("phone", SCHEMES[:1])])
@pytest.mark.parametrize("name", SAMPLE)
def test_pages(
    browser: Browser, address: str, name: str, size: str, schemes: Sequence[Scheme]
) -> None:
    states = {name: (LOADED,)}
    looked_at = list(
        faults(browser, address, states, size, schemes, each_text=False, colours=size == "desktop")
    )
    assert len(looked_at) == len(schemes)
    assert [each for each in looked_at if each[1] or each[2]] == []


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
@pytest.mark.parametrize("name", STATED)
def test_states(browser: Browser, address: str, name: str, size: str, scheme: Scheme) -> None:
    states = {name: tuple(state for state in SAMPLE[name] if state is not LOADED)}
    looked_at = list(
        faults(
            browser, address, states, size, [scheme], each_text=False, structure=size == "desktop"
        )
    )
    assert looked_at
    assert [each for each in looked_at if each[1] or each[2]] == []


def test_a_page_with_faults_is_found_out(page: Page) -> None:
    page.set_content(
        "<html lang='en'><title>x</title><main><h1>x</h1><img src='x.png'>"
        "<p style='color: #ddd'>Too pale</p></main>"
    )
    assert any(found.startswith("image-alt") for found in violations(page))
    (found,) = violations(page, rules=OF_COLOURS)
    assert found.startswith("color-contrast")
    (image, pale) = violations_of_looks(page)
    assert (image.partition(":")[0], pale.partition(":")[0]) == ("image-alt", "color-contrast")


@pytest.mark.parametrize(
    "last",
    [
        "<li style='color: #ddd'>some words</li>",
        "<li><b style='color: #ddd'>some words</b></li>",
        "<li style='background: #333'><b>some words</b></li>",
        "<li style='font-size: 12px; color: #888'>some words</li>",
        "<li class='pale'>some words</li>",
    ],
)
def test_a_text_of_another_look_is_found_among_many(page: Page, last: str) -> None:
    page.set_content(
        "<html lang='en'><title>some words</title><style>.pale { color: #ddd }</style>"
        f"<main><h1>some words</h1><ul>{'<li>x <b>some words</b></li>' * 40}{last}</ul></main>"
    )
    (found,) = violations_of_looks(page, structure=False)
    assert found.startswith("color-contrast")
    assert page.locator("[data-look=again]").count() > 30


def test_a_small_target_is_found_out(page: Page) -> None:
    page.set_content(
        "<div><button style='all: unset; font-size: 9px'>x</button></div>"
        "<p>In a <a href='#'>text</a>.</p>"
        "<p><a href='#'>By itself</a></p><p><a style='padding: 9px' href='#'>Padded</a></p>"
    )
    assert [each.partition("<")[2][:3] for each in small_targets(page)] == ["but", "a h"]
