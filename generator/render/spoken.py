"""The words that scripts put onto a page, in the site's language."""

from __future__ import annotations

from generator.render.wording import Wording


def spoken(wording: Wording) -> dict[str, dict[str, str]]:
    """What scripts say: for each the name that it has for its words, and these by their names."""
    return {"sxSpoken": _of_pages(wording), "sxChecked": _of_check(wording)}


def _of_pages(wording: Wording) -> dict[str, str]:
    """What the site's script and the map say: plain texts."""
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
        "earlier": text("Earlier forms"),
        "alone": text("one report alone"),
        "own": text("editor’s words"),
        "derived": text("worked out"),
        "corrected": text("corrected"),
        "words": text("the report’s own words"),
        "check": text("Check it yourself"),
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


def _of_check(wording: Wording) -> dict[str, str]:
    """What the box says in which a reader checks quotations; `{…}` is filled in by the script."""
    text = wording.text
    return {
        "how": text("Open the report, select all of its text, copy it and paste it here; or give "
                    "the page as you saved it, as HTML or text. Your browser looks for each "
                    "quotation by the rules by which we compared them with our copy. What you "
                    "give does not leave this page: nothing is sent."),
        "label": text("Text of the report"),
        "look": text("Look for the quotations"),
        "choose": text("Choose a file"),
        "drop": text("or drop it here"),
        "clear": text("Clear"),
        "aside": text("A text of {n} characters was given."),
        "working": text("Looking …"),
        # What was found.
        "count": text("Found word for word: {n} of {all}"),
        "given": text("“Found” means: in the text that you gave. Where that text comes from, this "
                      "page cannot know."),
        "none": text("None of the quotations was found in the text that you gave. Is it the "
                     "whole text of this report?"),
        "stands": text("Found"),
        "several": text("Found {n} times"),
        "line": text("line {n}"),
        "quotation": text("the quotation"),
        "hyphen": text("With a hyphen at the end of a line, which may be none of the word’s."),
        # Why a quotation was not found.
        "nowhere": text("Not found"),
        "context": text("Found only between other words"),
        "inside": text("Found only inside longer words or numbers"),
        "damage": text("Found only if spaces and signs do not count"),
        "apart": text("Its parts were found, but not in this order"),
        "replaces": text("Found only if its brackets stand for more than a pronoun, an article or "
                         "a possessive"),
        "marks": text("Has brackets that the rules do not allow"),
        "nearest": text("The nearest words in your text:"),
        "ours": text("only in the quotation"),
        "theirs": text("only in your text"),
        "nothing": text("Nothing in your text is like it."),
        # Of what was given.
        "page": text("The text of the page was read without its styles: what these would hide "
                     "counts too."),
        "same": text("This file is our copy, byte for byte: it has the same digest."),
        "other": text("This file is not our copy: its digest differs. A page that is saved twice "
                      "is rarely the same file twice, so this says nothing about its words."),
        "noDigest": text("Your browser computes no digest on this page; a program such as "
                         "sha256sum does."),
        "empty": text("There is no text in what you gave."),
        "large": text("This is too large to be read here."),
        "pdf": text("A PDF file cannot be read here: open it, select all, copy, and paste the "
                    "text."),
        "unread": text("This kind of file cannot be read here: open it, select all, copy, and "
                       "paste the text."),
        "encoding": text("It is not certain which letters this file holds: open it, select all, "
                         "copy, and paste the text."),
    }  # fmt: skip
