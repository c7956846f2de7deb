"""What is said of live pages, of pages in their place, and of none."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.archive.asking import Answer, Limits, Permission
from generator.load import document_from
from generator.model import PageState, RecheckedSource, Rechecks, WordsState
from generator.rechecking.copies import nearest, read_timemap
from generator.rechecking.fetch import retry_after
from generator.rechecking.journal import Journal, Look, WordsLook
from generator.rechecking.judge import WantedSource
from generator.rechecking.pacing import Hosts, Manners, Task, Visit, run_politely
from generator.rechecking.record import record_text, updated
from generator.rechecking.run import How, recheck
from generator.rechecking.words import WantedWords
from generator.validate import validate_document
from tests.rechecking.pages import (
    BEHAVIOURS,
    BESIDE,
    COPY,
    FIRST,
    QUOTATIONS,
    TITLE,
    Behaviour,
    article,
    later,
)
from tests.support import TESTS
from tests.web import Reply, reply, serving

DAY = "2031-05-02"
PATIENT = Limits(seconds=60, connect=60, size=300_000)
HASTY = Limits(seconds=0.5, connect=60, size=300_000)
HOST = "127.0.0.1"


def wanted(id: str, url: str, *, copy: str = COPY) -> WantedSource:
    words = tuple(
        WantedWords(each, exact, "", "", *BESIDE[each]) for each, exact in QUOTATIONS.items()
    )
    return WantedSource(id, url, TITLE, words, lambda: copy)


def address(behaviour: Behaviour, path: str, port: int) -> str:
    url = behaviour.url or f"http://{{host}}:{{port}}{path}"
    return url.format(host=HOST, port=port)


def how(port: int, limits: Limits = PATIENT) -> How:
    return How(Permission(private=True, ports=(port,)), limits, Manners(pause=0.0))


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Look]]:
    """What is found of all servers at once, by the names of what they do."""
    pages: dict[str, Reply] = {}
    real = socket.getaddrinfo

    def look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        if str(host).endswith(".invalid"):
            raise socket.gaierror(-2, "unknown")
        return real(host, *arguments, **options)

    for number, each in enumerate(BEHAVIOURS):
        pages[f"/news/{number}"] = each.answer()
        pages |= each.more
    with pytest.MonkeyPatch.context() as patch, serving(pages) as (port, _):
        patch.setattr(socket, "getaddrinfo", look_up)
        asked = [
            wanted(each.name, address(each, f"/news/{number}", port),
                   copy=COPY if each.has_copy else "")
            for number, each in enumerate(BEHAVIOURS)
        ]  # fmt: skip
        journal = Journal(tmp_path_factory.mktemp("journal") / "journal")
        slow = {each.name for each in BEHAVIOURS if each.page is PageState.SLOW}
        # One host wants to be left alone for a day: it is asked in a run of its own.
        alone = {each.name for each in BEHAVIOURS if each.page is PageState.BUSY}
        usual = {each.name for each in BEHAVIOURS} - slow - alone
        found = [
            look
            for names, limits in ((usual, PATIENT), (slow, HASTY), (alone, PATIENT))
            for look in recheck(
                [each for each in asked if each.id in names], how(port, limits), journal, DAY
            )
        ]
        yield {look.source: look for look in found}


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda each: each.name)
def test_what_is_said_of_a_page(behaviour: Behaviour, looks: Mapping[str, Look]) -> None:
    look = looks[behaviour.name]
    states = tuple(each.state for each in look.quotations.values())
    assert (look.page, states) == (behaviour.page, behaviour.words), look


def test_changed_words_are_told_word_by_word(looks: Mapping[str, Look]) -> None:
    found = looks["changed word"].quotations["first"]
    assert found.reads == "The harbour master counted eleven empty barges at dawn"
    assert "[-nineteen-] {+eleven+}" in " ".join(found.differences)


def test_a_page_that_is_gone_says_where_it_leads(looks: Mapping[str, Look]) -> None:
    assert looks["home"].told.startswith("it leads to http://127.0.0.1:")
    assert "'404 Not Found'" in looks["404"].told


def test_words_in_a_pdf_are_found() -> None:
    data = (TESTS / "archive/pdfs/chromium-columns.pdf").read_bytes()
    words = "nobody had seen the vessel before the morning came"
    with serving({"/a": reply(data, content_type="application/pdf")}) as (port, _):
        url = f"http://{HOST}:{port}/a"
        source = WantedSource("a", url, "A light", (WantedWords("a", words),))
        (look,) = recheck([source], how(port), Nowhere(), DAY)
    assert look.quotations["a"].state.stands, look


# ---- Politeness ----


def test_few_are_asked_at_once_and_no_host_twice_at_once() -> None:
    under_way: dict[str, int] = {}
    most = [0, 0]
    guard = threading.Lock()

    def ask(host: str, visit: Visit) -> str:
        visit.go(host)
        with guard:
            under_way[host] = under_way.get(host, 0) + 1
            most[0] = max(most[0], sum(under_way.values()))
            most[1] = max(most[1], under_way[host])
        time.sleep(0.002)  # long enough for others to come in between
        with guard:
            under_way[host] -= 1
        return host

    hosts = [f"h{number % 12}" for number in range(60)]
    tasks = [Task(host, lambda visit, host=host: ask(host, visit)) for host in hosts]
    done = [*run_politely(tasks, Manners(at_once=4, pause=0.001))]
    assert sorted(done) == sorted(hosts)
    assert most[0] <= 4
    assert most[1] == 1


def test_a_host_is_left_alone_between_two_requests() -> None:
    asked: list[float] = []

    def ask(visit: Visit) -> None:
        visit.go("a")
        asked.append(time.monotonic())
        # A redirect to the same host counts as a request of its own.
        visit.go("a")
        asked.append(time.monotonic())

    list(run_politely([Task("a", ask), Task("a", ask)], Manners(pause=0.05)))
    assert len(asked) == 4
    assert min(b - a for a, b in pairwise(asked)) >= 0.05


def test_two_visits_that_lead_to_each_other_do_not_wait_for_ever() -> None:
    def ask(first: str, second: str, visit: Visit) -> str:
        visit.go(first)
        visit.go(second)
        return first

    tasks = [Task("a", lambda visit: ask("a", "b", visit)),
             Task("b", lambda visit: ask("b", "a", visit))]  # fmt: skip
    assert sorted(run_politely(tasks, Manners(pause=0.01))) == ["a", "b"]


def test_a_host_that_asks_for_too_long_a_pause_is_asked_no_more() -> None:
    pages = {"/a": later("86400", reply(article()))(), "/b": reply(article())}
    with serving(pages) as (port, asked):
        both = [wanted(id, f"http://{HOST}:{port}/{id}") for id in ("a", "b")]
        found = [look.page for look in recheck(both, how(port), Nowhere(), DAY)]
    assert found == [PageState.BUSY, PageState.BUSY]
    assert len(asked) == 1


class Nowhere(Journal):
    """A journal that nobody keeps."""

    def __init__(self) -> None:
        super().__init__(Path())

    def add(self, looks: Iterable[Look]) -> None:
        """Keep nothing."""


def test_a_pause_that_is_asked_for_is_kept() -> None:
    hosts = Hosts(Manners(pause=0.0, longest_wait=600.0))
    visit = Visit(hosts)
    visit.go("a")
    assert hosts.ready_in("a") is None
    visit.leave(500.0)
    left = hosts.ready_in("a")
    assert left is not None
    assert left > 100
    assert hosts.ready_in("b") == 0


@pytest.mark.parametrize(
    ("status", "said", "seconds"),
    [
        (429, "7", 7), (503, " 0 ", 0), (503, "Thu, 01 Jan 1970 00:00:00 GMT", 0), (500, "7", None),
        (429, "", None), (429, "soon", None), (429, "-1", None), (429, "9" * 400, None),
    ],
)  # fmt: skip
def test_when_a_server_wants_to_be_asked_again(
    status: int, said: str, seconds: float | None
) -> None:
    answer = Answer("https://herald.example/a", status, "", (("Retry-After", said),), b"")
    assert retry_after(answer) == seconds


# ---- What is written down ----


def a_look(state: WordsState, day: str, page: PageState = PageState.READ, **more: Any) -> Look:
    words = WordsLook("sha256:" + "0" * 64, state, more.get("reads", ""))
    url = more.get("url", "https://herald.example/a")
    return Look("herald", url, more.get("archive", False), day, page, "", {"first": words})


KNOWN = {
    "herald": [
        WantedSource("herald", "https://herald.example/a", TITLE, (WantedWords("first", FIRST),)),
        WantedSource("herald", "https://archive.example/a", TITLE, (), is_archive=True),
    ]
}


def after(*looks: Look) -> RecheckedSource:
    record = Rechecks()
    for look in looks:
        record = updated(record, [look], KNOWN)
    return record.sources["herald"]


def test_what_was_seen_once_stays_known() -> None:
    found = after(
        a_look(WordsState.THERE, "2031-05-01"),
        a_look(WordsState.CHANGED, "2031-05-02", reads="counted eleven"),
        a_look(WordsState.UNSEEN, "2031-05-03", PageState.SLOW),
        a_look(WordsState.GONE, "2031-05-04"),
    )
    first = found.quotations["first"]
    assert (first.state, first.seen, first.since, first.looked, first.reads) == (
        WordsState.GONE, "2031-05-01", "2031-05-02", "2031-05-04", None,
    )  # fmt: skip
    assert (found.live.looked, found.live.seen) == ("2031-05-04", "2031-05-04")


def test_a_page_that_cannot_be_read_takes_nothing_away() -> None:
    found = after(
        a_look(WordsState.THERE, "2031-05-01"),
        a_look(WordsState.UNSEEN, "2031-05-03", PageState.NOT_FOUND),
    )
    first = found.quotations["first"]
    assert (first.state, first.seen, first.looked) == (
        WordsState.THERE, "2031-05-01", "2031-05-01",
    )  # fmt: skip
    assert (found.live.page, found.live.looked, found.live.seen) == (
        PageState.NOT_FOUND, "2031-05-03", "2031-05-01",
    )  # fmt: skip


def test_words_that_come_back_are_there() -> None:
    found = after(a_look(WordsState.GONE, "2031-05-01"), a_look(WordsState.THERE, "2031-05-02"))
    assert found.quotations["first"].since is None
    assert found.quotations["first"].seen == "2031-05-02"


def test_another_address_begins_anew_and_what_is_no_more_is_forgotten() -> None:
    before = after(a_look(WordsState.THERE, "2031-05-01"))
    moved = updated(
        Rechecks(sources={"herald": before, "other": before}),
        [a_look(WordsState.GONE, "2031-05-02", url="https://herald.example/b")],
        KNOWN,
    )
    assert list(moved.sources) == ["herald"]
    assert moved.sources["herald"].quotations["first"].seen is None


def test_what_the_archive_has_is_told_beside_it() -> None:
    found = after(
        a_look(WordsState.GONE, "2031-05-01"),
        a_look(WordsState.THERE, "2031-05-01", archive=True, url="https://archive.example/a"),
    )
    assert found.archive is not None
    assert found.archive.seen == found.quotations["first"].archived == "2031-05-01"
    assert found.quotations["first"].state is WordsState.GONE


def test_the_record_is_read_back_as_it_is() -> None:
    reads = "a: “b” # c \N{RIGHT-TO-LEFT OVERRIDE}d"
    record = updated(Rechecks(), [a_look(WordsState.CHANGED, DAY, reads=reads)], KNOWN)
    text = record_text(record)
    document, problems = document_from(text.encode(), "content/rechecks.yml", "rechecks")
    assert document is not None
    assert problems == []
    assert validate_document(document, Rechecks) == (record, [])
    assert record_text(record) == text


# ---- A run that is killed ----


def test_a_journal_that_was_cut_short_gives_what_is_whole(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "new" / "journal")
    assert journal.read() == []
    one = a_look(WordsState.CHANGED, DAY, reads="x")
    journal.add([one])
    whole = journal.path.read_bytes()
    for length in range(0, len(whole), 5):
        journal.path.write_bytes(whole[:length])
        assert journal.read() in ([], [one])
    journal.path.write_bytes(whole + b'{"source": "cut\xff')
    other = a_look(WordsState.THERE, "2031-05-03")
    journal.add([other])
    assert journal.read() == [one, other]
    journal.close()
    assert journal.read() == []


@pytest.mark.parametrize("line", ["[]", "{}", "1", "null", '{"quotations": []}', "[" * 9000])
def test_a_journal_of_something_else_gives_nothing(line: str, tmp_path: Path) -> None:
    (tmp_path / "journal").write_text(line, "utf-8")
    assert Journal(tmp_path / "journal").read() == []


# ---- Copies in public archives ----

TIMEMAP = """<https://herald.example/a>; rel="original",
<https://archive.example/timemap/link/a>; rel="self"; type="application/link-format",
<https://archive.example/2031/a>; rel="first memento"; datetime="Wed, 02 Apr 2031 10:00:00 GMT",
<https://archive.example/2032/a?b=c,d;e>; rel="memento"; datetime="Fri, 02 Apr 2032 10:00:00 GMT",
<https://archive.example/never>; rel="memento"; datetime="some day",
<javascript:alert(1)>; rel="memento"; datetime="Fri, 02 Apr 2032 10:00:00 GMT",
<https://archive.example/2033/a>; rel="last memento"; datetime="Sat, 02 Apr 2033 10:00:00 GMT"
"""


def test_the_copies_of_a_timemap() -> None:
    found = [*read_timemap(TIMEMAP)]
    assert [each.url.partition("/20")[2][:3] for each in found] == ["31/", "32/", "33/"]
    assert nearest(found, date(2032, 1, 1)) == found[1]
    assert nearest(found, date(1990, 1, 1)) == found[0]
    assert nearest([], date(1990, 1, 1)) is None
    assert [*read_timemap("<" * 50_000 + ';a="' * 10_000)] == []
