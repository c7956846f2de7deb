"""What is said of live pages, of pages in their place, and of none."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator.archive.asking import Limits, Permission
from generator.rechecking.journal import Journal, Look
from generator.rechecking.judge import WantedSource
from generator.rechecking.pacing import Manners
from generator.rechecking.run import How, recheck
from generator.rechecking.words import WantedWords
from tests.rechecking.pages import BEHAVIOURS, BESIDE, COPY, QUOTATIONS, TITLE, Behaviour
from tests.web import Reply, serving

DAY = "2031-05-02"
QUICK = Limits(seconds=2, connect=2, size=300_000)
HOST = "127.0.0.1"


def wanted(id: str, url: str, *, copy: str = COPY) -> WantedSource:
    words = tuple(
        WantedWords(each, exact, "", "", *BESIDE[each]) for each, exact in QUOTATIONS.items()
    )
    return WantedSource(id, url, TITLE, words, lambda: copy)


def address(behaviour: Behaviour, path: str, port: int) -> str:
    url = behaviour.url or f"http://{{host}}:{{port}}{path}"
    return url.format(host=HOST, port=port)


def how(port: int, **manners: Any) -> How:
    manners = {"pause": 0.0, **manners}
    return How(Permission(private=True, ports=(port,)), QUICK, Manners(**manners))


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
        # One host wants to be left alone for a day: it is asked in a run of its own.
        first = [each for each in asked if each.id != "429 for long"]
        last = [each for each in asked if each.id == "429 for long"]
        found = [*recheck(first, how(port), journal, DAY), *recheck(last, how(port), journal, DAY)]
        yield {look.source: look for look in found}


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda each: each.name)
def test_what_is_said_of_a_page(behaviour: Behaviour, looks: Mapping[str, Look]) -> None:
    look = looks[behaviour.name]
    states = tuple(each.state for each in look.quotations.values())
    assert (look.page, states) == (behaviour.page, behaviour.words), look
