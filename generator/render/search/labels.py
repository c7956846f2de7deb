"""The words of the search box, in the site's language."""

from __future__ import annotations

from generator.render.wording import Wording


def labels(wording: Wording) -> dict[str, str]:
    """Each text by the name that `assets/search.js` knows; kinds by their own names.

    Numbers stand behind a colon, because a script knows no language's plurals.
    """
    text = wording.text
    return {
        "title": text("Search"),
        "input": text("Words to look for"),
        "close": text("Close"),
        "kinds": text("What to look for"),
        "all": text("All"),
        "hits": text("Found: {n}"),
        "none": text("Nothing has all these words."),
        "short": text("Please type more letters."),
        "common": text("Left out, because they stand nearly everywhere: {words}"),
        "left": text("Nothing has all these words. Left out: {words}"),
        "like": text("Nothing has the words as typed. Showing results for: {words}"),
        "also": text("Also showing results for: {words}"),
        # Each language gives its own: what may be left out of a question.
        "small": text("a an and are at be by can did do does for from has have how in is it of on "
                      "or the to was were what when where which who whose why with"),
        "loading": text("Loading …"),
        "failed": text("The search could not be loaded. Please load the page again."),
        "more": text("Show more"),
        "help": text("Stories, statements, quotations, terms and sources are looked through here, "
                     "in your browser."),
        "story": text("Story"),
        "term": text("Term"),
        "source": text("Source"),
        "speaker": text("Speaker"),
        "page": text("Page"),
        "section": text("Section"),
        "event": text("Event"),
        "disagreement": text("Disagreement"),
        "statement": text("Statement"),
        "quotation": text("Quotation"),
    }  # fmt: skip
