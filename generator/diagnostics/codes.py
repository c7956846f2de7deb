"""The catalogue of diagnostic codes: what each means, why it matters, what to do.

`docs/diagnostics.md` is made from it. A code is never renamed: people search for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem.

    `meaning` says what is wrong and why it matters; `advice` says what to do, and is shown with
    each diagnostic that has nothing more precise to say. `follows` marks what most often follows
    from another mistake: it is told after the others.
    """

    severity: Literal["error", "warning"]
    meaning: str
    advice: str
    follows: bool = False


def _error(meaning: str, advice: str, *, follows: bool = False) -> Code:
    return Code("error", meaning, advice, follows)


def _warning(meaning: str, advice: str, *, follows: bool = False) -> Code:
    return Code("warning", meaning, advice, follows)


CODES: dict[str, Code] = {
    # The files
    "missing-folder": _error("A folder that every site needs is not there.", "Make the folder, or run the command in the site's own folder."),
    "missing-file": _error("A file that every site or story needs is not there.", "Make the file; 'explainer docs content-format' says what stands in it."),
    "unreadable-file": _error("The system does not let the file be read.", "Look at the file's permissions, and whether it is a broken link."),
    "duplicate-file": _error("Two files have the same id, such as 'amaq.yml' and 'amaq.yaml': only one can be meant.", "Keep one of the files and move its content together."),
    "outside-link": _error("A link of the file system leads out of the site's folder: what lies there is not the site's, and would be published or read without anyone having looked at it.", "Put the file itself in the place of the link."),
    "not-a-file": _error("A device, a named pipe, a socket or a folder stands where a file should.", "Remove it, and put a plain file in its place."),
    "too-many-files": _error("A folder holds more files and folders than any site has, or folders lie too deep in each other.", "Look for what came into the folder by mistake, such as a copy of the site in itself."),
    "misnamed-file": _error("A file is meant as content, and has a name under which nothing reads it. Some programs put '.txt' behind the name that they are given, and show it without.", "Give the file the name under which 'explainer docs content-format' has it."),
    "stray-file": _warning("A YAML file lies where nothing reads it, so what stands in it appears nowhere.", "Move it to 'sources/', 'glossary/' or 'stories/SLUG/story.yml', or give it another ending."),
    "too-large": _error("The file is far larger than any story.", "Split the story, or look at what came into the file by mistake."),
    "not-utf8": _error("The file is not UTF-8 text; accents and quote marks would come out wrong.", "Save the file as UTF-8: most editors ask for the encoding under 'Save as'."),
    "empty-file": _error("The file holds nothing.", "Fill it, or remove it."),
    # YAML
    "tab": _error("Tabs have no fixed width; YAML forbids them where lines begin.", "Use spaces instead of the tab."),
    "bad-character": _error("Control characters, and characters that turn the direction of writing, can make a text look different from what it says.", "Delete the character; retype the text around it if you cannot see it."),
    "yaml-syntax": _error("The file is not YAML as it stands.", "Look at the marked place and the line above: indentation, a missing quote mark or colon. Text with ': ' in it needs quotes."),
    "merge-conflict": _error("Git has left both versions of a place in the file, and somebody has to choose.", "Keep what both sides mean, and remove the lines that begin with '<<<<<<<', '=======' and '>>>>>>>'."),
    "yaml-feature": _error("Anchors, aliases, tags, merge keys and several documents in a file are not part of the content format.", "Write the text out; put it in quotes if it begins with '&', '*' or '!'."),
    "too-deep": _error("Lists and keys lie deeper in each other than in any content.", "Look for brackets or indentation that came in by mistake."),
    "duplicate-key": _error("A key stands twice in the same place; YAML would silently keep the last.", "Keep one of the two."),
    "comment-cuts-text": _error("' #' begins a comment in YAML: the words behind it would be lost without a sign.", "Put the text in quotes. If a comment is meant, put two spaces before '#' and one behind it."),
    # Fields
    "unknown-key": _error("The content format has no such key here.", "Correct the key, or remove it."),
    "missing-key": _error("A key that is needed is not there.", "Add the key."),
    "wrong-type": _error("Another kind of value is wanted: text, a list, or keys with values of their own.", "'explainer docs content-format' says what stands here."),
    "unknown-value": _error("Only certain words may stand here.", "Use one of the words that 'explainer docs content-format' lists."),
    "empty-text": _error("A key has no text behind it.", "Write the text, or remove the key."),
    "too-few": _error("The list needs more entries to mean something.", "Add entries, or remove what holds the list."),
    "bad-id": _error("An id is made of the lower-case letters a to z, digits and single hyphens: it becomes part of addresses.", "Use a to z, digits and single hyphens, for example 'afp-2018'."),
    "bad-name": _error("The id of a file is the name of its pages as well. It must not be too long for that, and some names mean something else: devices of Windows, pages that web hosts look for.", "Give the file or the folder another name."),
    "bad-date": _error("A date is written as the year, the month or the day, and must be in the calendar.", "Write 2018, 2018-04 or 2018-04-27; with '~' behind it for about, '?' for uncertain; two with '/' between for from and to."),
    "unknown-country": _error("A country is named by its code of two capitals (ISO 3166-1).", "Look the code up, for example BE for Belgium."),
    "bad-coordinate": _error("A place lies at a latitude from -90 to 90 and a longitude from -180 to 180.", "Write degrees with decimals, such as 52.08; south and west are negative. See whether the two are swapped."),
    "bad-address": _error("A link may lead to https, http or mailto addresses only.", "Copy the whole address from the browser."),
    "bad-host": _error("A list of hosts holds names of hosts, without 'https://' and without a path.", "Write the host alone, such as outlet.example; its subdomains count with it."),
    "denied-address": _error("An address leads to a host that the site never links to, or holds such an address, as that of an archive's copy does.", "Take the address out; name the outlet in words. The hosts stand in 'site.yml' under 'never_link'."),
    "bad-language": _error("A language is named by its tag (BCP 47).", "Write for example en, fr, de-AT, ar."),
    "bad-digest": _error("A digest stands for all that a file holds. It is 'sha256:' and 64 digits, 0 to 9 and a to f.", "Copy what 'sha256sum FILE' prints, with 'sha256:' before it."),
    "bad-review-digest": _error("What a review was of is told by 12 to 64 digits, 0 to 9 and a to f, which are worked out from the sentence and what it cites.", "Review the sentence with 'explainer review', which writes them, or put back the digits as they were."),
    "bad-file-name": _error("The name of a file alone is wanted, without a folder.", "Write the name only; the file lies in the archive folder."),
    # What may deceive
    "invisible-character": _warning("A character that nobody sees stands where no script needs one. Two names that differ in it look the same, and no search finds the one by the other.", "Delete the character; retype the word around it if you cannot find it."),
    "look-alike": _warning("A name has letters of another script that look like those around them, or looks like another name and is written in other letters. It is not what readers take it for, and neither the glossary nor a search finds it.", "Retype the name in the letters of one script."),
    "doubtful-address": _warning("An address looks as if it led somewhere else than it does: by a user's name before '@', or by letters in its host that look like others.", "Look where it leads. Copy the address of the page itself from the browser."),
    # Statements
    "uncited-statement": _error("Every statement says which quotations support it; this one does not. What is cited with 'cf.' is only compared with it.", "Add a citation such as [@id] at the end of the line, or [editor] if the words are the editor's own."),
    "bad-citation": _error("A citation cannot be read, so it would stand in the text as brackets.", "Write [@id] or [@id; @id]; what is cited only to compare has 'cf.' before it: [@id; cf. @id]."),
    "unknown-citation": _error("There is no quotation with this id.", "Correct the id, or add the quotation to its source.", follows=True),
    "folded-prose": _error("The lines of this text run together, so statements cannot be told apart.", "Put '|' behind the key and one statement on each line below it."),
    "html-in-prose": _warning("HTML is not used in prose: it is shown to readers as it was typed.", "Use *emphasis* and [links](https://…), or write '&lt;' if the sign is meant."),
    "bad-link": _error("A link in the prose leads to something other than an https, http or mailto address.", "Correct the address."),
    # References
    "duplicate-id": _error("The same id is given twice, so a reference to it could mean either.", "Give one of them another id."),
    "reserved-id": _error("The story page uses this id for a part of its own.", "Choose another id."),
    "duplicate-short": _warning("Two sources have the same 'short'. Footnotes and tables call a source by it, so that nobody can tell the two apart.", "Add to one of them what tells it apart, such as the date or the subject."),
    "unknown-reference": _error("There is nothing with this id.", "Correct the id, or add what it should refer to.", follows=True),
    "not-disputed": _error("Only a contradiction disputes something: what the statement cites stands in one answer, and another answer, by others, denies it. Here nobody does, so that the page would say of a source what it does not say. What is cited with 'cf.' only to compare does not count.", "Remove 'disputed', or let one answer cite what this statement cites and another what speaks against it."),
    "old-kind": _warning("The kind of a disagreement said what the question is about in an earlier content format; now it says what the sources do to one another. Until one is chosen, such a disagreement counts as a contradiction, a 'spelling' as a 'wording'.", "Choose 'contradiction', 'difference', 'one-report' or 'wording'."),
    "several-reports": _error("A disagreement says that one report alone tells something, and its answers cite several.", "Choose 'difference' or 'contradiction', or write 'cf.' before what is cited only to compare: [@id; cf. @other]."),
    "contrasting-source": _warning("Two answers of a contradiction cite one source, and neither citation is marked as a comparison: an answer stands under the name of a source that gives another one.", "Where a source is cited only to show the contrast, write 'cf.' before it: [@id; cf. @other]. Where a report passes on what two people say, give both quotations a 'speaker' or 'attributed_to'."),
    "circular-order": _error("Stories follow each other in a circle, so there is none to begin with.", "Take 'follows' from the story that should be read first."),
    "unused-quotation": _warning("No statement cites this quotation: nobody will find it.", "Cite it, or remove it.", follows=True),
    "unused-term": _warning("Neither the term nor an alias of it occurs in any text.", "Add the spelling that the prose uses as an alias, or remove the term.", follows=True),
    "duplicate-alias": _error("Two terms claim the same spelling, so a reader could be shown the wrong one.", "Take the spelling from one of the two."),
    "duplicate-participation": _error("A country stands twice for the same operation.", "Put all its roles into one entry."),
    "stale-correction": _error("The words that a correction says the story now has do not stand in it.", "Copy them from the story as it is, or correct the story."),
    "date-order": _error("A date lies before one that it must follow.", "Look at both dates."),
    # The map
    "country-without-shape": _error("A country takes part that the map cannot show: the boundaries have no shape for it.", "Add its shape to 'maps/countries.topojson', or use the boundaries that come with the generator."),
    "misplaced-place": _error("A place does not lie in the country it names.", "Look its coordinates up once more; south and west are negative."),
    "bad-map": _error("The boundaries of countries in the site's own 'maps/', or the parts of the world that its maps show, cannot be used.", "Fix the file, or remove it: the generator brings its own."),
    # Verification
    "missing-lock": _warning("No quotation has been verified: there is no 'quotations.lock.yml'.", "Put copies of the sources into the archive folder and run 'explainer verify'."),
    "unverified-quotation": _warning("The quotation has not been compared with a copy of its source.", "Run 'explainer verify' where the archive is."),
    "changed-quotation": _warning("The quotation reads otherwise than when it was verified.", "Run 'explainer verify' where the archive is, or put the words back."),
    "stale-lock": _warning("The lock speaks of a quotation that the content no longer has there.", "Run 'explainer verify' where the archive is."),
    "left-live-page": _warning("Quoted words stood on the live page of their source once, and stand there no more, as 'explainer recheck' found. Readers who follow the link do not find them, and the source names no public archive's copy.", "Give the address of a copy as 'archive_url': 'explainer recheck --find-copies' looks for one. If the report was corrected, tell of it in the quotation's 'note', or quote it as it reads now."),
    "missing-copy": _warning("There is no copy of the source in the archive, so its quotations cannot be verified.", "Capture the page into the archive folder; name the file in 'archived_as', or after the source's id."),
    "unreadable-copy": _error("The archived copy of a source cannot be read.", "Capture the page once more."),
    "missing-page": _error("The archived copy holds other pages, and not the one at the source's address.", "Give the source as 'url' the address of the page that is meant, as the archive holds it, or capture the page once more."),
    "changed-copy": _error("The archived copy is not the one whose digest the source or the lock gives.", "Find out which of the two is right. If the copy is, put its digest into the source; 'explainer verify --accept SOURCE' takes it over into the lock."),
    "misquotation": _error("The words do not stand in the copy of the source. This is the worst that can happen to a site that quotes.", "Compare the words with the source. Only '[…]' marks words left out and '[brackets]' words put in."),
    "ambiguous-quotation": _error("The words stand in the copy more than once, so it is not certain which place is meant.", "Quote more words, or give 'prefix' or 'suffix': the words just before or after."),
    "damaged-quotation": _error("The words stand in the copy only if its damage is overlooked: words glued together or cut in two.", "Quote the words as they stand there, or another part of the sentence, and tell of the damage in 'note'."),
    "bad-mark": _error("Brackets in a quotation change what the source says: they are empty, stand against a letter, hold a digit, touch a number, or stand for words that are more than a pronoun, an article or a possessive. Or words are left out where other dots than '[…]' stand.", "An insertion stands between two words that follow each other. Whoever leaves words out writes '[…]', and '[…] [words]' where others stand in their place; only the case of a first letter changes inside a word: '[T]he'."),
    "readers-disagree": _warning("Only one reader of the copy sees the words: whoever reads the page as it was sent, or the browser that looked at it when it was captured. A page may hide words, and a script may put words there.", "Look at the page itself. If a reader of it sees these words, have a reviewer accept the quotation by name; else quote other words."),
    "inserted-negation": _warning("An editor's brackets put a negation into a source's words.", "Write it so that it says what the source says, or have a reviewer accept it by name."),
    "omitted-negation": _warning("An editor's omission drops a negation, or nobody can tell whether it does.", "Quote the negation too, or have a reviewer accept the cut by name."),
    "crossing-omission": _warning("An editor's omission joins words of two sentences or paragraphs.", "Quote them apart, or have a reviewer accept the cut by name."),
    "covering-insertion": _warning("An insertion at the edge of a quotation stands where the source has another word of the same sentence.", "Quote that word too, write '[…]' beside the insertion, or have a reviewer accept it by name."),
    "stale-acceptance": _warning("A reviewer accepted a quotation's marks, and since then its words, its marks or what they stand for have changed.", "Have it looked at again, and write down what the other warning gives; where there is none, remove 'accepted'."),
    "forged-lock": _error("The lock does not say what the archived copy says: it was changed by hand, or made from something else.", "Run 'explainer verify' where the archive is, and look at who changed the lock."),
    "unsupported-figure": _warning("A figure, a date or a name of a statement does not stand in what it cites.", "Cite the words that it comes from, correct it, or add [derived: how] at the end of the line if it was worked out."),
    "quoted-words": _error("Words in quotation marks do not stand in a quotation that the same statement cites.", "Write them as a quotation has them and cite it, or take the marks away. A title of a work is “Words”{title}, a word spoken of as a word “word”{word}."),
    "unpaired-mark": _error("A quotation mark has no partner in its statement, so that nobody sees which words are quoted.", "Put the other mark where the words begin or end. Words that go on in the next line are closed in each line and opened again."),
    "bad-tag": _error("A tag behind words in quotation marks cannot be read.", "Behind the closing quotation mark stands {title} for the title of a work, or {word} for a word spoken of as a word. Write \\{ for a brace that is none."),
    "derived-elsewhere": _warning("A statement repeats a figure that another one of the file works out, and does not say that it was worked out.", "If it is the same figure, add [derived: how] at the end of this line too; otherwise cite the words that it comes from."),
    "wrong-weekday": _warning("A date is given with a weekday that it does not have.", "Look both up: one of the two is wrong. If the source has it so, quote its words, or leave the weekday out."),
    "untranslated-quotation": _warning("A quotation is cited in a text of another language, and has no translation. Figures, dates, currencies, countries and misspelt names are compared with it all the same; the rest of what cites it is not.", "Add 'translation': the words in the site's language."),
    "mistranslated-figure": _warning("A figure, a date, a currency or a country in a translation does not stand in the words that are translated.", "Compare the translation with the words, and correct it."),
    "later-source": _warning("A published story cites a report that was published after the story's last date.", "Give the day of the change as the story's 'updated', or mend the report's date."),
    "misdated-event": _warning("An event or an operation has a date that does not fit the only day that its own text names.", "Look at both. If the text names a day before or after the event, name the event's own day too, or mark the date as about ('~')."),
    "contrary-ruling": _warning("A ruling on which sources are one voice cannot be followed.", "Look at the rulings of the sources named."),
    "old-lock": _warning("The lock, or one of its quotations, was made under other rules than those in force.", "Run 'explainer verify' where the archive is."),
    # The addresses of sentences
    "bad-sentence-address": _error("The address of a sentence is made of letters for a part of the story, the ids of what it stands in, and numbers, such as 's.what-happened.2'.", "Put the address back as 'explainer addresses' wrote it; the file's history has it."),
    "stale-addresses": _warning("The sentences of a story have changed since their addresses were recorded. Until they are recorded again a new sentence has an address that may change once more, and links to it would break.", "Run 'explainer addresses SLUG' to see what changes, then again with --write."),
    # Other languages
    "bad-text-key": _error("What a text is known by in a file of translations is the address of a sentence or the name of another text, on one line.", "Run 'explainer translate': it writes the keys."),
    "unlisted-language": _error("A file holds translations into a language that the site does not have.", "Add the language to 'languages' in 'site.yml', or rename the file."),
    "citation-in-translation": _error("A translation has citations or marks of its own. What a sentence cites, and whether it is the editor's own or derived, comes from the original, so that the two cannot differ.", "Take it out of the translation."),
    "translated-lines": _error("The translation of one sentence stands on several lines, and each line would be a sentence.", "Write it on one line."),
    "translation-differs": _error("A figure, a date or a currency stands in a text and not in its translation, or the other way round, or the translation misspells a name.", "Compare the two: a translation says what the original says."),
    "stale-translation": _warning("The original says something else than when this was translated.", "Bring the translation up to date; 'explainer translate' shows what has changed and notes that it is done.", follows=True),
    "leftover-translation": _warning("There is a translation of something that the original does not say any more.", "Remove it, or move its text to the sentence that says it now.", follows=True),
    "unaddressed-translation": _error("A story has a translation, and no record of the addresses of its sentences. A translation is bound to its sentence by that address; without a record it is only a number, which moves with the next sentence that is put in.", "Run 'explainer addresses SLUG --write'."),
    "draft-translation": _warning("A story that is a draft has a translation. Each change of the draft makes it stale, and nobody sees it.", "Publish the story first, or leave the translation for then."),
    # Time stamps over what was verified
    "unreadable-stamp": _error("A time stamp cannot be read, holds no stamp, or is of a list that is not there. A stamp that cannot be checked is never shown.", "Put the file back as the authority sent it; the folder's history has it. Or remove it: 'explainer stamp' asks for another, which is of a later time."),
    "altered-list": _error("A list of what was verified is another one than when it was stamped: its digest has changed.", "Put the list back as it was; the folder's history has it. Or remove it with its stamps, and run 'explainer stamp'."),
    "stamp-of-other-list": _error("A time stamp is good in itself, and of another digest than the list beside it has.", "See whether its name is right, and whether the list is. Or remove it: 'explainer stamp' asks for another, which is of a later time."),
    "untrusted-stamp": _error("Nothing shows that the authority gave the stamp: it was altered, or was signed by somebody for whom the certificates in 'stamps/AUTHORITY.pem' do not vouch, or at a time when they did not.", "See whether the certificates are the authority's. If they are, remove the stamp, and find out who put it there."),
    "unknown-authority": _error("A time stamp is by an authority that 'site.yml' does not name.", "Name it under 'time_stamps', with 'asked: false' if no more stamps are wanted of it. Or remove its stamps."),
    "bad-certificates": _error("The certificates of an authority, with which its time stamps are checked, are missing or cannot be used.", "Put the authority's root certificate, as it publishes it, into 'stamps/AUTHORITY.pem' in the content folder."),
    "unchecked-stamp": _error("There are time stamps, and the program that checks them is not installed. The site would show what nobody has checked, or leave out what it should show.", "Install it: pip install 'story-explainer[stamps]'."),
    "altered-history": _error("What a history says of an earlier version is not what was written when that was published. Versions can be cited: none may say something else afterwards.", "Bring the file back as it was, such as from version control; 'explainer publish-version' adds what is new."),
    "unrecorded-version": _warning("A story says something else than the last version in its history. Its pages say so; until a version is added, nobody can cite what it says now.", "Run 'explainer publish-version SLUG' once the text is what readers shall see."),
    # Review by a second reader
    "duplicate-review": _error("The same person has two verdicts on one sentence, and nobody can tell which one holds.", "Keep the one that holds."),
    "unknown-reviewer": _warning("A review is by somebody whom 'site.yml' does not name among 'reviewers'. It does not count.", "Correct the name, or add it to 'reviewers' in 'site.yml'."),
    "review-asks-change": _warning("Somebody who read the sentence against its sources asks for a change.", "Change the sentence or what it cites, or talk it over: once the same person calls it supported, this is settled."),
    "leftover-reviews": _warning("The sentences of some reviews, or what these cite, have changed since. Such reviews count for nothing.", "Remove them with 'explainer review --prune', once you have no more use for them."),
    "review-without-authors": _warning("A story has reviews and names nobody who wrote it: nobody can tell whether a second reader has read it, so that none of them counts.", "Name who wrote the story under 'authors'."),
    "unreviewed-sentence": _warning("The site asks that a second reader reads every sentence of a published story against its sources, and some have not been read since they or their quotations changed.", "Have them read by somebody who did not write the story: 'explainer review' shows them."),
    # The site around the content
    "bad-config": _error("mkdocs.yml cannot be used.", "Fix mkdocs.yml; the message says what MkDocs found."),
    "bad-template": _error("A page template cannot be used.", "Look at the marked line of the template."),
    "bad-translation": _error("A catalogue of interface texts cannot be used: it is no PO file, or a translation lacks the places for values or the markup of its text, or has more of them.", "Fix the entry at the marked line of the .po file; `{…}`, `%(…)s` and tags stand in a translation as in the text."),
    "address-collision": _error("A file beside the hand-written pages has the address of one that is made from the content.", "Rename the hand-written one."),
    # Hand-written pages
    "refused-file": _error("Something lies in the folder of the hand-written pages that is not published from there: a file that is neither a page nor a picture, a file that hosts obey, a link out of the site, a device.", "Take it out. Pictures are PNG, JPEG, GIF or WebP; documents for readers to save need 'downloads' in 'site.yml'."),
    "wrong-kind": _error("A picture or a document is not what its name says: it cannot be read as that, or holds more.", "Open it in the program it was made with and export it again."),
    "costly-page": _error("A hand-written page takes far more time or memory than any text needs.", "Look for hundreds of brackets, stars or quote marks in a row, or split the page."),
    "html-removed": _warning("HTML in a hand-written page can do more than show text: run, load something, lead readers away, or pass for a part of the site. It is left out.", "Take it out, or write it in Markdown. A picture belongs beside the page."),
}  # fmt: skip

UNSUPPORTED = frozenset(
    ("uncited-statement", "unknown-citation", "unsupported-figure", "quoted-words")
)
"""The codes of sentences that cite nothing, or that nothing they cite supports."""
