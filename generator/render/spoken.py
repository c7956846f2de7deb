"""The words that scripts put onto a page, in the site's language."""

from __future__ import annotations

from generator.render.wording import Wording


def spoken(wording: Wording) -> dict[str, str]:
    """What the site's script and the map say, by the names that they have for it: plain texts."""
    text = wording.text
    return {
        "comma": wording.comma,
        "semicolon": wording.semicolon,
        "close": text("Close"),
        "copied": text("Copied"),
        # Of a sentence.
        "says": text("Who says so:"),
        "title": text("The words behind this sentence"),
        "differs": text("Sources differ in detail"),
        "report": text("In the report"),
        "archived": text("Archived copy"),
        "term": text("In the glossary"),
        "question": text("To the disagreement"),
        "copy": text("Copy the sentence with its sources"),
        "link": text("Link to this sentence"),
        "alone": text("one report alone"),
        "own": text("editor’s words"),
        "derived": text("worked out"),
        "corrected": text("corrected"),
        "words": text("the report’s own words"),
        # Of the map.
        "map": text("Map of who took part. Arrow keys lead from one country to the next, "
                    "Enter shows what it did, Escape closes that."),
        "shown": text("Shown:"),
        "nothing": text("Nothing to show."),
        "zoomIn": text("Zoom in"),
        "zoomOut": text("Zoom out"),
        "whole": text("The whole map"),
        "row": text("In the table"),
        "hint": text("Hold Ctrl and turn the wheel to zoom."),
        "also": text("Also on the map:"),
        "tell": text("Choose a country to see what it did."),
        "failed": text("The map could not be loaded. The picture shows the same."),
    }  # fmt: skip
