"""`explainer next`, and how much the commands say at once."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from generator.diagnostics import CODES, found, shortened
from generator.diagnostics.record import Place
from generator.publishing import next_steps
from tests.builds import append
from tests.sites import explainer


def steps(site: Path) -> dict[str, dict[str, object]]:
    document = json.loads(explainer("next", "--json", cwd=site).stdout)
    return {step["name"]: step for step in document["steps"]}


def test_a_site_that_is_ready_is_built(demo: Path) -> None:
    shutil.rmtree(demo / "content/stories/la-cloche")
    shutil.rmtree(demo / "content/history")
    done = explainer("next", cwd=demo)
    assert done.returncode == 0
    assert done.stderr == "Nothing is left to do: explainer build --strict\n"


def test_an_empty_site_is_told_how_to_begin(tmp_path: Path) -> None:
    answers = ("--title", "A", "--publisher", "B", "--contact", "c@a.example")
    explainer("new", "site", "mine", "--no-examples", *answers, cwd=tmp_path)
    found = steps(tmp_path / "mine")
    assert {name: step["command"].split()[1] for name, step in found.items()} == {
        "collect": "capture",
        "write": "new",
    }
    told = explainer("report", cwd=tmp_path / "mine").stderr
    assert "'explainer report --drafts' counts drafts too" in told


def test_a_citation_of_nothing_hides_no_other_sentence(demo: Path) -> None:
    story = demo / "content/stories/ostermill-bell/story.yml"
    text = story.read_text("utf-8").replace("of some 900", "of some 9,876")
    story.write_text(text.replace("[@tide-clapper]", "[@tide-claper]"), "utf-8")
    told = explainer("check", cwd=demo).stderr
    assert "error unknown-citation: there is no quotation 'tide-claper'" in told
    assert "warning unsupported-figure: '9,876'" in told
    done = explainer("verify", cwd=demo)
    assert (done.returncode, "1 error, " in done.stderr) == (0, True)


def test_a_missing_citation_hides_no_wrong_figure(demo: Path) -> None:
    story = demo / "content/stories/ostermill-bell/story.yml"
    text = story.read_text("utf-8").replace("of some 900", "of some 9,876")
    story.write_text(text.replace("key_points: |\n", "key_points: |\n  It is uncited.\n"), "utf-8")
    told = explainer("check", cwd=demo).stderr
    assert "error uncited-statement" in told
    assert "warning unsupported-figure: '9,876'" in told


def test_errors_come_first_and_hide_what_is_not_known_yet(demo: Path) -> None:
    site = demo / "content/site.yml"
    site.write_text(site.read_text("utf-8").replace("title:", "titel:"), "utf-8")
    append(demo / "content/glossary/clapper.yml", "nonsense: x\n")
    assert [*steps(demo)] == ["fix", "mend"]
    told = explainer("next", cwd=demo).stderr
    assert re.search(r"^1\. 1 problem with exactly one right answer$", told, re.MULTILINE)
    assert "known when there are no errors" in told
    assert "--strict" not in told


def test_what_is_left_stands_in_the_order_to_do_it(demo: Path) -> None:
    (demo / "content/quotations.lock.yml").unlink()
    (demo / "content/archive/gull-wire.txt").unlink()
    story = demo / "content/stories/ostermill-bell/story.yml"
    story.write_text(story.read_text("utf-8").replace("the bell", "the Bell 99", 1), "utf-8")
    append(
        demo / "content/sources/gull-wire.yml",
        "  - id: gull-new\n    exact: Never used\n",
    )
    found = steps(demo)
    order = ["capture", "quote", "verify", "use", "look", "addresses", "review", "publish"]
    assert [*found] == [name for name in order if name in found]
    assert {"capture", "verify", "use", "publish"} <= {*found}
    assert found["capture"]["where"] == ["gull-wire"]
    assert found["publish"]["where"] == ["la-cloche"]
    told = explainer("next", cwd=demo).stderr
    assert "→ explainer verify" in told
    assert told.endswith("Then: explainer build --strict\n")


def test_an_empty_source_asks_to_be_quoted(demo: Path) -> None:
    bare = "title: T\nshort: B\npublisher: P\nurl: https://example.org/b\npublished: 2031-04-02\n"
    (demo / "content/sources/bare.yml").write_text(
        bare + "accessed: 2031-04-03\nkind: agency-report\n", "utf-8"
    )
    assert steps(demo)["quote"]["where"] == ["bare"]


def test_each_code_is_part_of_one_step() -> None:
    named = [
        next_steps.UNCITED, next_steps.UNVERIFIED, next_steps.UNUSED, next_steps.UNADDRESSED,
        next_steps.UNREAD,
    ]  # fmt: skip
    assert sum(map(len, named)) == len(set().union(*named))
    assert set().union(*named) <= CODES.keys()
    warnings = {code for group in named[1:] for code in group}
    assert {CODES[code].severity for code in warnings} == {"warning"}


def test_a_kind_of_which_there_is_much_hides_no_other() -> None:
    problems = [found("tab", Place("a.yml", line), "x") for line in range(1, 10)]
    problems += [found("empty-file", Place("b.yml"), "x")]
    problems += [found("unused-quotation", Place("c.yml", line), "x") for line in range(1, 10)]
    problems += [found("unsupported-figure", Place("d.yml", line), "x") for line in range(1, 10)]
    shown, left = shortened(problems)
    assert [each.code for each in shown].count("tab") == 5
    assert left == {"tab": 4, "unused-quotation": 8, "unsupported-figure": 6}
    assert shown == [each for each in problems if each in shown]
    assert len(shown) + left.total() == len(problems)


def test_all_are_shown_where_all_are_asked_for(demo: Path) -> None:
    for number in range(9):
        append(demo / "content/glossary/clapper.yml", f"nonsense-{number}: x\n")
    few, all_of_them = explainer("check", cwd=demo), explainer("check", "--all", cwd=demo)
    assert few.stderr.count("error unknown-key") == 5
    assert "And 4 more unknown-key: 'explainer check --all' shows them.\n9 errors, " in few.stderr
    assert all_of_them.stderr.count("error unknown-key") == 9
    assert json.loads(explainer("check", "--json", cwd=demo).stdout)["errors"] == 9


def test_verify_leaves_to_check_what_check_shows(demo: Path) -> None:
    term = demo / "content/glossary/clapper.yml"
    text = term.read_text("utf-8")
    (demo / "content/glossary/unheard.yml").write_text(
        re.sub(r"(?m)^term:.*$", "term: Unheardofword", text).replace("aliases:", "# aliases:"),
        "utf-8",
    )
    told = explainer("verify", cwd=demo).stderr
    assert "unused-term" not in told
    assert "unused-term" in explainer("check", cwd=demo).stderr
