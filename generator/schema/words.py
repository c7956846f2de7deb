"""What the words of the content format's lists mean, and examples of texts that have none."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from generator import model as m
from generator.model.base import Model
from generator.model.recheck import PAGE_STATES

MEANINGS: Mapping[type[StrEnum], Mapping[str, str]] = {
    m.Status: {
        "draft": "Checked, but shown by 'explainer serve' only.",
        "published": "Part of the site.",
    },
    m.Download: {
        "csv": "A table as text.",
        "docx": "A text of Microsoft Word, without macros.",
        "json": "Data as text.",
        "ods": "A table of LibreOffice, without macros.",
        "odt": "A text of LibreOffice, without macros.",
        "pdf": "A document as it is printed.",
        "txt": "Plain text.",
        "xlsx": "A table of Microsoft Excel, without macros.",
        "zip": "Files of any kind, packed.",
    },
    m.SourceKind: {
        "news-report": "A report by the outlet's own staff.",
        "agency-report": "A report that a news agency wrote, wherever it was published.",
        "press-release": "What somebody put out about themselves.",
        "official-document": "A document of a court, a parliament, an authority.",
        "interview": "Questions and answers, printed as such.",
        "research": "A study, a paper, a report by researchers.",
        "book": "A book or a part of one.",
        "dataset": "Figures or records that were published as data.",
        "other": "None of these.",
    },
    m.Reader: {
        "static": "The words stand in the page as it was sent.",
        "static-alone": "They stand in the page as it was sent; a browser did not show them.",
        "rendered": "A browser showed them; they do not stand in the page as it was sent.",
    },
    m.Loss: {
        "negation": "A negation, or what may be one.",
        "sentence-end": "The end of a sentence.",
        "paragraph-end": "The end of a paragraph.",
    },
    m.Caveat: {
        "machine-read": "A machine read the words from a picture of the page.",
        "alternative": "The words stand for a picture, for those who do not see it.",
        "line-end-hyphen-kept": "A word is parted at a line's end; the quotation has a hyphen.",
        "line-end-hyphen-dropped": "A word is parted at a line's end; the quotation has no hyphen.",
    },
    m.Look: {
        "omission": "Words are left out.",
        "insertion": "Words are put in.",
        "starts-late": "The sentence begins before the words.",
        "stops-early": "The sentence goes on after the words.",
    },
    m.PageState: {
        state.value: f"{told[0].upper()}{told[1:]}." for state, told in PAGE_STATES.items()
    },
    m.WordsState: {
        "there": "They stand where they stood.",
        "moved": "They stand between other words.",
        "changed": "Other words stand in their place.",
        "gone": "The report is there without them.",
        "unseen": "Nobody could tell so far.",
    },
    m.ReviewRule: {
        "required": "A published story that lacks one is a warning.",
        "optional": "The site says how many sentences have one.",
    },
    m.Untranslated: {
        "original": "The original, marked with its language.",
        "nothing": "It is left out.",
    },
    m.ReviewVerdict: {
        "supported": "The words that it cites say what the sentence says.",
        "change": "They do not, or not all of it: the note says what should change.",
        "later": "Looked at, and left for another time. It counts as not reviewed.",
    },
    m.Verdict: {
        "one-voice": "The two count once: one repeats the other, or both a third.",
        "independent": "The two count twice: each found out for itself.",
    },
    m.TermKind: {
        "organisation": "An authority, a company, a group.",
        "outlet": "A newspaper, an agency, a broadcaster, a channel.",
        "person": "Somebody with a name.",
        "place": "A country, a town, a building.",
        "platform": "A service that people publish or talk on.",
        "concept": "An idea, a method, a technical word.",
        "law": "A law, a treaty, a ruling.",
        "other": "None of these.",
    },
    m.CaseRule: {
        "smart": "A spelling with a capital must stand just so; one without stands in any case.",
        "exact": "Every spelling must stand just so.",
        "any": "Capitals do not count.",
    },
    m.Role: {
        "led": "It led the operation.",
        "coordinated": "It coordinated what others did.",
        "seized-servers": "It seized servers.",
        "evidence-seized": "Digital evidence was seized there.",
        "blocked-access": "It kept people from reaching something.",
        "provided-evidence": "It gave evidence to others.",
        "referred": "It reported content to those who carry it.",
        "arrested": "It arrested somebody.",
        "servers-seized-earlier": "Servers were seized there before.",
        "took-part": "It took part; no source says how.",
    },
    m.DisagreementKind: {
        "contradiction": "The answers cannot all be true.",
        "difference": "They differ in detail, precision or scope, and can all be true.",
        "one-report": "One report alone says it.",
        "wording": "They differ in spelling, names, or the words of one utterance.",
    },
}

_STATEMENT = "Eight people rang the bell. [@herald-eight]"
EXAMPLES: Mapping[tuple[type[Model], str], Any] = {
    (m.StoryVersion, "texts"): {
        "h.title": "Eight people rang a bell",
        "s.1": "Eight people rang the bell. [@herald-eight]",
    },
    (m.StoryVersion, "after"): {"s.2": "s.1"},
    (m.Addresses, "sentences"): {"s.what-happened.1": "Eight people rang the bell."},
    (m.Translation, "texts"): {
        "s.what-happened.1": {
            "original": "Eight people rang the bell.",
            "text": "Huit personnes ont sonné la cloche.",
        }
    },
    (m.Ruling, "reason"): "Both print the same agency's text.",
    (m.Quotation, "prefix"): "The mayor said:",
    (m.Quotation, "suffix"): "She left soon after.",
    (m.Quotation, "note"): "From the caption of a photo.",
    (m.Source, "title"): "Eight people ring the bell",
    (m.Event, "text"): _STATEMENT,
    (m.Disagreement, "answers"): [
        {"answer": "Eight people. [@herald-eight; cf. @gazette-nine]"},
        {"answer": "Nine people. [@gazette-nine]"},
    ],
    (m.Disagreement, "reading"): "The later report corrects the earlier one.",
    (m.Correction, "was"): "Nine people",
    (m.Correction, "now"): "Eight people",
    (m.Correction, "why"): "We had counted one of them twice.",
    (m.Story, "title"): "Who rang the bell?",
    (m.Story, "standfirst"): _STATEMENT,
    (m.Story, "key_points"): _STATEMENT,
    (m.Acceptance, "of"): "3f9c2a71b04d",
    (m.Review, "note"): "The report says 'at least eight'.",
    (m.LockedInsertion, "inserted"): "the ringers",
    (m.LockedQuotation, "exact"): "Eight people rang the bell",
    (m.LockedQuotation, "prefix"): "The mayor said:",
    (m.LockedQuotation, "suffix"): "She left soon after.",
    (m.RecheckedQuotation, "reads"): "Nine people rang the bell",
    (m.LockedRun, "digest"): "0f3a",
    (m.LockedRun, "excerpt"): "eight people rang the bell",
    (m.LockedRun, "passage"): "0f3a",
}
