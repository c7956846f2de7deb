"""Spanish number words.

No figures, because they mostly mean something else: "un", "una", "uno" alone; "ONCE" in capitals
(an organisation); "medio" and "media" but before a scale or after "y"; "cuarto", "quinto" and
"tercio" without "de", and in "cuarto de baño"; "segundo"; "cuarentena"; "mitad" without "la".
"""

from __future__ import annotations

from generator.verify.figures.spelled.grammar import (
    Grammar,
    Part,
    add,
    all_as,
    guard,
    letters,
    one,
    read,
)  # fmt: skip

_UNITS = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
_NUMBERS = {word: value for value, word in enumerate(_UNITS)} | {
    "un": 1, "una": 1, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14,
    "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19,
    "veinte": 20, "veintiun": 21, "veintiuna": 21, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
    "cien": 100, "ciento": 100,
} | {f"veinti{_UNITS[unit]}": 20 + unit for unit in range(1, 10)}  # fmt: skip
_HUNDREDS = {
    "doscient": 200, "trescient": 300, "cuatrocient": 400, "quinient": 500, "seiscient": 600,
    "setecient": 700, "ochocient": 800, "novecient": 900,
}  # fmt: skip
_SCALES = {"millon": 10**6, "billon": 10**12, "millardo": 10**9, "trillon": 10**18}
_MANY = {"millones": 10**6, "billones": 10**12, "millardos": 10**9, "trillones": 10**18}
_ACCENTS = letters("áéíóú", "aeiou")
_ORDINALS = {
    "tercera": 3,
    "cuarta": 4,
    "quinta": 5,
    "sexta": 6,
    "septima": 7,
    "octava": 8,
    "decima": 10,
}


def grammar() -> Grammar:
    """The grammar of Spanish."""
    hundreds = {
        f"{stem}{ending}": value for stem, value in _HUNDREDS.items() for ending in ("os", "as")
    }
    part = guard(before=r"\s+(?:del?)\b(?!\s+(?:baño|bano|estar|aseo|final|invitados|kilo|hora)\b)")
    return Grammar(
        words=(
            add(**_NUMBERS, **hundreds)
            | all_as(Part.SCALE, "mil", 1000)
            | read(Part.SCALE, _SCALES)
            | read(Part.SCALE, _MANY | {"miles": 1000}, plural=True)
            | read(
                Part.COLLECTIVE,
                {
                    "decena": 10,
                    "docena": 12,
                    "quincena": 15,
                    "veintena": 20,
                    "treintena": 30,
                    "cincuentena": 50,
                    "centena": 100,
                    "centenar": 100,
                    "millar": 1000,
                },
            )
            | read(
                Part.COLLECTIVE,
                {
                    "decenas": 10,
                    "docenas": 12,
                    "cientos": 100,
                    "centenas": 100,
                    "centenares": 100,
                    "millares": 1000,
                },
                plural=True,
            )
            | all_as(Part.AND, "y")
            | all_as(Part.OF, "de")
            | all_as(Part.HALF, "medio media")
            | all_as(Part.SHARE, "mitad", 50)
            | read(Part.BELOW, {"tercio": 3, "cuarto": 4, "quinto": 5, "decimo": 10})
            | read(
                Part.BELOW, {"tercios": 3, "cuartos": 4, "quintos": 5, "decimos": 10}, plural=True
            )
            | all_as(Part.ARTICLE, "la")
            | all_as(Part.FIXED, "ambos ambas doble duplicado duplicada duplicados duplicadas", 2)
            | all_as(Part.FIXED, "duplico duplicaron duplicarse duplicaba duplicar", 2)
            | all_as(Part.FIXED, "triple triplicado triplico triplicaron triplicar", 3)
        ),
        phrases={
            ("por", "ciento"): one(Part.PERCENT),
            ("por", "cien"): one(Part.PERCENT),
            **{(word, "parte"): one(Part.BELOW, value) for word, value in _ORDINALS.items()},
            **{
                (f"{word}s", "partes"): one(Part.BELOW, value, plural=True)
                for word, value in _ORDINALS.items()
            },
        },
        scales={"mil": 1000, "mil millones": 10**9, "miles": 1000, "docena": 12, "docenas": 12}
        | {"millón": 10**6, "billón": 10**12, "trillón": 10**18, "mill": 10**6}
        | _SCALES
        | _MANY,
        letters=_ACCENTS,
        guards={
            "once": guard(not_capitals=True),
            "tercio": part,
            "cuarto": part,
            "quinto": part,
            "decimo": part,
            "doble": guard(after=r"\b(?:el|al)\s+"),
            "triple": guard(after=r"\b(?:el|al)\s+"),
            "mitad": guard(after=r"\bla\s+", not_before=r"\s+de\s+(?:semana|temporada)"),
            "quincena": guard(before=r"\s+de\s"),
            "cincuentena": guard(before=r"\s+de\s"),
            "treintena": guard(before=r"\s+de\s"),
        },
        vague_after=frozenset(["varios", "varias", "algunos", "algunas", "muchos", "muchas"]),
        ands=(
            (frozenset(range(20, 100, 10)), frozenset(range(1, 10))),
            (frozenset({1000}), frozenset({1})),
        ),
    )
