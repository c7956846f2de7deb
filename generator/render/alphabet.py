"""The letter of an index under which a word stands, in the alphabet of the page's language.

The letters are those of CLDR, `exemplarCharacters type="index"`
(https://unicode.org/reports/tr35/tr35-general.html#Character_Elements), without those that the
language sorts as variants of another one, as ICU's AlphabeticIndex leaves them out: Russian `Ё`
stands under `Е`, Latvian `Ā` under `A`. Babel does not carry them. Named here are the languages
whose letters are not A to Z, or not in the order of Unicode; elsewhere marks are left out.
Read at https://github.com/unicode-org/cldr-json in December 2026.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from generator.folding.words import folded

_NORDIC = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å"
_SWEDISH = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Å Ä Ö"
_CROATIAN = "A B C Č Ć D DŽ Đ E F G H I J K L LJ M N NJ O P Q R S Š T U V W X Y Z Ž"
_ALPHABETS = {
    language: tuple(letters.split())
    for language, letters in {
        "az": "A B C Ç D E Ə F G Ğ H X I İ J K Q L M N O Ö P R S Ş T U Ü V Y Z W",
        "be": "А Б В Г Д Е Ж З І Й К Л М Н О П Р С Т У Ў Ф Х Ц Ч Ш Ы Ь Э Ю Я",
        "bs": _CROATIAN,
        "cs": "A B C Č D E F G H CH I J K L M N O P Q R Ř S Š T U V W X Y Z Ž",
        "cy": "A B C CH D DD E F FF G NG H I J K L LL M N O P PH Q R RH S T TH U V W X Y Z",
        "da": _NORDIC,
        "es": "A B C D E F G H I J K L M N Ñ O P Q R S T U V W X Y Z",
        "et": "A B C D E F G H I J K L M N O P Q R S Š Z Ž T U V W Õ Ä Ö Ü X Y",
        "fa": "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
        "fi": _SWEDISH,
        "hr": _CROATIAN,
        "hu": "A B C CS D DZ DZS E F G GY H I J K L LY M N NY O Ö P Q R S SZ T TY U Ü V W X Y Z ZS",
        "is": "A Á B C D Ð E É F G H I Í J K L M N O Ó P Q R S T U Ú V W X Y Ý Z Þ Æ Ö",
        "lt": "A B C Č D E F G H I J K L M N O P Q R S Š T U V W X Z Ž",
        "lv": "A B C Č D E F G Ģ H I J K Ķ L Ļ M N Ņ O P Q R S Š T U V W X Z Ž",
        "mk": "А Б В Г Д Ѓ Е Ж З Ѕ И Ј К Л Љ М Н Њ О П Р С Т Ќ У Ф Х Ц Ч Џ Ш",
        "nb": _NORDIC, "nn": _NORDIC, "no": _NORDIC,
        "pl": "A Ą B C Ć D E Ę F G H I J K L Ł M N Ń O Ó P Q R S Ś T U V W X Y Z Ź Ż",
        "ro": "A Ă Â B C D E F G H I Î J K L M N O P Q R S Ș T Ț U V W X Y Z",
        "sk": "A Ä B C Č D E F G H CH I J K L M N O Ô P Q R S Š T U V W X Y Z Ž",
        "sl": "A B C Č Ć D Đ E F G H I J K L M N O P Q R S Š T U V W X Y Z Ž",
        "sq": "A B C Ç D DH E Ë F G GJ H I J K L LL M N NJ O P Q R RR S SH T TH U V X XH Y Z ZH",
        "sv": _SWEDISH,
        "tr": "A B C Ç D E F G Ğ H I İ J K L M N O Ö P Q R S Ş T U Ü V W X Y Z",
        "uk": "А Б В Г Ґ Д Е Є Ж З И І Ї Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ю Я",
        "vi": "A Ă Â B C D Đ E Ê F G H I J K L M N O Ô Ơ P Q R S T U Ư V W X Y Z",
    }.items()
}  # fmt: skip
# What a language sorts with a letter that it would not be under without its marks.
_SORTED_WITH = {
    "da": {"Ä": "Æ", "Ö": "Ø", "AA": "Å"}, "fi": {"Æ": "Ä", "Ø": "Ö"}, "hu": {"Ő": "Ö", "Ű": "Ü"},
    "lt": {"Y": "I"}, "lv": {"Y": "I"}, "ro": {"Ş": "Ș", "Ţ": "Ț"}, "sv": {"Æ": "Ä", "Ø": "Ö"},
}  # fmt: skip
for _norwegian in ("nb", "nn", "no"):
    _SORTED_WITH[_norwegian] = _SORTED_WITH["da"]
# The first letter of each block of syllables, and the letters of Thai that are written before the
# one that they are spoken after.
_HANGUL = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
_KANA = ("あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの", "はひふへほ",
         "まみむめも", "やゆよ", "らりるれろ", "わをん")  # fmt: skip
_THAI_BEFORE = "เแโใไ"
_KEEP_MARKS = frozenset("ЙЎЇЃЌ")
DIGIT = "0–9"


def index_letter(word: str, language: str) -> str:
    """The letter under which a word stands; `0–9` for figures, an empty text for signs alone."""
    letters = [c for c in unicodedata.normalize("NFKC", word) if unicodedata.category(c)[0] in "LN"]
    if not letters:
        return ""
    if letters[0] in _THAI_BEFORE and len(letters) > 1:
        del letters[0]
    first = letters[0]
    if first.isdecimal():
        return DIGIT
    if "가" <= first <= "힣":
        return _HANGUL[(ord(first) - ord("가")) // 588]
    if "ぁ" <= first <= "ヺ":
        return _kana(first)
    tongue = language.partition("-")[0]
    if tongue in ("tr", "az"):
        letters[0] = letters[0].replace("i", "İ")
    return _of_alphabet("".join(letters[:3]).upper(), tongue)


def _of_alphabet(upper: str, tongue: str) -> str:
    """The letter of a word that begins with these three, in capitals."""
    alphabet, others = _ALPHABETS.get(tongue, ()), _SORTED_WITH.get(tongue, {})
    # A digraph comes before its first letter, and a letter before the one without its marks.
    for length in (3, 2, 1):
        start = upper[:length]
        if start in others:
            return others[start]
        if start in alphabet:
            return start
    if upper[0] in _KEEP_MARKS:
        return upper[0]
    decomposed = unicodedata.normalize("NFD", upper[0])
    # Vietnamese tones are left out, and its vowels are kept: `Ấ` stands under `Â`.
    for length in range(len(decomposed) - 1, 0, -1):
        start = unicodedata.normalize("NFC", decomposed[:length])
        if start in alphabet:
            return start
    bare = decomposed[0]
    return folded(bare)[:1].upper() if bare > "\x7f" and _script(bare) == "LATIN" else bare


def _kana(character: str) -> str:
    hiragana = chr(ord(character) - 0x60) if "ァ" <= character <= "ヶ" else character
    bare = unicodedata.normalize("NFD", hiragana)[0]
    # A small letter stands right before its large one.
    rows = (row for row in _KANA if bare in row or chr(ord(bare) + 1) in row)
    return next(rows, "あいうえお")[0]


def in_order(words: Iterable[str], language: str) -> dict[str, str]:
    """Words in the order of an index, each with its letter.

    The script that most words are written in comes first, and figures come before letters.
    """
    letter_of = {word: index_letter(word, language) for word in words}
    scripts = Counter(_script(letter) for letter in letter_of.values())
    alphabet = _ALPHABETS.get(language.partition("-")[0], ())

    def key(word: str) -> tuple[bool, int, str, int, str, str, str]:
        letter = letter_of[word]
        script = _script(letter)
        place = alphabet.index(letter) if letter in alphabet else -1
        is_letter = letter not in ("", DIGIT)
        return is_letter, -scripts[script], script, place, letter, folded(word), word

    return {word: letter_of[word] for word in sorted(letter_of, key=key)}


def _script(letter: str) -> str:
    """The name of a letter's script, as Unicode begins the letter's name with it."""
    return unicodedata.name(letter[0], "").partition(" ")[0] if letter else ""
