"""All pages pass the Nu Html Checker."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.sites import explainer
from tests.support import ROOT

pytestmark = pytest.mark.slow


def validator() -> Path:
    found = sorted((Path(sys.prefix) / "share" / "vnu").glob("vnu-*.jar"))
    assert found, "`make browser` installs the Nu Html Checker"
    return found[-1]


def messages(*paths: Path) -> list[dict[str, Any]]:
    """What the checker has to say of all HTML files there, and of no other."""
    # Half of the work would be to compile for a server that runs for days; without that, the stack
    # that the schema needs is larger.
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss16m"]
    command = ["java", *quick, "-jar", str(validator()), "--exit-zero-always", "--skip-non-html"]
    done = subprocess.run(
        [*command, "--format", "json", *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return found


@dataclass(frozen=True)
class Checked:
    site: Path
    messages: list[dict[str, Any]]

    def name(self, message: dict[str, Any]) -> str:
        path = unquote(urlsplit(message["url"]).path)
        return Path(path).relative_to(self.site.resolve()).as_posix()

    def errors(self) -> list[tuple[str, str, str]]:
        """Every error: its page, its message, the HTML around it."""
        # Advice is "info"; anything else keeps the page from being valid.
        return [
            (self.name(each), each["message"], each.get("extract", ""))
            for each in self.messages
            if each["type"] != "info"
        ]


@pytest.fixture(scope="module", params=["the real site", "the demo"])
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    out = tmp_path_factory.mktemp("html") / "site"
    folder = ROOT if request.param == "the real site" else ROOT / "tests" / "demo"
    done = explainer("build", "--strict", "--drafts", "-q", "-d", out, cwd=folder)
    assert done.returncode == 0, done.stderr
    return Checked(out, messages(out))


def test_no_page_has_an_error(checked: Checked) -> None:
    assert checked.errors() == []


def test_the_checker_sees_what_is_wrong_and_which_page_has_it(tmp_path: Path) -> None:
    good = '<!doctype html><html lang="en"><head><title>x</title></head><body>{}</body></html>'
    (tmp_path / "good.html").write_text(good.format("<p>x</p>"))
    (tmp_path / "bad.html").write_text(good.format('<p id="a">x</p><p id="a">y</p>'))
    ((name, message, _),) = Checked(tmp_path, messages(tmp_path)).errors()
    assert name == "bad.html"
    assert message == "Duplicate ID “a”."


def test_every_page_is_looked_at(checked: Checked) -> None:
    # The checker has a word of advice for each, at least on the theme's script of data.
    looked = {checked.name(each) for each in checked.messages}
    pages = {path.relative_to(checked.site).as_posix() for path in checked.site.rglob("*.html")}
    assert looked == pages
