"""Words that have a capital because a sentence begins with them, and those that are names there."""

from __future__ import annotations

import re

from generator.verify.figures.claims import WordLookup
from generator.verify.figures.similar import is_slip
from generator.verify.figures.word_lists import words_in

_OPENING = re.compile(r"(?:^|[.!?…:]|[“‘„«\"(\[])[\s*_“‘„«”’»\")(\[\]]*$|(?<=\s)['–—][\s]*$")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Rev|Jr|Sr|vs|No|[A-Z])"
    r"|\b[A-Z]\.[A-Z])\.\s+$"
)


_FUNCTION = words_in(
    "a about above according across after again against all almost along already also although "
    "always am among an and another any anybody anyone are around as at away back be because been "
    "before behind being below beside besides between beyond both but by can could despite did do "
    "does down during each earlier early either else even ever every everybody everyone except few "
    "finally first following for former from further had half has have he her here hers him his "
    "how however i if in indeed inside instead into is it its just last late later least less "
    "like likewise many may maybe me meanwhile might mine more moreover most much must my near "
    "nearly neither never nevertheless new next no nobody none nonetheless nor not nothing now of "
    "off often on once one only onto or other others our out outside over own part perhaps rather "
    "same second several shall she should similarly since so some somebody someone something "
    "sometimes soon still such than that the their them then there therefore these they this those "
    "though three through throughout thus to today together tomorrow too toward towards two four "
    "five six seven eight nine ten eleven twelve under unless unlike until up upon us very was we "
    "were what whatever when whenever where whereas wherever whether which while who whoever whom "
    "whose why will with within without would yes yesterday yet you your"
)
_VERBS = words_in(
    "is was has had will would can could did does may might must began brought built called came "
    "caught chose drew fell felt fought found gave got grew heard held hid hit kept knew led left "
    "lost made met paid put ran rose said sat saw sent set shot shut sold spoke spread stood "
    "struck sued told took went withdrew won wrote says calls gives has leads makes names reports "
    "takes tells wants writes"
)
# Things that are not counted stand without an article, as names do.
_MASS = words_in(
    "help work news traffic water fire rain snow trade power staff turnout damage money evidence "
    "fog smoke heat cold demand growth support advice repair access control crime debt food fuel "
    "health justice labour land law life light love media music nature oil peace research school "
    "shipping space sport steel time travel trust violence war weather wind wood youth"
)
_NO_NAME = re.compile(r"(?:s|ing|ed|ly|men|people|police|body|thing)$")
_SHORTEST = 4
_NEAR = 40


def opens(text: str, at: int) -> bool:
    """Whether a word at this place has its capital in any case: a sentence or quotation begins."""
    # Most words follow another and a space, and need no pattern.
    if at > 1 and text[at - 1] == " " and text[at - 2].isalnum():
        return False
    # A mark further back than this opens nothing; the letter stands for what is cut off.
    before = text[:at] if at <= _NEAR else f"a{text[at - _NEAR : at]}"
    return bool(_OPENING.search(before)) and not _ABBREVIATED.search(before)


def is_function_word(word: str) -> bool:
    """Whether it is a word such as "In" or "However", and no acronym."""
    return word.lower() in _FUNCTION and not (word.isupper() and len(word) > 1)


def is_subject(text: str, end: int, word: str, vocabulary: WordLookup) -> bool:
    """Whether a sentence's first word, which is nowhere else, must be a name.

    It must if it is one letter away from a known name, or if it has no article, no ending of a
    plural or a participle, and a verb or a possessive mark behind it ("Interpol led").
    """
    if len(word) >= _SHORTEST and any(
        # One letter apart, long words share their first letter or their last.
        (name[0] == word[0] or name[-1] == word[-1])
        and (_one_letter_off(word, name) or is_slip(word, name))
        for name in vocabulary.all_names()
    ):
        return True
    if word.lower() in _MASS or _NO_NAME.search(word) or vocabulary.is_common(f"{word}s"):
        return False
    following = re.match(r"(?P<mark>[’'´]s)?\s+(?P<word>[a-z]+)", text[end:])
    if not following:
        return False
    verb = following["word"]
    return bool(following["mark"]) or verb in _VERBS or (verb.endswith("ed") and len(verb) > 4)


def _one_letter_off(word: str, name: str) -> bool:
    if word == name or abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    ends = (
        (word[start + 1 :], name[start + 1 :]),
        (word[start + 1 :], name[start:]),
        (word[start:], name[start + 1 :]),
    )
    return any(one == other for one, other in ends)
