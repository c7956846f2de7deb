"""mkdocs.yml as commands read it that need to know only where the content is."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.adapters import mkdocs
from generator.adapters.mkdocs.plugin import PluginConfig
from generator.cli import content
from generator.cli.content import find_content
from generator.cli.output import Output
from generator.errors import UserFacingError

PLAIN = [
    "plugins: [explainer]",
    "plugins:\n  - explainer",
    "plugins:\n  - search\n  - explainer:",
    "plugins:\n  explainer:\n    content: texts",
    "plugins:\n  search:\n  explainer: {content: 'a/b-c', strict: true}",
    "plugins:\n  - explainer:\n      content: texts  # ours\n",
]
# MkDocs is asked: it reads them otherwise, or says what is wrong.
UNUSUAL = [
    "plugins:\n  - explainer:\n      content: !ENV [NO_SUCH_VARIABLE, texts]",
    "plugins:\n  - explainer: {content: texts, content: other}",
    "plugins:\n  - explainer: &a {content: texts}\nextra: *a",
    "plugins:\n  - explainer: {content: ö}",
    "plugins: [explainer]\nextra: {f: !!python/name:os.path.join ''}",
]
WRONG = [
    "",
    "plugins: [",
    "plugins: [search]",
    "plugins: explainer",
    "plugins: [[explainer]]",
    "plugins:\n  - explainer: {content: no}",
    "plugins:\n  - explainer: {content: 5}",
    "plugins:\n  - explainer: texts",
    "plugins:\n  - {explainer: , search: }",
]


def write(folder: Path, text: str) -> Path:
    (folder / "docs").mkdir()
    file = folder / "mkdocs.yml"
    file.write_text(f"site_name: a\n{text}\n", encoding="utf-8")
    return file


def asked(file: Path) -> tuple[Path, str]:
    project = mkdocs.open_project(file)
    return project.folder, project.plugin.config.content


def output() -> Output:
    return Output(quiet=True, json=False)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_file_is_read_as_mkdocs_reads_it(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, text)
    expected = asked(file)
    monkeypatch.setattr(mkdocs, "open_project", None)
    assert find_content(output(), file) == expected


@pytest.mark.parametrize("text", UNUSUAL)
def test_an_unusual_file_is_left_to_mkdocs(text: str, tmp_path: Path) -> None:
    file = write(tmp_path, text)
    assert content.named_in(file) is None
    assert find_content(output(), file) == asked(file)


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_by_mkdocs(text: str, tmp_path: Path) -> None:
    file = write(tmp_path, text)
    assert content.named_in(file) is None
    with pytest.raises(mkdocs.ProjectError) as told:
        mkdocs.open_project(file)
    with pytest.raises(UserFacingError) as found:
        find_content(output(), file)
    assert str(found.value) == str(told.value)


def test_an_inherited_file_is_left_to_mkdocs(tmp_path: Path) -> None:
    file = write(tmp_path, "INHERIT: base.yml\nplugins: [explainer]")
    (tmp_path / "base.yml").write_text("plugins: [search]\n", encoding="utf-8")
    assert content.named_in(file) is None
    assert find_content(output(), file) == asked(file)


def test_the_options_are_those_of_the_plugin() -> None:
    options = dict(vars(PluginConfig)["_schema"])
    assert options.keys() == content.OPTIONS
    assert options["content"].default == content.DEFAULT
