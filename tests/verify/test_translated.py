"""What a translation says otherwise than its original is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest

from generator.diagnostics import Diagnostic
from generator.model import TranslatedText
from generator.resolve.translations import Bound, Original
from generator.verify.translated import differing_figures, misspelt_names
from tests.support import document

PUBLISHED = "2031-05-01"
# The language and the words of the original, those of the translation, and what is told of.
MISTAKES = [
    ("en", "The bell hung there for 18 years.", "fr", "La cloche y est restée 17 ans.", "17"),
    ("en", "The bell hung there for 18 years.", "de", "Die Glocke hing dort 17 Jahre.", "17"),
    ("en", "The bell hung there for 18 years.", "es", "La campana colgó allí 17 años.", "17"),
    ("en", "The bell hung there for 18 years.", "nl", "De klok hing daar 17 jaar.", "17"),
    ("en", "The bell hung there for 18 years.", "ar", "ظل الجرس هناك 17 عامًا.", "17"),
    ("en", "Eight divers went down.", "fr", "Sept plongeurs sont descendus.", "Sept"),
    ("en", "Eight divers went down.", "de", "Sieben Taucher stiegen hinab.", "Sieben"),
    ("en", "It began on 5 April 2031.", "fr", "Cela a commencé le 6 avril 2031.", "6 avril 2031"),
    ("en", "It began on 5 April 2031.", "de", "Es begann am 5. Mai 2031.", "5. Mai 2031"),
    ("en", "It began on 5 April 2031.", "es", "Fue el 5 de abril de 2030.", "5 de abril de 2030"),
    ("en", "It began on 5 April 2031.", "nl", "Het begon op 5 maart 2031.", "5 maart 2031"),
    ("en", "It began on 5 April 2031.", "ar", "بدأ ذلك في 6 أبريل 2031.", "6 أبريل 2031"),
    ("en", "It happened in April 2031.", "fr", "C’était en mai 2031.", "mai 2031"),
    ("en", "It happened in 2031.", "de", "Es geschah 2030.", "2030"),
    ("en", "Prices rose by 12 per cent.", "fr", "Les prix ont augmenté de 21 %.", "21 %"),
    ("en", "Prices rose by 12 per cent.", "de", "Die Preise stiegen um 21 Prozent.", "21 Prozent"),
    ("en", "More than 26,000 items were found.", "fr", "On en a trouvé plus de 62 000.", "62000"),
    ("en", "More than 26,000 items were found.", "de", "Mehr als 26.500 fanden sich.", "26.500"),
    ("en", "It cost 900 kroner.", "fr", "Elle a coûté beaucoup.", "900"),
    ("en", "It cost 900 kroner.", "ar", "كلّف الكثير.", "900"),
    ("en", "Many items were found.", "fr", "On a trouvé 40 objets.", "40"),
    ("en", "Many items were found.", "nl", "Er werden 40 dingen gevonden.", "40"),
    ("de", "Die Glocke wog 900 Kilogramm.", "en", "The bell weighed 800 kilograms.", "800"),
    ("fr", "Elle pesait 1 200 kilogrammes.", "en", "It weighed 1,300 kilograms.", "1,300"),
    ("en", "It weighed 1.5 tonnes.", "de", "Sie wog 1,6 Tonnen.", "1,6"),
    ("en", "It cost 3 million euros.", "fr", "Elle a coûté 4 millions d’euros.", "4"),
]  # fmt: skip
HONEST = [
    ("en", "The bell hung there for 18 years.", "fr", "La cloche y est restée dix-huit ans."),
    ("en", "Eight divers went down.", "fr", "Huit plongeurs sont descendus."),
    ("en", "Eight divers went down.", "de", "Acht Taucher stiegen hinab."),
    ("en", "Eight divers went down.", "ar", "نزل ثمانية غواصين."),
    ("en", "One of the divers saw it.", "fr", "L’un des plongeurs l’a vue."),
    ("en", "It began on Saturday, 5 April 2031.", "fr", "Cela a commencé le samedi 5 avril 2031."),
    ("en", "It began on Saturday, 5 April 2031.", "de", "Es begann am Samstag, dem 5. April 2031."),
    ("en", "It began on 5 April 2031.", "ar", "بدأ ذلك في 5 أبريل 2031."),
    ("en", "It began on 5 April 2031.", "es", "Empezó el 5 de abril de 2031."),
    ("en", "It began on 5 April 2031.", "nl", "Het begon op 5 april 2031."),
    ("en", "On 5 and 6 April 2031 it was gone.", "fr", "Les 5 et 6 avril 2031, plus rien."),
    ("en", "More than 26,000 items were found.", "fr", "On a trouvé plus de 26 000 objets."),
    ("en", "More than 26 000 items were found.", "de", "Mehr als 26.000 Dinge fanden sich."),
    ("en", "More than 26,000 items were found.", "ar", "عُثر على أكثر من 26 ألف قطعة."),
    ("en", "Prices rose by 12 per cent.", "fr", "Les prix ont augmenté de 12 %."),
    ("en", "Prices rose by 12 per cent.", "de", "Die Preise stiegen um zwölf Prozent."),
    ("en", "It weighed 1.5 tonnes.", "de", "Sie wog 1,5 Tonnen."),
    ("en", "Belgian police searched a house.", "fr", "La police belge a fouillé une maison."),
    ("en", "Police in the United States helped.", "de", "Die Polizei der USA half."),
    ("en", "The first of the two bells fell.", "fr", "La première des deux cloches est tombée."),
    ("de", "Die Glocke wog 900 Kilogramm.", "en", "The bell weighed 900 kilograms."),
]  # fmt: skip


def bound(original: str, text: str) -> Bound:
    return Bound("s.1", Original("s.1", original), TranslatedText(original=original, text=text))


def told(original: tuple[str, str], translation: tuple[str, str]) -> list[Diagnostic]:
    (written_in, words), (language, text) = original, translation
    read = document(f"texts:\n  s.1:\n    text: '{text.replace(chr(39), chr(39) * 2)}'\n")
    return differing_figures(bound(words, text), read, language, written_in, PUBLISHED)


@pytest.mark.parametrize(
    ("written_in", "words", "language", "text", "what"),
    MISTAKES,
    ids=lambda each: each if len(each) < 20 else "",
)
def test_another_figure_is_found(
    written_in: str, words: str, language: str, text: str, what: str
) -> None:
    problems = told((written_in, words), (language, text))
    assert [each.code for each in problems[:1]] == ["translation-differs"]
    assert f"'{what}" in problems[0].message


@pytest.mark.parametrize(("written_in", "words", "language", "text"), HONEST)
def test_the_same_said_in_another_way_is_not_told(
    written_in: str, words: str, language: str, text: str
) -> None:
    assert told((written_in, words), (language, text)) == []


def test_a_stale_translation_is_held_against_the_words_that_it_was_made_from() -> None:
    entry = TranslatedText(original="It hung for 18 years.", text="Elle y est restée 18 ans.")
    stale = Bound("s.1", Original("s.1", "It hung for 19 years."), entry)
    read = document(f"texts:\n  s.1:\n    text: {entry.text}\n")
    assert differing_figures(stale, read, "fr", "en", PUBLISHED) == []


SPEAKERS = ["Ada Wainwright", "The Tide Post", "Jörg Hänsel"]
TERMS = ["Europol", "Nasher", "Nashir", "belfry"]


def misspelt(words: str, text: str, cited: Sequence[str], terms: Collection[str]) -> list[str]:
    read = document(f"texts:\n  s.1:\n    text: '{text.replace(chr(39), chr(39) * 2)}'\n")
    return [each.message for each in misspelt_names(bound(words, text), read, cited, terms)]


@pytest.mark.parametrize(
    ("words", "text", "name"),
    [
        ("Ada Wainwright saw it.", "Ada Wainright l’a vue.", "Wainwright"),
        ("The warden saw it.", "La gardienne, Ada Wainwrigth, l’a vue.", "Wainwright"),
        ("Jörg Hänsel saw it.", "Jörg Hänssel sah sie.", "Hänsel"),
        ("Europol said so.", "C’est ce qu’a dit Eurpol.", "Europol"),
    ],
)
def test_a_misspelt_name_is_found(words: str, text: str, name: str) -> None:
    assert [f"'{name}'" in each for each in misspelt(words, text, SPEAKERS, TERMS)] == [True]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Ada Wainwright saw it.", "Ada Wainwright l’a vue."),
        # It stands so in the original.
        ("“Ada Wainright” was printed.", "« Ada Wainright », a-t-on imprimé."),
        # A spelling of its own in the language.
        ("Nasher said so.", "Nashir l’a dit."),
        # Another script, an ending, another word.
        ("Ada Wainwright saw it.", "رأته آدا وينرايت."),
        ("Europol said so.", "Europols Chef sagte es."),
        ("Europol said so.", "L’Europe l’a dit."),
        ("The belfry fell.", "Le beffroi est tombé."),
        ("It was dark.", "Europool war fern."),
    ],
)
def test_what_is_no_slip_of_a_name_is_not_told(words: str, text: str) -> None:
    assert misspelt(words, text, SPEAKERS, TERMS) == []
