"""Spell numbers below ten million out, in the way of grammar books; know nothing of the readers."""

from __future__ import annotations

from collections.abc import Callable

_DE = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_DE_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_NL = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_NL_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_FR = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FR_TENS = [
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
]
_ES = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_ES_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_ES_HUNDREDS = [
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
]
_AR = (
    "صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة",
    "أحد عشر", "اثنا عشر",
)  # fmt: skip
_AR_TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
_AR_HUNDREDS = [
    "مئة",
    "مئتان",
    "ثلاثمئة",
    "أربعمئة",
    "خمسمئة",
    "ستمئة",
    "سبعمئة",
    "ثمانمئة",
    "تسعمئة",
]


def german(n: int, *, last: bool = True) -> str:
    """With "eins" at the end of the whole."""
    if n >= 10**6:
        above, below = divmod(n, 10**6)
        head = "eine Million" if above == 1 else f"{german(above)} Millionen"
        return f"{head} {german(below)}" if below else head
    if n >= 1000:
        above, below = divmod(n, 1000)
        return german(above, last=False) + "tausend" + (german(below) if below else "")
    if n >= 100:
        above, below = divmod(n, 100)
        return _DE[above] + "hundert" + (german(below, last=last) if below else "")
    if n == 1 and last:
        return "eins"
    if n < 20:
        return _DE[n]
    ten, unit = divmod(n, 10)
    return (f"{_DE[unit]}und" if unit else "") + _DE_TENS[ten - 2]


def dutch(n: int) -> str:
    """With a space behind "duizend", and a diaeresis."""
    if n >= 10**6:
        above, below = divmod(n, 10**6)
        return f"{dutch(above)} miljoen" + (f" {dutch(below)}" if below else "")
    if n >= 1000:
        above, below = divmod(n, 1000)
        head = "duizend" if above == 1 else f"{dutch(above)}duizend"
        return f"{head} {dutch(below)}" if below else head
    if n >= 100:
        above, below = divmod(n, 100)
        return ("" if above == 1 else _NL[above]) + "honderd" + (dutch(below) if below else "")
    if n < 20:
        return _NL[n]
    ten, unit = divmod(n, 10)
    joint = "ën" if unit in (2, 3) else "en"
    return (f"{_NL[unit]}{joint}" if unit else "") + _NL_TENS[ten - 2]


def french(n: int, *, last: bool = True) -> str:
    """With "quatre-vingts" and "cents" only at the end or before "millions"."""
    if n >= 10**6:
        above, below = divmod(n, 10**6)
        head = f"{french(above)} million" + "s" * (above > 1)
        return f"{head} {french(below)}" if below else head
    if n >= 1000:
        above, below = divmod(n, 1000)
        head = "mille" if above == 1 else f"{french(above, last=False)} mille"
        return f"{head} {french(below)}" if below else head
    if n >= 100:
        above, below = divmod(n, 100)
        head = "cent" if above == 1 else f"{_FR[above]} cent" + "s" * (below == 0 and last)
        return f"{head} {french(below, last=last)}" if below else head
    if n < 20:
        return _FR[n]
    ten, unit = divmod(n, 10)
    if ten in (7, 9):
        unit += 10
    if not unit:
        return _FR_TENS[ten - 2] + "s" * (ten == 8 and last)
    return _FR_TENS[ten - 2] + (" et " if unit in (1, 11) and ten < 8 else "-") + _FR[unit]


def swiss(n: int) -> str:
    """Below a hundred, as in Lausanne, with hyphens everywhere."""
    tens = {7: "septante", 8: "huitante", 9: "nonante"}
    ten, unit = divmod(n, 10)
    if ten not in tens:
        return french(n)
    if not unit:
        return tens[ten]
    return f"{tens[ten]}-et-un" if unit == 1 else f"{tens[ten]}-{_FR[unit]}"


def spanish(n: int, *, last: bool = True) -> str:
    """With "un" before a scale."""
    if n >= 10**6:
        above, below = divmod(n, 10**6)
        head = f"{spanish(above, last=False)} mill" + ("ón" if above == 1 else "ones")
        return f"{head} {spanish(below)}" if below else head
    if n >= 1000:
        above, below = divmod(n, 1000)
        head = "mil" if above == 1 else f"{spanish(above, last=False)} mil"
        return f"{head} {spanish(below)}" if below else head
    if n == 100:
        return "cien"
    if n > 100:
        above, below = divmod(n, 100)
        rest = f" {spanish(below, last=last)}" if below else ""
        return _ES_HUNDREDS[above - 1] + rest
    if n < 30:
        word = _ES[n]
    else:
        ten, unit = divmod(n, 10)
        word = _ES_TENS[ten - 3] + (f" y {_ES[unit]}" if unit else "")
    return (
        word
        if last
        else word.replace("veintiuno", "veintiún").removesuffix("o")
        + ("o" if word.endswith("o") and n % 10 != 1 else "")
    )


def arabic(n: int) -> str:
    """In the nominative, counting nothing."""
    for scale, one, two, few, many in (
        (10**6, "مليون", "مليونان", "ملايين", "مليونا"),
        (1000, "ألف", "ألفان", "آلاف", "ألفا"),
    ):
        if n >= scale:
            above, below = divmod(n, scale)
            if above < 3:
                head = one if above == 1 else two
            elif above == 100:
                head = f"مئة {one}"
            else:
                head = f"{arabic(above)} {few if 3 <= above <= 10 else many}"
            return f"{head} و{arabic(below)}" if below else head
    if n >= 100:
        above, below = divmod(n, 100)
        return _AR_HUNDREDS[above - 1] + (f" و{arabic(below)}" if below else "")
    if n <= 12:
        return _AR[n]
    if n < 20:
        return f"{_AR[n - 10]} عشر"
    ten, unit = divmod(n, 10)
    return (f"{_AR[unit]} و" if unit else "") + _AR_TENS[ten - 2]


SPELLERS: dict[str, Callable[[int], str]] = {
    "de": german, "nl": dutch, "fr": french, "es": spanish, "ar": arabic,
}  # fmt: skip
