"""What the readers of spelled-out numbers make of idioms and of traps."""

from __future__ import annotations

import pytest

from generator.verify.figures.claims import Number
from generator.verify.figures.spelled import spelled_for


def read(language: str, text: str) -> list[tuple[str, Number]]:
    reader = spelled_for(language)
    assert reader is not None
    return [(text[each.start : each.end], each.number) for each in reader.find(text)]


def values(language: str, text: str) -> list[str]:
    """Numbers as "250", shares as "50%", vague ones as "~12"."""
    return [
        "~" * number.vague + str(number.value) + "%" * number.share
        for _, number in read(language, text)
    ]


IDIOMS = {
    "de": """
        Anderthalb Millionen Euro | 1500000
        zweieinhalb Stunden | 5/2
        zweieinhalbtausend Seiten | 2500
        eine halbe Million Namen | 500000
        ein halbes Dutzend Boote | 6
        die Hälfte der Boote | 50%
        ein Drittel, zwei Drittel, drei Viertel | 100/3% 200/3% 75%
        fünf Prozent, ein Prozent | 5% 1%
        fünf Prozentpunkte | 5
        Dutzende Boote und Hunderte Netze | ~12 ~100
        Hunderttausende, Zehntausende, Tausende, Millionen | ~100000 ~10000 ~1000 ~1000000
        mehrere hundert Boote, ein paar Tausend Netze | ~100 ~1000
        beide Boote, beiden Booten | 2 2
        zweimal, dreifach, das Doppelte | 2 3 2
        eine zweitägige Suche, die vierköpfige Mannschaft | 2 4
        hundertundeins, tausendundeine Nacht | 101 1001
        vier-und-zwanzig | 24
        neunzehnhundertneunzig | 1990
        fuenf, zwoelf, dreissig, zwo | 5 12 30 2
        zwischen fünf und zwanzig | 5 20
        drei Millionen zwei Millionen | 3000000 2000000
        hundert Millionen, tausend Milliarden | 100000000 1000000000000
        Acht Boote. Elf kamen zurück. | 8 11
        eine Million zweihunderttausend | 1200000
        zwei\u00adhundert\u00adfünf | 205
        zwei\u00a0Millionen | 2000000
        zweier Boote | 2
        Im Jahr 2018 zwei Boote | 2
        acht- bis neunhundert | 900
    """,
    "fr": """
        quatre-vingts, quatre-vingt-un, quatre vingt dix-sept | 80 81 97
        soixante et onze, soixante-et-onze, soixante-dix-sept | 71 71 77
        septante, nonante-neuf, huitante, octante | 70 99 80 80
        deux et demi, deux millions et demi d’euros | 5/2 2500000
        un million et demi, un demi-million | 1500000 500000
        la moitié, le tiers des bateaux, deux tiers, trois quarts | 50% 100/3% 200/3% 75%
        cinq pour cent, cent pour cent, un pour cent | 5% 100% 1%
        pour cent mille euros | 100000
        des dizaines, des douzaines, des centaines, des milliers | ~10 ~12 ~100 ~1000
        des dizaines de milliers, des millions | ~10000 ~1000000
        une douzaine, une centaine de bateaux, deux douzaines | 12 100 24
        plusieurs millions, quelques milliers | ~1000000 ~1000
        les deux bateaux, tous deux, deux fois | 2 2 2
        neuf bateaux, les neuf ont sombré, vingt-neuf | 9 9 29
        neuf millions, neuf cents euros | 9000000 900
        mille milliards, cent mille | 1000000000000 100000
        une quarantaine de bateaux | 40
        vingt et une personnes | 21
        le prix a doublé, le double du prix | 2 2
        dix-neuf cent, mille neuf cent | 1900 1900
    """,
    "es": """
        veintiún barcos, veintiuna redes, veintitres | 21 21 23
        doscientas mil, doscientos, quinientas | 200000 200 500
        mil millones, dos mil millones, miles de millones | 1000000000 2000000000 ~1000000000
        medio millón, un millón y medio, dos y media | 500000 1500000 5/2
        media docena, una docena, dos docenas | 6 12 24
        la mitad, un tercio de los barcos, dos tercios | 50% 100/3% 200/3%
        la tercera parte, una cuarta parte, tres cuartas partes | 100/3% 25% 75%
        el cinco por ciento, el uno por ciento | 5% 1%
        por cien euros | 100
        decenas, cientos, miles, millones | ~10 ~100 ~1000 ~1000000
        decenas de miles, cientos de miles | ~10000 ~100000
        ambos barcos, ambas redes, dos veces | 2 2 2
        el doble, se duplicó | 2 2
        treinta y uno, cuarenta y cinco mil | 31 45000
        once barcos, mil y una noches | 11 1001
        varios miles, varios millones | ~1000 ~1000000
    """,
    "nl": """
        anderhalf miljoen | 1500000
        drieënhalf miljoen | 3500000
        twee en een half miljoen, tweeëneenhalf | 2500000 5/2
        een half miljoen, een half dozijn | 500000 6
        de helft, een derde van de boten, twee derde, tweederde | 50% 100/3% 200/3% 200/3%
        een kwart, driekwart | 25% 75%
        vijf procent, één procent | 5% 1%
        tientallen, honderden, duizenden, miljoenen | ~10 ~100 ~1000 ~1000000
        tienduizenden, honderdduizenden, tientallen miljoenen | ~10000 ~100000 ~10000000
        een tiental, een dozijn, drie dozijn | 10 12 36
        enkele honderd boten | ~100
        beide boten, allebei, tweemaal, drievoudig | 2 2 2 3
        een tweedaagse zoektocht | 2
        tweeduizend driehonderdvijftig | 2350
        duizend en één, honderd en vijf, honderdenvijf | 1001 105 105
        acht boten, het dubbele | 8 2
        dertienhonderd | 1300
    """,
    "ar": """
        خمسة وعشرون، خمس وعشرين | 25 25
        أحد عشر، إحدى عشرة، مئة وأحد عشر | 11 11 111
        اثنا عشر، اثنتي عشرة | 12 12
        ألفان ومئتان، ألفين، مئتي | 2200 2000 200
        مليونان، مليونين، مليوني | 2000000 2000000 2000000
        مئتا ألف، مائتي ألف | 200000 200000
        مئة وخمسة وعشرون ألفًا | 125000
        ثلاثمائة، ثلاثمئة، ثلاث مئة | 300 300 300
        ثلاثة ملايين ونصف، مليون ونصف المليون | 3500000 1500000
        نصف مليون، نصف السكان | 500000 50%
        ثلث السكان، ثلثي، ثلاثة أرباع | 100/3% 200/3% 75%
        خمسة في المئة، عشرة بالمائة | 5% 10%
        عشرات، مئات، آلاف، ملايين | ~10 ~100 ~1000 ~1000000
        عشرات الآلاف، مئات الملايين | ~10000 ~100000000
        بين ألف وألفين، بين ألف وثلاثة ملايين | 1000 2000 1000 3000000
        بين عشرين وثلاثين، مئة وألف | 20 30 100 1000
        كلا الجانبين، كلاهما، مرتين | 2 2 2
        ألفا شخص، عشرون ألفا، مليونا ونصف مليون | 2000 20000 1500000
        القوارب الثلاثة، بثلاثة، وللخمسة | 3 3 5
        ثَلاثَةُ قوارب، ثـــلاثة | 3 3
    """,
}
TRAPS = {
    "de": """
        ein Boot, eine Frau, einen, eins, einer
        einmal, einfach, einfache, einseitig, eintägig
        am zweiten Tag, die dritte, der zwanzigste, Dritte
        Gib Acht auf ihn! Er nahm sich in Acht, außer Acht, Das gab acht.
        die deutsche Elf, der Elfe, Siebenbürgen, Hundertwasser
        null und nichtig, halb Europa, eine halbe Stunde, das Viertel, im Viertel
        2,5 Millionen Euro, 12 Tausend, 5 Prozent, 3 Dutzend
        sie sieht viel Wein, zweifeln, dreist, Zehner, Achtung, achten, Verdacht
        doppelte Staatsbürgerschaft, die zweite Hälfte
        zweidrei, undzwei, dreizwanzig, und und
    """,
    "fr": """
        un bateau, une femme, l’un, d’une, l’un des
        un bateau neuf, flambant neuf, à neuf dans les ports, quoi de neuf depuis, neuf
        le deuxième, second, seconde, le vingt et unième, vingt-deuxième, quatre-vingtième
        en quarantaine, une quarantaine stricte, la cinquantaine
        deux-points, mille-feuille
        tiers-monde, un quart d’heure, un double meurtre, à demi mort
        2,5 millions d’euros, 5 pour cent, 50 cents, 3 mille
        cents, des centimes, cinquième jour, vingtième
    """,
    "es": """
        un barco, una red, uno, unos, unas
        segundo, tercero, el tercer barco, un cuarto sospechoso, un cuarto de baño
        la ONCE dijo, medio ambiente, los medios, en medio, la media
        en cuarentena, mitad, a mitad de camino, una doble vida
        2,5 millones de euros, 5 por ciento, 3 mil millones, el 5 por ciento
        y y y, de de
    """,
    "nl": """
        een boot, één boot, ene, eens, iedereen
        de tweede, een derde verdachte, derde, vierde, eenentwintigste
        in acht nemen, hij acht het nodig, vieren, achten, achter, drieste
        om kwart voor, half, tweelingen, de tweede helft, dubbele paspoorten
        2,5 miljoen euro, 5 procent, eenmaal, eendaagse, en en
    """,
    "ar": """
        واحد، واحدة، أحد، أحدهم، إحدى
        الثاني، الثالثة، الخامس، العاشرة
        يوم الاثنين، الأحد، الثلاثاء، الأربعاء، الخميس
        كلا، لا أعلم
        لست هنا، ضعف، وحدة
        نصف النهائي، النصف الأول، الربع الأخير
        2.5 مليون، 5 آلاف، 5 في المئة
    """,
}


def lines(table: str) -> list[str]:
    return [line.strip() for line in table.strip().splitlines()]


@pytest.mark.parametrize(
    ("language", "line"),
    [(language, line) for language, table in IDIOMS.items() for line in lines(table)],
)
def test_idioms(language: str, line: str) -> None:
    text, _, expected = line.partition(" | ")
    assert values(language, text) == expected.split()


@pytest.mark.parametrize(
    ("language", "line"),
    [(language, line) for language, table in TRAPS.items() for line in lines(table)],
)
def test_no_figures(language: str, line: str) -> None:
    assert read(language, line) == []


@pytest.mark.parametrize(
    ("language", "text", "spelled"),
    [
        ("de", "Es sank (zweieinhalb Millionen Netze).", "zweieinhalb Millionen"),
        ("de", "Es sank ein Drittel der Boote.", "ein Drittel"),
        ("de", "fünf Prozent der Netze", "fünf Prozent"),
        ("fr", "Les deux tiers ont sombré.", "deux tiers"),
        ("fr", "Une douzaine de bateaux.", "Une douzaine"),
        ("es", "Sobre el cinco por ciento no dijo nada.", "cinco por ciento"),
        ("ar", "قال وبثلاثة آلاف قارب", "ثلاثة آلاف"),
        ("ar", "قال ثلاثةٌ منهم", "ثلاثةٌ"),
    ],
)
def test_where_they_stand(language: str, text: str, spelled: str) -> None:
    assert [written for written, _ in read(language, text)] == [spelled]


def test_scales_stand_behind_digits() -> None:
    for language, word, value in (
        ("de", "millionen", 10**6), ("de", "mrd", 10**9), ("fr", "mille", 1000),
        ("fr", "milliards", 10**9), ("es", "millón", 10**6), ("es", "mil millones", 10**9),
        ("nl", "miljard", 10**9), ("nl", "mln", 10**6), ("ar", "مليون", 10**6),
        ("ar", "آلاف", 1000), ("ar", "ألف", 1000), ("ar", "ألفًا", 1000),
    ):  # fmt: skip
        reader = spelled_for(language)
        assert reader is not None
        assert reader.scales[word] == value
        assert all(scale == scale.lower() for scale in reader.scales)


def test_other_languages_have_no_reader() -> None:
    assert spelled_for("en") is None
    assert spelled_for("") is None
    assert spelled_for("de") is spelled_for("de")
