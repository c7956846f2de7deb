"""One mistake gives one message: the first names the cause, and no more than two follow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, as_text
from generator.index import Store
from generator.passes import Options, read_content
from tests.mistakes import MISTAKES, Mistake
from tests.support import DEMO

MOST = 3


class Demo:
    """A copy of the demo that mistakes are made in, and an index that is kept between them.

    Only what has changed since the last mistake is read again.
    """

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self.store = Store(folder / "index", is_kept=False)

    def problems(self, mistake: Mistake) -> list[Diagnostic]:
        """What is wrong with the demo once the mistake is made, the first message first."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.copytree(DEMO, self.site)
        mistake.make(self.site)
        return read_content(self.site, "content", self.store, Options(drafts=True)).problems


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("mistakes")
    (folder / "index").mkdir()
    made = Demo(folder)
    yield made
    made.store.close()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name.replace(" ", "-"))
def test_the_first_message_names_the_cause(demo: Demo, mistake: Mistake) -> None:
    problems = demo.problems(mistake)
    told = "\n".join(map(as_text, problems))
    assert problems, "nothing is said"
    first = problems[0]
    assert (first.place.file, first.code) == (mistake.file, mistake.code), told
    assert mistake.words in f"{first.message} {first.help}", told
    assert len(problems) <= MOST, told


def test_there_are_sixty_mistakes_in_all_kinds_of_files() -> None:
    files = {Path(each.file).parent.name for each in MISTAKES}
    assert len(MISTAKES) >= 60
    assert {"content", "sources", "glossary", "ostermill-bell", "reviews"} <= files
