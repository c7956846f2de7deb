"""Translations go out as PO and XLIFF 2 and come back: nothing lost, nothing stale called new."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring.addresses import write_addresses
from generator.authoring.exchange import (
    BadExchangeError,
    Head,
    Import,
    Unit,
    import_units,
    read_exchange,
    units_of,
    write_exchange,
)
from generator.authoring.exchange.writing import put_texts
from generator.authoring.insert import InsertError
from generator.authoring.translating import read_translation
from generator.authoring.translation_files import TranslationTarget, targets_of_story
from generator.cli import explainer
from tests.support import TESTS, make_site

SLUG = "ostermill-bell"
STORY = f"stories/{SLUG}/story.yml"
HEAD = Head(SLUG, "en", "fr")
KINDS = (".po", ".xlf")
X = "{urn:oasis:names:tc:xliff:document:2.0}"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_site(tmp_path_factory.mktemp("exchange") / "site", base=TESTS / "demo")
    settings = folder / "content" / "site.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("language: en", "language: en\nlanguages: [fr, ar]"), "utf-8")
    write_addresses(folder, "content", SLUG)
    return folder


@pytest.fixture(scope="module")
def targets(shared: Path) -> list[TranslationTarget]:
    found = targets_of_story(shared, "content", SLUG, "fr")
    assert len(found) > 3
    each = [each for each in found if isinstance(each, TranslationTarget)]
    return [each[0], each[1], each[-1]]


@pytest.fixture
def site(shared: Path) -> Path:
    clear(shared)
    return shared


def clear(site: Path) -> None:
    for path in site.glob("content/**/*.fr.yml"):
        path.unlink()


def files(site: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in site.glob("content/**/*.fr.yml")}


def units(site: Path, targets: Sequence[TranslationTarget]) -> list[Unit]:
    return units_of(targets, site, "content")


def filled(units: Sequence[Unit], texts: Mapping[str, str]) -> list[Unit]:
    """The texts as a translator has them, who names by key what is translated."""
    return [
        replace(each, target=texts[each.key], is_stale=False, previous="")
        if each.key in texts
        else each
        for each in units
    ]


def take(
    site: Path, targets: Sequence[TranslationTarget], data: bytes, kind: str = ".po"
) -> Import:
    returned = read_exchange(kind, data, "fr", units(site, targets))
    return import_units(returned, targets, site, "content", is_written=True)


def bring(
    site: Path, targets: Sequence[TranslationTarget], texts: Mapping[str, str], kind: str = ".po"
) -> Import:
    data = write_exchange(kind, HEAD, filled(units(site, targets), texts))
    return take(site, targets, data, kind)


def edited(targets: Sequence[TranslationTarget], key: str, text: str) -> list[TranslationTarget]:
    """The targets after an edit of an original."""
    return [
        replace(
            target,
            texts=tuple(
                replace(each, text=text) if each.key == key else each for each in target.texts
            ),
        )
        for target in targets
    ]


def entry(site: Path, key: str) -> dict[str, str | None]:
    path = site / f"content/stories/{SLUG}/story.fr.yml"
    return read_translation(path.read_bytes(), "story.fr.yml")[1].texts[key].model_dump()


def names(keys: Sequence[str]) -> list[str]:
    return [f"{STORY}#{key}" for key in keys]


WORDS = st.text("aé «»\"\\<>&'\u00a0\u202fبج#:-,.!%{}|", min_size=1, max_size=90).filter(str.strip)


@settings(max_examples=20)
@given(
    texts=st.dictionaries(
        st.sampled_from(["title", "k.1", "k.2", "s.1", "section.search", "t.1", "term"]), WORDS
    ),
    kind=st.sampled_from(KINDS),
)
def test_what_is_translated_comes_back(
    shared: Path, targets: list[TranslationTarget], texts: dict[str, str], kind: str
) -> None:
    clear(shared)
    result = bring(shared, targets, texts, kind)
    wanted = {each.name: each.target for each in filled(units(shared, targets), texts)}
    now = {each.name: each.target for each in units(shared, targets)}
    refused = {each.name for each in result.refused}
    given = {name for name, text in wanted.items() if text}
    assert given == {*result.new, *refused}
    assert {name for name, text in now.items() if text} == {*result.new}
    for name in result.new:
        assert now[name] == wanted[name].strip()
    before = files(shared)
    for other in KINDS:
        again = take(shared, targets, write_exchange(other, HEAD, units(shared, targets)), other)
        assert (again.same, again.brings, again.refused) == (result.new, 0, [])
        assert files(shared) == before


@settings(max_examples=20)
@given(text=WORDS, kind=st.sampled_from(KINDS), old=WORDS)
def test_what_is_made_from_other_words_is_stale(
    shared: Path, targets: list[TranslationTarget], text: str, kind: str, old: str
) -> None:
    clear(shared)
    before = edited(targets, "title", f"Then {old}")
    data = write_exchange(kind, HEAD, filled(units(shared, before), {"title": text}))
    now = edited(targets, "title", "Now")
    result = take(shared, now, data, kind)
    assert result.new == []
    assert [*result.stale, *(each.name for each in result.refused)] == names(["title"])
    if result.stale:
        kept = entry(shared, "title")
        assert (kept["text"], kept["now"]) == (text.strip(), "Now")
        assert kept["original"] == " ".join(f"Then {old}".split())
        # It goes out as stale, and comes back as what it was.
        again = take(shared, now, write_exchange(kind, HEAD, units(shared, now)), kind)
        assert (again.same, again.brings) == (names(["title"]), 0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stale_one_that_is_done_is_up_to_date(
    site: Path, targets: list[TranslationTarget], kind: str
) -> None:
    bring(site, targets, {"k.1": "La cloche a disparu."})
    now = edited(targets, "k.1", "The big bell vanished.")
    out = units(site, now)
    data = write_exchange(kind, HEAD, out)
    assert b"#, fuzzy" in data or b'state="initial" subState="explainer:stale"' in data
    stale = next(each for each in out if each.key == "k.1")
    assert stale.previous == "The town bell vanished in the night of 3 April 2031."
    # Its text is another now, and it is still marked.
    still = [replace(each, target="La grande") if each is stale else each for each in out]
    assert take(site, now, write_exchange(kind, HEAD, still), kind).stale == names(["k.1"])
    assert entry(site, "k.1")["original"] == stale.previous
    # The same text without the mark says what the original says.
    result = bring(site, now, {"k.1": "La grande"}, kind)
    assert result.changed == names(["k.1"])
    assert entry(site, "k.1") == {
        "original": "The big bell vanished.", "now": None, "text": "La grande"
    }  # fmt: skip


def test_an_older_text_does_not_replace_a_newer_one(
    site: Path, targets: list[TranslationTarget]
) -> None:
    old = write_exchange(".po", HEAD, filled(units(site, targets), {"title": "Vieux"}))
    now = edited(targets, "title", "Another title")
    bring(site, now, {"title": "Neuf"})
    result = take(site, now, old)
    assert [(each.name, each.text) for each in result.kept] == [(f"{STORY}#title", "Vieux")]
    assert (result.brings, entry(site, "title")["text"]) == (0, "Neuf")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("k.1", "Une ligne.\nUne autre.", "several lines"),
        ("title", "Une ligne\nUne autre", "several lines"),
        ("k.1", "La cloche. [@tide-vanished]", "'@tide-vanished' is cited"),
        ("title", "La cloche [@tide-vanished]", "citations or marks"),
        ("k.1", "La cloche. [editor]", "'[editor]' stands"),
        ("k.1", "La cloche. [derived: deux]", "'[derived: …]' stands"),
        ("k.1", "La \u202ecloche", "U+202E"),
        ("title", "La \u2066cloche", "U+2066"),
        ("k.1", "a" * 5_000, "more than 4,500 characters"),
    ],
)
def test_what_no_file_may_hold_is_refused(
    site: Path, targets: list[TranslationTarget], kind: str, key: str, text: str, why: str
) -> None:
    result = bring(site, targets, {key: text, "k.2": "Deux."}, kind)
    assert [each.name for each in result.refused] == names([key])
    assert why in result.refused[0].why
    assert re.fullmatch(r"line \d+|unit u[0-9a-f]{16}", result.refused[0].where)
    assert result.new == names(["k.2"])
    assert entry(site, key)["text"] is None


PO = 'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
XLIFF = f'<xliff xmlns="{X[1:-1]}" version="2.0" srcLang="en" trgLang="fr"><file id="f">'


@pytest.mark.parametrize(
    ("kind", "data", "why"),
    [
        (".po", b"", "no 'Language:'"),
        (".po", PO.replace(": fr", ": de").encode(), "'Language: de', and 'fr' is asked for"),
        (".po", PO.replace("UTF-8", "ISO-8859-1").encode(), "charset=iso-8859-1"),
        (".po", PO.encode() + 'msgid "é"\nmsgstr "ü"\n'.encode("latin-1"), "line 4: it is not UTF"),
        (".po", PO.encode("utf-16"), "line 1: it is not UTF-8"),
        (".po", PO.encode() + b'msgid "' + b"a" * 10_000_000, "line 4: it has 10,000,007 char"),
        (".po", PO.encode() + b'msgid "a"\n', "line 4: missing msgstr"),
        (".po", PO.encode() + b'msgid "a"\nmsgstr[x] "b"\n', "no PO file"),
        (".po", PO.encode() + b"<html>\n", "line 4: Unknown"),
        (".po", b"\x00\xff" * 50, "not UTF-8"),
        (".xlf", b"", "no XLIFF"),
        (".xlf", XLIFF.encode(), "no XLIFF"),
        (".xlf", f"<!DOCTYPE a [<!ENTITY a0 'a'>{BOMB}]><a>&a9;</a>".encode(), "document type"),
        (".xlf", b'<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><a>&b;</a>', "document type"),
        (".xlf", ("<a>" * 200 + "</a>" * 200).encode(), "inside each other"),
        (".xlf", b"<a>" + b"b" * 10_000_001 + b"</a>", "characters of text"),
        (".xlf", b"<html/>", "no XLIFF 2.0 or 2.1"),
        (".xlf", (XLIFF.replace('"2.0"', '"2.2"') + "</file></xliff>").encode(), "XLIFF 2.2"),
        (".xlf", (XLIFF.replace('"fr"', '"de"') + "</file></xliff>").encode(), "trgLang='de'"),
        (".xlf", (XLIFF.replace(' trgLang="fr"', "") + "</file></xliff>").encode(), "no trgLang"),
        (
            ".xlf",
            b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>',
            "XLIFF 1.2, and only 2.0 and 2.1 are read",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(kind: str, data: bytes, why: str) -> None:
    with pytest.raises(BadExchangeError, match=re.escape(why)):
        read_exchange(kind, data, "fr", [])


@settings(max_examples=40)
@given(data=st.data(), kind=st.sampled_from(KINDS))
def test_a_damaged_file_is_read_or_refused(
    shared: Path, targets: list[TranslationTarget], data: st.DataObject, kind: str
) -> None:
    clear(shared)
    known = units(shared, targets)[:6]
    whole = write_exchange(kind, HEAD, filled(known, {"title": "Titre", "s.1": "Un."}))
    at = data.draw(st.integers(0, len(whole)))
    piece = data.draw(st.sampled_from([b"", b'"', b"\n", b"msgid ", b"<", b"\xff", b"#~ ", b"|"]))
    end = data.draw(st.sampled_from([at, at + 1, at + 40, len(whole)]))
    try:
        returned = read_exchange(kind, whole[:at] + piece + whole[end:], "fr", known)
    except BadExchangeError:
        return
    result = import_units(returned, targets, shared, "content", is_written=False)
    assert len(result.same) == 0
    assert files(shared) == {}


def message(key: str, source: str, target: str, flags: str = "") -> str:
    return f'{flags}msgctxt "{STORY}#{key}"\nmsgid "{source}"\nmsgstr "{target}"\n\n'


def test_what_does_not_fit_is_reported_and_the_rest_is_taken(
    site: Path, targets: list[TranslationTarget]
) -> None:
    title = next(each for each in targets[0].texts if each.key == "title").text
    text = PO + "".join(
        (
            message("k.1", "a", "Un"),
            message("k.1", "a", "Deux"),
            f'msgctxt "{STORY}#k.2"\nmsgid "b"\nmsgid_plural "c"\nmsgstr[0] "d"\nmsgstr[1] "e"\n\n',
            message("k.gone", "Nobody says this.", "Personne."),
            'msgctxt "stories/other/story.yml#title"\nmsgid "a"\nmsgstr "Autre"\n\n',
            'msgid "no context"\nmsgstr "rien"\n\n',
            message("s.1", "a", "À revoir", "#, fuzzy\n"),
            message("s.2", "a", "  "),
            message("title", title, "Titre"),
            '#~ msgctxt "old"\n#~ msgid "old"\n#~ msgstr "vieux"\n',
        )
    )
    result = take(site, targets, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert [(each.where, each.name.partition("#")[2], each.why) for each in result.refused] == [
        ("line 5", "k.1", "it stands there twice"),
        ("line 9", "k.1", "it stands there twice"),
        ("line 13", "k.2", "it has plural forms"),
        ("line 26", "", "it has no context that 'explainer translate --export' has written"),
    ]
    assert [(each.name, each.text) for each in result.left_over] == [
        (f"{STORY}#k.gone", "Personne."),
        ("stories/other/story.yml#title", "Autre"),
    ]
    assert [(each.name, each.text) for each in result.unfinished] == [(f"{STORY}#s.1", "À revoir")]
    assert result.new == names(["title"])
    assert [path.name for path in files(site)] == ["story.fr.yml"]


def test_a_text_whose_key_is_another_now_is_found_by_its_words(
    site: Path, targets: list[TranslationTarget]
) -> None:
    first = next(each for each in targets[0].texts if each.key == "k.1")
    result = take(site, targets, (PO + message("k.former", first.text, "Disparue.")).encode())
    assert (len(result.new), result.left_over) == (1, [])
    assert entry(site, "k.1")["text"] == "Disparue."


def test_sentences_that_have_moved_take_their_translations_along(
    site: Path, targets: list[TranslationTarget]
) -> None:
    data = write_exchange(
        ".po", HEAD, filled(units(site, targets), {"k.1": "Une.", "k.2": "Deux.", "k.3": "Trois."})
    )
    was = {each.key: each.text for each in targets[0].texts}
    now = edited(targets, "k.1", "This is put in.")
    now = edited(edited(now, "k.2", was["k.1"]), "k.3", was["k.2"])
    result = take(site, now, data)
    assert sorted(result.new) == names(["k.1", "k.2"])
    assert [(each.name, each.text) for each in result.left_over] == [(f"{STORY}#k.3", "Trois.")]
    assert [entry(site, key)["text"] for key in ("k.1", "k.2", "k.3")] == [None, "Une.", "Deux."]


def segments(inner: str, data: str = "") -> bytes:
    unit = f'<unit id="u" name="{STORY}#title">{data}{inner}</unit>'
    return f"{XLIFF}<group id='g'>{unit}</group></file></xliff>".encode()


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<target>A <pc id='1'>b</pc> <mrk id='m' type='term'>c</mrk></target>", "A b c"),
        ("<target><sm id='1'/>A<em startRef='1'/> <sc id='2'/>b<ec startRef='2'/></target>", "A b"),
        ("<target><![CDATA[A & b]]><!-- c --></target>", "A & b"),
        ("<target>\n  A b\n </target>", "A b"),
    ],
)
def test_marks_of_other_programs_are_left_out(
    site: Path, targets: list[TranslationTarget], inner: str, text: str
) -> None:
    title = next(each for each in targets[0].texts if each.key == "title").text
    data = segments(f"<segment state='final'><source>{title}</source>{inner}</segment>")
    assert take(site, targets, data, ".xlf").new == names(["title"])
    assert entry(site, "title")["text"] == text


@pytest.mark.parametrize(
    "inner",
    [
        "A <ph id='1' dataRef='d'/>",
        "A <ph id='1'/>",
        "A <pc id='1' dataRefStart='d' dataRefEnd='d'>b</pc>",
        "A <cp hex='001A'/>",
        "A <b xmlns='urn:other'>b</b>",
        "<sc id='1' dataRef='d'/>A",
    ],
)
def test_what_stands_for_lost_text_is_refused(
    site: Path, targets: list[TranslationTarget], inner: str
) -> None:
    data = segments(f"<segment><source>a</source><target>{inner}</target></segment>")
    result = take(site, targets, data, ".xlf")
    assert ["would be lost" in each.why for each in result.refused] == [True]
    assert files(site) == {}


def test_a_unit_in_pieces_is_one_text(site: Path, targets: list[TranslationTarget]) -> None:
    def parts(second: str) -> bytes:
        return segments(
            "<segment><source>Who</source><target>Qui</target></segment>"
            "<ignorable><source> </source></ignorable>"
            f"<segment><source>knows</source>{second}</segment>"
        )

    now = edited(targets, "title", "Who knows")
    assert take(site, now, parts(""), ".xlf").unfinished[0].text == "Qui"
    assert take(site, now, parts("<target order='1'>sait</target>"), ".xlf").refused
    assert take(site, now, parts("<target>sait</target>"), ".xlf").new == names(["title"])
    assert entry(site, "title")["text"] == "Qui sait"


def test_an_xliff_is_what_the_standard_asks_for(
    site: Path, targets: list[TranslationTarget]
) -> None:
    bring(site, targets, {"k.1": "Une.", "k.2": "Deux."})
    now = edited(targets, "k.1", "Another <bell> & more")
    root = ET.fromstring(write_exchange(".xlf", HEAD, units(site, now)))  # noqa: S314
    assert root.attrib == {"version": "2.0", "srcLang": "en", "trgLang": "fr"}
    assert [each.get("original") for each in root][:2] == [STORY, "glossary/belfry.yml"]
    ids = [each.get("id", "") for each in root.iter(f"{X}unit")]
    assert len(set(ids)) == len(ids) == len(units(site, now))
    assert all(re.fullmatch(r"[\w.:-]+", id) for id in [*ids, *(str(f.get("id")) for f in root)])
    for unit in root.iter(f"{X}unit"):
        assert [each.tag for each in unit] == [f"{X}notes", f"{X}segment"]
        segment = unit[1]
        is_given = segment.find(f"{X}target") is not None
        assert [each.tag for each in segment] == [f"{X}source", f"{X}target"][: 1 + is_given]
        assert segment.get("state") in (("translated", "initial") if is_given else (None,))
        if sub := segment.get("subState"):
            assert (sub, segment.get("state")) == ("explainer:stale", "initial")
            assert segment[0].text == "Another <bell> & more"
    assert sum(each.get("subState") is not None for each in root.iter(f"{X}segment")) == 1


def test_translators_are_told_what_a_sentence_cites(
    site: Path, targets: list[TranslationTarget]
) -> None:
    by_key = {each.key: each for each in reversed(units(site, targets))}
    assert by_key["k.1"].notes == (
        "A sentence of the key points.",
        "It cites: “vanished from the belfry in the night of 3 April 2031” (Tide Post)",
    )
    assert by_key["title"].notes == ("The title of the story.",)
    assert all(each.notes and all(each.notes) for each in by_key.values())
    tagged = [each for each in by_key.values() if "{title}" in each.source]
    assert tagged
    assert all("{title}" in " ".join(each.notes) for each in tagged)
    po = write_exchange(".po", HEAD, list(by_key.values())).decode()
    assert "#. A sentence of the key points.\n" in po
    assert f"#: {STORY}:{by_key['k.1'].line}\n" in po
    assert "Date" not in po


LAID_OUT = """\
# A remark at the top.
texts:
  # Above the title.
  title:
    # Above the original.
    original: >
      Who took the bell of Ostermill,
      and how many went looking
    # Above the text.
    text: |
      Vieux
    # Behind the text.

  gone.key:
    original: Nobody
    text: Personne
  k.2:
    text: "Deux"
# At the end.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_all_else_in_a_file_stays(site: Path, targets: list[TranslationTarget], end: str) -> None:
    path = targets[0].path
    path.write_bytes(LAID_OUT.replace("\n", end).encode())
    assert bring(site, targets, {"title": "Neuf", "k.1": "Une."}).changed == names(["title"])
    text = path.read_bytes().decode()
    rows = LAID_OUT.replace("\n", end).split(end)
    remarks = [row for row in rows if "#" in row]
    assert [row for row in text.split(end) if "#" in row] == remarks
    assert ("\n" in text.replace("\r\n", "")) is (end == "\n")
    model = read_translation(text.encode(), "story.fr.yml")[1].texts
    assert model["gone.key"].text == "Personne"
    assert (model["title"].text, model["k.1"].text, model["k.2"].text) == ("Neuf", "Une.", "Deux")


def test_texts_are_put_where_their_entries_are() -> None:
    data = b"texts:\n  a:\n    now: One\n    original: Two\n  b:\n    text: B\naliases: [c]\n"
    assert put_texts(data, "x.fr.yml", {"a": ("A", "One"), "b": ("true", "Three")}) == (
        b"texts:\n  a:\n    original: One\n    text: A\n"
        b'  b:\n    original: Three\n    text: "true"\naliases: [c]\n'
    )
    with pytest.raises(InsertError):
        put_texts(b"texts: {a: {text: B}}\n", "x.fr.yml", {"a": ("A", "One")})
    with pytest.raises(InsertError):
        put_texts(b"texts:\n  a:\n    text: B\n", "x.fr.yml", {"b": ("A", "One")})


def run(site: Path, *arguments: str | Path) -> Result:
    options = ["translate", SLUG, *map(str, arguments), "--config-file", str(site / "mkdocs.yml")]
    return CliRunner().invoke(explainer, options, env={"NO_COLOR": "1"})


@pytest.mark.parametrize("kind", [*KINDS, ".xliff"])
def test_the_command_exports_and_imports(site: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"bell{kind}"
    assert run(site, "fr", "--export", path).exit_code == 0
    first = path.read_bytes()
    assert run(site, "fr", "--export", path).exit_code == 0
    assert path.read_bytes() == first
    empty, full = (
        ('msgstr ""\n\n#. The name of an op', 'msgstr "Qui ?"\n\n#. The name of an op')
        if kind == ".po"
        else ("</source>", "</source><target>Qui ?</target>")
    )
    path.write_text(first.decode().replace(empty, full, 1), "utf-8")
    shown = run(site, "fr", "--import", path, "--show")
    assert (shown.exit_code, files(site)) == (1, {})
    assert "1 new, 0 changed, 0 same, 0 stale, 0 refused" in shown.output
    lost = run(site, "fr", "--export", path)
    assert lost.exit_code == 2
    assert "has translations that would be lost" in lost.output
    assert run(site, "fr", "--import", path).exit_code == 0
    assert entry(site, "title")["text"] == "Qui ?"
    assert run(site, "fr", "--export", path).exit_code == 0
    assert "Qui ?" in path.read_text("utf-8")


def test_an_import_writes_all_files_or_none(
    site: Path, targets: list[TranslationTarget], tmp_path: Path
) -> None:
    path = tmp_path / "bell.po"
    texts = {"title": "Titre", "term": "Terme"}
    path.write_bytes(write_exchange(".po", HEAD, filled(units(site, targets), texts)))
    last = [each for each in targets if each.path.parent.name == "glossary"][-1]
    last.path.write_bytes(b"texts: {term: {text: a}}\n")
    before = files(site)
    result = run(site, "fr", "--import", path)
    assert result.exit_code == 2
    assert f"nothing is written: content/glossary/{last.path.name}: " in result.output
    assert files(site) == before


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("fr", "--export", "a.txt"), "ends in none of .po, .xlf, .xliff"),
        (("fr", "--import", "a.po"), "a.po"),
        (("fr", "--export", "a.po", "--show"), "go by themselves"),
        (("fr", "--export", "a.po", "--import", "b.po"), "go by themselves"),
        (("de", "--export", "a.po"), "'site.yml' does not name the language 'de'"),
        (("fr", "--export", "missing/a.po"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(
    site: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    why: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(site, *arguments)
    assert (result.exit_code, why in " ".join(result.output.split())) == (2, True)
    assert list(tmp_path.iterdir()) == []
