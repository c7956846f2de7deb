"""Words in quotation marks stand in a quotation that the same statement cites."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Place
from generator.load import Document, document_from
from generator.model import Quotation, SiteSettings, Source
from generator.prose import read_prose
from generator.resolve import QuotationEntry, SourceEntry, Statement
from generator.verify.quoted_words import silenced_words, unquoted_words
from tests.compiled import Site

PLACE = Place("s.yml", 1, 1, 1)


class Cited(NamedTuple):
    """A quotation that statements of these tests cite."""

    exact: str
    language: str = "en"
    translation: str | None = None


BLACK = Cited("I have never seen the bay so black")
DANGEROUS = Cited("is currently seen as the most dangerous")
SERVERS = Cited("In Deutschland wurden 17 Server beschlagnahmt", "de", "17 servers were seized")


def site_of(*cited: Cited, language: str = "en") -> Site:
    """A site whose one source has these quotations, with the ids `q1`, `q2` and so on."""
    entries = {}
    models = []
    for number, each in enumerate(cited, 1):
        model = Quotation(
            id=f"q{number}",
            exact=each.exact,
            language=each.language,
            translation=each.translation,
        )
        models.append(model)
        entries[model.id] = QuotationEntry(model, "post", PLACE, PLACE)
    source = Source.model_construct(title="Bay in danger", language="en", quotations=models)
    return Site(
        settings=SiteSettings.model_construct(language=language),
        place=PLACE,
        quotations=entries,
        sources={"post": SourceEntry("post", source, PLACE)},
    )


def read(*lines: str) -> tuple[list[Statement], Document]:
    text = "body: |\n" + "".join(f"  {line}\n" for line in lines)
    document, problems = document_from(text.encode(), "s.yml", "s")
    assert document is not None, problems
    paragraphs, _ = read_prose(document, ("body",), citations_needed=False)
    return [
        Statement(str(at), line.nodes, line.quotations, line.editor, line.derived, line.place)
        for at, line in enumerate(line for lines in paragraphs for line in lines)
    ], document


def found(line: str, *cited: Cited, language: str = "en") -> list[Diagnostic]:
    statements, document = read(line)
    return unquoted_words(statements, document, site_of(*cited, language=language), language)


def words(line: str, *cited: Cited, language: str = "en") -> list[str]:
    """What of a line is reported: the words, or the mark."""
    return [
        document_line[each.place.column - 1 : each.place.column - 1 + each.place.width]
        for each in found(line, *cited, language=language)
        for document_line in [f"  {line}"]
    ]


# The rows of the table "Sentences and the words that they cite" on quoted words.
def test_words_with_one_left_out_are_reported() -> None:
    said = found("“It is seen as the most dangerous,” the agency said. [@q1]", DANGEROUS)
    assert [each.code for each in said] == ["quoted-words"]
    assert "[-It is-] {+is currently+} seen as the most dangerous." in said[0].help


def test_words_with_one_changed_are_reported() -> None:
    said = found("She had “never seen the bay so white”. [@q1]", BLACK)
    assert [each.code for each in said] == ["quoted-words"]
    assert "never seen the bay so [-white-] {+black+}" in said[0].help


STAND = [
    ("en", "She had “never seen the bay so black”. [@q1]", BLACK),
    ("en", "She had “never seen the bay so black.” [@q1]", BLACK),
    ("en", "“I have never seen the bay so black,” she said. [@q1]", BLACK),
    ("en", "She had \"never seen\" it 'so black'. [@q1]", BLACK),
    ("en", "The keepers’ words: “never […] so black”. [@q1]", BLACK),
    ("en", "“[She] has” it not, but “[she] have never seen the bay”. [@q1]", Cited("It has. I have never seen the bay")),
    ("en", "“Never seen the bay so black” is what she said. [@q1]", BLACK),
    ("en", "It was so. “Never seen the bay”, she said. [@q1]", BLACK),
    ("en", "She said: “Never seen the bay so black.” [@q1]", BLACK),
    ("en", "They were “dozens and dozens”. [@q1]", Cited("Dozens and dozens of police")),
    ("en", "They were “dozens”. [@q1]", Cited("“Stop!” Dozens and dozens of police")),
    ("en", "They were “[D]ozens”. [@q1]", Cited("Some dozens of police")),
    ("en", "They “walked [it] home”. [@q1]", Cited("They walked the home")),
    ("en", "It was “the ‘black bay’ again”. [@q1]", Cited('the "black bay" again')),
    ("en", "It was ‘the “black bay” again’. [@q1]", Cited("the 'black bay' again")),
    ("en", "It was “the workers’ bay”. [@q1]", Cited("the workers' bay")),
    ("en", "It was ‘the workers’ bay’. [@q1]", Cited("the workers’ bay")),
    ("en", "“Is it black?” she asked. [@q1]", Cited("Is it black?")),
    ("en", "“Is it black”, she asked. [@q1]", Cited("Is it black?")),
    ("en", "It was “a non‐stop show” – 'really'. [@q1]", Cited("really a non-stop show")),
    ("en", "The “*never* seen” bay. [@q1]", BLACK),
    ("en", "Said [“never seen”](https://bay.example/). [@q1]", BLACK),
    ("en", "In rock ’n’ roll and the ’90s, the dogs’ bay was 6'2\" and Ka‘al’s 5″. [@q1]", BLACK),
    ("en", "“17 servers” were taken. [@q1]", SERVERS),
    ("en", "“17 Server” were taken. [@q1]", SERVERS),
    ("en", "“I have” and “so black”. [@q1]", BLACK),
    ("en", "“Black” and “white”. [@q1; @q2]", BLACK, Cited("so white")),
    ("de", "Er sagte: „17 Server“ und »in Deutschland«. [@q1]", Cited("in Deutschland wurden 17 Server", "de")),
    ("de", "Er sagte: „Wurden ‚17 Server‘ geholt?“ [@q1]", Cited('wurden "17 Server" geholt?', "de")),
    ("de", "Die ‚17 Server‘ gibt’s. [@q1]", Cited("17 Server", "de")),
    ("de", "Die “17 Server” – nein, „17 Server”. [@q1]", Cited("17 Server", "de")),
    ("fr", "Il parle d’un « grand trou » et d’« État ». [@q1]", Cited("un grand trou, dit l’État", "fr")),
    ("fr", "Il parle d’un «\u202fgrand trou\u202f» et d’“État”. [@q1]", Cited("un grand trou, dit l’État", "fr")),
    ("fr", "« Un “grand trou” », dit-il. [@q1]", Cited("un «grand trou»", "fr")),
    ("fr", "L’\"État\" et l’homme d’aujourd’hui. [@q1]", Cited("l’État", "fr")),
    ("ar", "قال إنه «ثقب كبير» و\"التنظيم\" وبـ“كبير”. [@q1]", Cited("ثقب كبير في التنظيم", "ar")),
    ("ar", "قال ”التنظيم“، ثم قال و’كبير‘. [@q1]", Cited("كبير في التنظيم", "ar")),
    ("he", "דובר צה\"ל אמר \"כן\" למנכ\"לית. [@q1]", Cited("אמר כן", "he")),
    ("he", "דובר צה״ל אמר ״כן״ ב\"הארץ\" היום. [@q1]", Cited("כן, כתב הארץ", "he")),
    ("he", "הוא אמר \"דובר צה\"ל אמר כן\". [@q1]", Cited("דובר צה״ל אמר כן", "he")),
    ("he", "המ\"כים אמרו \"כן\". [@q1]", Cited("אמר כן", "he")),
    ("sv", "Han sa ”stort hål” och ’hål’ och »stort». [@q1]", Cited("ett stort hål", "sv")),
    ("fi", "Hän sanoi ”iso reikä”. [@q1]", Cited("iso reikä", "fi")),
    ("ja", "彼は「黒い『海』だ」と言った。 [@q1]", Cited("黒い『海』だ", "ja")),
    ("ja", "彼は〝黒い〟と「海だ。」と言った。 [@q1]", Cited("黒い海だ", "ja")),
    ("zh", "他在《纽约时报》上说“海是黑的”。 [@q1]", Cited("海是黑的", "zh")),
    ("zh", "他说\"海是黑的\"然后‘黑’。 [@q1]", Cited("海是黑的", "zh")),
    ("ko", "그는 “검은 바다”라고 했다. [@q1]", Cited("검은 바다", "ko")),
    ("es", "Dijo «un gran “agujero”» y \"gran\". [@q1]", Cited("un gran 'agujero'", "es")),
    ("es", "¿“Gran agujero”? Sí. [@q1]", Cited("un gran agujero", "es")),
    ("pl", "Powiedział „wielka dziura”. [@q1]", Cited("wielka dziura", "pl")),
    ("nl", "’s Avonds zei hij ‘groot gat’, zo’n foto’s. [@q1]", Cited("groot gat", "nl")),
    ("da", "Han sagde »stort hul«. [@q1]", Cited("stort hul", "da")),
    ("el", "Είπε «μεγάλη τρύπα». [@q1]", Cited("μεγάλη τρύπα", "el")),
    ("en", "The ''black'' bay. [@q1]", BLACK),
]  # fmt: skip


@pytest.mark.parametrize("row", STAND, ids=lambda row: f"{row[0]}-{row[1][:40]}")
def test_words_that_stand_there_are_not_reported(row: tuple[str, str, *tuple[Cited, ...]]) -> None:
    language, line, *cited = row
    assert found(line, *cited, language=language) == []


DO_NOT = [
    ("en", "She had “never seen the bay black”. [@q1]", ["“never seen the bay black”"], BLACK),
    ("en", "It is “un-black”, “lack” and “blacks”. [@q1]", ["“un-black”", "“lack”", "“blacks”"], BLACK),
    ("en", "It is ‘white’ or 'white'. [@q1]", ["‘white’", "'white'"], BLACK),
    ("en", "The “bay so Black”, then. [@q1]", ["“bay so Black”"], BLACK),
    ("en", "The “Bay”, then. [@q1]", ["“Bay”"], BLACK),
    ("en", "The “i”, then. [@q1]", ["“i”"], Cited("what I have")),
    ("en", "“Is it black?” she asked. [@q1]", ["“Is it black?”"], Cited("Is it black")),
    ("en", "“The bay…” she said. [@q1]", ["“The bay…”"], BLACK),
    ("en", "“Bay black”. [@q1]", ["“Bay black”"], BLACK),
    ("en", "The “bay […] never”. [@q1]", ["“bay […] never”"], BLACK),
    ("en", "The “bay [nearly] black”. [@q1]", ["“bay [nearly] black”"], BLACK),
    ("en", "The “bay [of 17] so black”. [@q1]", ["“bay [of 17] so black”"], BLACK),
    ("en", "“So black and white”. [@q1; @q2]", ["“So black and white”"], BLACK, Cited("and white")),
    ("en", "The “‘bay’ so black”. [@q1]", ["“‘bay’ so black”"], BLACK),
    ("en", "The “bay so black”. [editor]", ["“bay so black”"], BLACK),
    ("en", "The “black” bay is 17. [@q1] [derived: a guess]", ["“black”"], SERVERS),
    ("en", "“17 machines” were taken. [@q1]", ["“17 machines”"], SERVERS),
    ("en", "The “U.S.” bay. [@q1]", ["“U.S.”"], Cited("the US bay")),
    ("de", "Er sagte: „18 Server“ und »18«. [@q1]", ["„18 Server“", "»18«"], SERVERS),
    ("fr", "Un « petit trou ». [@q1]", ["« petit trou »"], Cited("un grand trou", "fr")),
    ("ar", "قال «صغير» و\"صغير\". [@q1]", ["«صغير»", "\"صغير\""], Cited("كبير", "ar")),
    ("he", "דובר צה\"ל אמר \"לא\" ב\"הארץ\". [@q1]", ["\"לא\"", "\"הארץ\""], Cited("כן", "he")),
    ("sv", "Han sa ”litet” och ’litet’. [@q1]", ["”litet”", "’litet’"], Cited("stort", "sv")),
    ("ja", "「白い」と『白い』と〝白い〟。 [@q1]", ["「白い」", "『白い』", "〝白い〟"], Cited("黒い", "ja")),
    ("en", "The 《white》 bay. [@q1]", ["《white》"], BLACK),
    ("es", "Dijo «pequeño». [@q1]", ["«pequeño»"], Cited("grande", "es")),
    ("en", "The \"white\" 'and white' bay. [@q1]", ['"white"', "'and white'"], BLACK),
    ("en", "The ''white'' bay. [@q1]", ["''white''"], BLACK),
    ("en", "“never seen the bay. [@q1]", ["“"], BLACK),
    ("en", "never seen” the bay. [@q1]", ["”"], BLACK),
    ("en", "The “so black” and “bay. [@q1]", ["“"], BLACK),
    ("de", "Er sagte: „17 Server. [@q1]", ["„"], SERVERS),
    ("fr", "Un trou », dit-il. [@q1]", ["»"], Cited("trou", "fr")),
    ("ja", "彼は「黒いと言った。 [@q1]", ["「"], Cited("黒い", "ja")),
]  # fmt: skip


@pytest.mark.parametrize("row", DO_NOT, ids=lambda row: f"{row[0]}-{row[1][:40]}")
def test_words_that_do_not_stand_there_are_reported(
    row: tuple[str, str, list[str], *tuple[Cited, ...]],
) -> None:
    language, line, wrong, *cited = row
    assert words(line, *cited, language=language) == wrong


@pytest.mark.parametrize(
    "line",
    [
        "The magazine “White Bay”{title} spoke of a “white bay”{word}. [@q1]",
        "The *magazine “White Bay”{title}* spoke. [@q1]",
        "The magazine “White *Bay*,”{title} spoke. [@q1]",
        "The word “white”{word} is nobody’s. [editor]",
        "Die Zeitschrift „White Bay“{title}. [@q1]",
        "The magazine “White “Bay””{title} and 'bay'{word}. [@q1]",
        "[“White Bay”{title}](https://bay.example/) spoke. [@q1]",
    ],
)
def test_titles_and_words_as_words_are_not_compared(line: str) -> None:
    assert found(line, BLACK) == []


def test_a_tag_silences_its_own_words_alone() -> None:
    assert words("“White”{word} and “white”. [@q1]", BLACK) == ["“white”"]


def test_what_a_tag_silences_is_told() -> None:
    statements, _ = read("“White”{word} and “so black”{title}. [@q1]", "A “bay”. [@q1]")
    told = [silenced_words(site_of(BLACK), each, "en") for each in statements]
    assert told == [[("{word}", "White", True), ("{title}", "so black", False)], []]


def test_the_quotation_that_holds_the_words_is_named() -> None:
    statements, document = read("It was “so white”. [@q1]", "It is so. [@q2]")
    site = site_of(BLACK, Cited("so white"), Cited("so white and clear"))
    (problem,) = unquoted_words(statements, document, site, "en")
    assert "cite it: [@q2]" in problem.help


def test_a_foreign_quotation_without_translation_is_named() -> None:
    (problem,) = found("It was “seized”. [@q1]", Cited("beschlagnahmt", "de"))
    assert "'q1' is in another language: give it a translation." in problem.help


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("It was “Bay in danger”. [@q1]", "It was “Bay in danger”{title}. [@q1]"),
        ("It was “bay So Black”. [@q1]", "It was “bay so black”. [@q1]"),
        ("“Bay So Black,” she said. [@q1]", "“Bay so black,” she said. [@q1]"),
        ("A “belfry” it was. [@q1]", "A “belfry”{word} it was. [@q1]"),
    ],
)
def test_what_has_one_right_answer_is_offered(line: str, after: str) -> None:
    statements, document = read(line)
    (problem,) = unquoted_words(
        statements, document, site_of(BLACK), "en", lambda words: words == "belfry"
    )
    (edit,) = problem.fix
    at = edit.place.column - 1
    old = document.lines[edit.place.line - 1]
    assert old[at : at + edit.place.width] == edit.was
    assert old[:at] + edit.text + old[at + len(edit.was) :] == f"  {after}"
    assert edit.prose


def test_nothing_is_offered_where_words_differ() -> None:
    (problem,) = found("It was “so white”. [@q1]", BLACK)
    assert problem.fix == ()


WORD = st.sampled_from(["bay", "black", "so", "Seen", "17", "U.S.", "can’t", "l’eau"])
MARKS = st.sampled_from(["“”", "„“", "„”", "«»", "»«", "‘’", "「」", '""', "''", "‚‘"])


@given(st.lists(WORD, min_size=1, max_size=6), MARKS, st.data())
def test_any_words_of_a_quotation_may_be_quoted(
    said: list[str], marks: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(said) - 1))
    end = data.draw(st.integers(start + 1, len(said)))
    quoted = " ".join(said[start:end])
    line = f"They had it {marks[0]}{quoted}{marks[1]} there. [@q1]"
    if quoted[:2].isdigit() and marks == "''":
        return  # an apostrophe before a year
    assert found(line, Cited(" ".join(said))) == []


@given(st.lists(WORD, min_size=2, max_size=6, unique=True), MARKS, st.data())
def test_no_word_may_be_another(said: list[str], marks: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(said) - 1))
    other = [*said[:at], "white", *said[at + 1 :]]
    line = f"They had it {marks[0]}{' '.join(other)}{marks[1]} there. [@q1]"
    if other[0][:2].isdigit() and marks == "''":
        return
    assert [each.code for each in found(line, Cited(" ".join(said)))] == ["quoted-words"]
