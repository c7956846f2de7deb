"""Texts and quotations for holding two programs against each other that compare by the same rules.

All is invented, and made from a seed: whoever runs it gets the same. Most quotations are cut out of
their text and then changed, harmlessly or not; half of the texts are made to be hard on whoever
folds, counts or cuts characters.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

SEED = 20310403
NUMBER = 6000


class Vector(NamedTuple):
    """A text, and what is looked for in it."""

    text: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    language: str = ""


_PROSE = {
    "en": (
        "The town bell vanished from the belfry in the night of 3 April 2031, the harbour master's "
        "office said. “It wasn’t rope that held it,” she said — “it was habit.” About 17 thousand "
        "people signed; 12 500 of them live in Ostermill. The non-violent march of the well-known "
        "ringers cost 1,250.50 crowns, -5 per cent less than in 2030/31. He didn't re-elect anyone "
        "[sic] and the EU's envoy left at 12:30. Two hundred ringers came. Two hundred ringers left "
        "again... In 133 countries it's 5' wide and 5\" deep, 2 ½ turns, x² and 10⁻³ of it. "
    ),
    "de": (
        "Die Glocke „Süße Anna“ verschwand in der Nacht zum 3. April; niemand hörte etwas. Das "
        "Straßen-\nund Brückenamt zählte 17 Tausend Unterschriften – ungefähr 1.250,50 Kronen "
        "kostete die Suche. Er sagte, sie habe ihn nicht gesehen. Drei Mio. Euro, fünfhundert "
        "Läuter, kein Seil.\u00ad Der Donau­dampf­schiff-Kapitän fuhr weiter. "
    ),
    "fr": (
        "L’homme n’a pas vu la cloche, dit-il : « Elle s’est envolée » jusqu’à l’aube. Lorsqu'elle "
        "revint, quelqu’un d’autre avait 12\u202f500 francs, soit 3\u00a0% de moins. Cœur, œuf, "
        "garçon, aujourd’hui et presqu’île. Il l’a dit à Mme N’Diaye. "
    ),
    "ar": (
        "اختفى الجرس من البرج ليلة الثالث من نيسان، وقال الحارس: «لم أسمع شيئًا»؛ فمن أخذه؟ "
        "كلّف البحث ١٢٥٠٫٥٠ كرونة أي ٣٫٥٪ أقل. كـــتـاب ﻻ ﷲ مُعَلِّم والمدينة\u200f نائمة. "
    ),
    "zh": (
        "鐘在四月三日的夜裡\n從鐘樓消失了。「沒有人聽見\n  任何聲音」，港務長說。一百二十三個人簽了名，約１２，５００元。"
        "葛\U000e0100城の鐘は𠮷野屋の前で、コンピューターを 見た。明日また来る。"
    ),
    "ru": (
        "Колокол исчез в ночь на 3 апреля — его никто не слышал. «Это был не он», — сказала она. "
        "Й и й, Ё и ё: всё-таки кто-то видел 17 тысяч огней. "
    ),
    "el": "Η ΚΑΜΠΑΝΑ ΧΑΘΗΚΕ· ο φύλακας δεν άκουσε τίποτα. Οδυσσεύς, Ὀδυσσεὺς ᾳ ᾼ. ",
    "hi": "घंटी रात में गायब हो गई, किसी ने कुछ नहीं सुना। क़िला ड़ कोो \u0928\u093c हज़ार १२३ लोग। ",
    "he": "הפעמון נעלם בלילה, אמר ראש הנמל: ״לא שמעתי״. תל־אביב, צה״ל, ג׳ורג׳ שָׁלוֹם. ",
    "th": "ระฆังหายไปในคืนวันที่ ๓ เมษายน ไม่มีใครได้ยิน ",
    "ko": "종이 사라졌다. \u1112\u1161\u11ab글 한국어 1만 2천 명. ",
}  # fmt: skip
# Neighbours that are hard to part: signs that combine, vanish, pair up, or count as something.
_HOSTILE = [
    "\u0301", "\u0323", "\u0338", "\u0345", "\u0327", "\u05b7", "\u064b", "\u093c", "\u09be", "\u1161",
    "\u11a8", "\u20e3", "\ufe0f", "\U000e0100", "\U0001d165", "\U000110ba", "\U00011099", "e", "A", "s",
    "ſ", "ß", "ẞ", "İ", "ı", "ς", "Σ", "ŉ", "ǰ", "ﬁ", "ﬃ", "ﬅ", "Å", "K", "Ω", "\u0344", "\u0958", "豈",
    "\ufa10", "가", "ᄀ", "ﷺ", "ﻼ", "\ufe70", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff",
    "\u180e", "\u200e", "\u202d", "\u2066", "\u061c", "\u0640", " ", " ", " ", "\n", "\r\n", "\t", "\x0b",
    "\x1c", "\x1f", "\x85", "\u00a0", "\u1680", "\u2003", "\u2028", "\u202f", "\u205f", "\u3000",
    "‘", "’", "‚", "‛", "“", "”", "„", "«", "»", "‹", "›", "′", "″", "ʼ", "`", "´", "'", '"', "״", "׳",
    "-", "-", "‐", "‑", "–", "—", "―", "−", "־", "﹣", "－", "--", "…", "...", ". . .", ".", ",", "،",
    "؛", "؟", "٪", "۔", "%", "€", "@", "#", "&", "_", "/", ":", ";", "!", "(", ")", "[", "]", "[…]",
    "[...]", "[ … ]", "[the]", "[T]", "[he]", "[]", "[5]", "[sic]", "0", "5", "12", "500", "1,250.50",
    "²", "⁻", "⁺³", "½", "Ⅷ", "①", "٣", "۳", "५", "〇", "三", "百", "𝟗", "𝟙", "🄂", "𐄇", "\U00020000",
    "𠮷", "葛", "の", "ー", "カ", "。", "、", "！", "Ａ", "ไ", "ส", "က", "ខ", "😀", "👩\u200d🚀", "🇦🇱", "𝒳",
    "𐐀", "𐐨", "Ꭰ", "ꭰ", "\ufffd", "\ufffe", "\U0010ffff", "\x00", "\x7f", "l'", "L’", "'s", "’S", "n't",
    "qu'", "thousand", "two", "hundred", "mille", "kein", "not", "a", "the", "17 ", "\ufdd0", "b\ufdd0c",
]  # fmt: skip
_HARMLESS = {
    "'": "’‘‚′ʼ`´", '"': "“”„«»″", "-": "‐‑–—−", "...": "…", "…": "...", " ": "\u00a0\u202f\n\t",
    "’": "'", "“": '"„«', "”": '"“»', "—": "-–", "–": "-—", "fi": "ﬁ", "ff": "ﬀ", "é": "é", "ü": "ü",
    "،": ",", "؟": "?", "ß": "ß", "لا": "ﻻ",
}  # fmt: skip
_HARMFUL = {
    "the": "a", "not": "", "3": "8", "17": "16", ",": "", "a": "e", "e": "é", "n": "N", " ": "  -",
    ".": "", "’": "", "-": "", "ß": "ss", "œ": "oe", "三": "二", "لم": "", "никто": "все",
}  # fmt: skip
_INSERTIONS = (
    "[…]", "[...]", "[the town’s]", "[the master]", "[she]", "[…] [then]", "[10]", "[]", "[ ]", "[T]",
    "[thousand]", "[half]", "[die]", "[er]", "[sic]", "[-]", "[la]", "[ё]",
)  # fmt: skip


def vectors(number: int = NUMBER, seed: int = SEED) -> Iterator[Vector]:
    """Vectors in the order of their making.

    Args:
        number: how many.
        seed: of the random numbers.
    """
    dice = random.Random(seed)  # noqa: S311
    for _ in range(number):
        language = dice.choice(list(_PROSE))
        text = _text(dice, language)
        exact, start, end = _cut_out(dice, text)
        for _ in range(dice.choice((0, 0, 1, 1, 2, 4))):
            exact = dice.choice((_typeset, _typeset, _marked, _marked, _spoilt, _strewn))(
                dice, exact
            )
        prefix = _beside(dice, text[max(0, start - 20) : start], -1)
        suffix = _beside(dice, text[end : end + 20], 1)
        tag = dice.choice((language, language, "", "en", "de-CH", "nb", "DE", "xx"))
        if exact.strip():
            yield Vector(text, exact, prefix, suffix, tag)


def _text(dice: random.Random, language: str) -> str:
    """Prose of one language or two, or signs that were thrown together."""
    kind = dice.random()
    if kind < 0.25:
        return "".join(dice.choice(_HOSTILE) for _ in range(dice.randint(1, 60))) or "x"
    words = _PROSE[language]
    text = (
        words
        if kind < 0.6
        else words + dice.choice(list(_PROSE.values())) + words[: len(words) // 2]
    )
    for _ in range(dice.choice((0, 1, 3, 12))):
        text = dice.choice((_typeset, _typeset, _strewn, _hyphenated, _damaged))(dice, text)
    return text


def _cut_out(dice: random.Random, text: str) -> tuple[str, int, int]:
    """A part of a text, mostly from word to word; where it starts and ends."""
    start = dice.randrange(len(text))
    end = min(len(text), start + dice.choice((1, 2, 3, 8, 20, 40, 90)))
    if dice.random() < 0.75:
        start = text.rfind(" ", 0, start) + 1
        end = text.find(" ", end) if text.find(" ", end) >= 0 else len(text)
    return text[start:end], start, end


def _typeset(dice: random.Random, text: str) -> str:
    """Another sign for one that means the same."""
    sign = dice.choice([each for each in _HARMLESS if each in text] or ["x"])
    return text.replace(sign, dice.choice(_HARMLESS.get(sign, "x")), dice.choice((1, 1, -1)))


def _spoilt(dice: random.Random, text: str) -> str:
    """Another word, figure, letter or case."""
    if dice.random() < 0.3:
        return dice.choice((text.swapcase(), text.upper(), text[1:], text[:-1], text * 2)) or text
    sign = dice.choice([each for each in _HARMFUL if each in text] or ["x"])
    return text.replace(sign, _HARMFUL.get(sign, "y"), 1)


def _strewn(dice: random.Random, text: str) -> str:
    """A sign of the hard ones, anywhere."""
    at = dice.randint(0, len(text))
    return text[:at] + dice.choice(_HOSTILE) + text[at:]


def _hyphenated(dice: random.Random, text: str) -> str:
    """A word parted at a line's end, as a reader of copies writes it or as it is typed."""
    at = dice.randint(0, len(text))
    return text[:at] + dice.choice(("\ufdd0", "-\n", "\u00ad\n", "-\ufdd0")) + text[at:]


def _damaged(dice: random.Random, text: str) -> str:
    """Words glued together, or one cut."""
    at = dice.randint(0, len(text))
    return (
        text[:at] + text[at:].replace(" ", "", 2)
        if dice.random() < 0.5
        else f"{text[:at]} {text[at:]}"
    )


def _marked(dice: random.Random, text: str) -> str:
    """A mark of an editor, in the place of some words or between two, or a small letter in one."""
    words = text.split(" ")
    at = dice.randrange(len(words))
    if dice.random() < 0.3 and words[at]:
        words[at] = f"[{words[at][0].swapcase()}]{words[at][1:]}"
    else:
        words[at : at + dice.choice((0, 1, 1, 3))] = [dice.choice(_INSERTIONS)]
    return " ".join(words)


def _beside(dice: random.Random, around: str, step: int) -> str:
    """Words before or behind a quotation: none, the right ones, or wrong ones."""
    kind = dice.random()
    if kind < 0.8:
        return ""
    cut = dice.randint(1, 20)
    return (around[-cut:] if step < 0 else around[:cut]) if kind < 0.95 else "elsewhere"
