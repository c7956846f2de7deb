"""`explainer serve`: what an editor sees while writing."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

import generator.adapters.mkdocs.preview as preview_module
from generator.adapters.mkdocs import overtaken
from generator.adapters.mkdocs.content import SiteContent, read_site
from generator.adapters.mkdocs.handler import SCRIPT
from generator.adapters.mkdocs.live import pages_by_file
from generator.adapters.mkdocs.preview import Preview
from generator.adapters.mkdocs.serve import serve
from generator.adapters.mkdocs.server import NEWS, PreviewServer
from generator.adapters.mkdocs.watch import changed, wait_for_change
from generator.files import atomic_write, state_of
from generator.index import Store
from tests.compiled import Compiled
from tests.serving import ask, free_port, reading, serving, wait_for
from tests.sites import explainer, files_of
from tests.support import no_hang


def has_problem(html: str) -> bool:
    return 'class="sx-problem' in html or "sx-checklist__failure" in html


def is_whole(html: str) -> bool:
    return "sx-card" in html and html.rstrip().endswith("</html>")


# With a real server


@pytest.mark.slow
def test_mistakes_are_shown_in_the_pages_and_the_last_good_ones_stay(demo: Path) -> None:
    with serving(demo) as address:
        html = wait_for(address, is_whole)
        assert not has_problem(html)
        assert "la-cloche" in html, "a preview shows drafts"

        path = demo / "content/site.yml"
        good = path.read_text("utf-8")
        with reading(address, lambda status, html: status == 200 and is_whole(html)):
            path.write_text(good + "colour: red\n", "utf-8")
            html = wait_for(address, has_problem)
            line = good.count("\n") + 1
            assert f"content/site.yml:{line}:1" in html
            assert "<mark>colour</mark>: red" in html
            assert "1 error, 0 warnings" in html
            assert "The pages are the last good ones." in html
            path.write_text(good, "utf-8")
            wait_for(address, lambda html: not has_problem(html))

            story = next(demo.glob("content/stories/*/story.yml"))
            text = story.read_text("utf-8")
            story.write_text(f"{text}colour: red\n", "utf-8")
            html = wait_for(address, has_problem)
            assert f'<a href="/stories/{story.parent.name}.html">Its page</a>' in html
            story.write_text(text, "utf-8")
            wait_for(address, lambda html: not has_problem(html))

            config = demo / "mkdocs.yml"
            good = config.read_text("utf-8")
            config.write_text(good + "\nx: [\n", "utf-8")
            wait_for(address, lambda html: "bad-config" in html)
            told = demo.with_name(f"{demo.name}-serve.log").read_text("utf-8")
            assert "mkdocs.yml: error bad-config" in told
            config.write_text(good, "utf-8")
            wait_for(address, lambda html: not has_problem(html))


@pytest.mark.slow
def test_templates_and_themes_that_break_are_mended_in_place(demo: Path) -> None:
    with serving(demo) as address:
        wait_for(address, is_whole)
        template = demo / "site-templates/pages/corrections.html"
        template.parent.mkdir(parents=True)
        template.write_text('{{ heading(1, "top", "Errata") }}\n<p>of our own</p>\n')
        wait_for(f"{address}corrections.html", lambda html: "of our own" in html)
        template.write_text("{{ nothing_of_this_name }}\n")
        html = wait_for(address, has_problem)
        assert "bad-template" in html
        assert "of our own" in ask(f"{address}corrections.html")[1]
        template.unlink()
        wait_for(f"{address}corrections.html", lambda html: "of our own" not in html)

        config = demo / "mkdocs.yml"
        good = config.read_text("utf-8")
        (demo / "theme").mkdir()
        (demo / "theme/404.html").write_text("{{ 1 / 0 }}")
        config.write_text(good.replace("name: material", "name: material\n  custom_dir: theme"))
        html = wait_for(address, has_problem)
        assert "The site could not be built" in html
        assert "ZeroDivisionError" in html
        (demo / "theme/404.html").unlink()
        wait_for(address, lambda html: is_whole(html) and not has_problem(html))


@pytest.mark.slow
def test_whatever_happens_to_files_no_page_is_ever_blank(demo: Path) -> None:
    slug = min(path.parent.name for path in demo.glob("content/stories/*/story.yml"))
    content, story = demo / "content", demo / f"content/stories/{slug}/story.yml"
    good = story.read_text("utf-8")
    title = good.partition("title:")[2].partition("\n")[0]
    with serving(demo) as address:
        page = f"{address}stories/{slug}.html"
        wait_for(page, lambda html: title.strip(" '\"") in html)
        with reading(address, lambda status, html: status == 200 and is_whole(html)):
            # Written aside and moved into place, as many editors do.
            aside = story.with_name(".story.yml.new")
            aside.write_text(good.replace(title, " Moved into place"), "utf-8")
            aside.replace(story)
            wait_for(page, lambda html: "Moved into place" in html)

            # Emptied first, written then.
            with story.open("w", encoding="utf-8") as file:
                file.flush()
                time.sleep(0.3)
                file.write(good.replace(title, " Written in two steps"))
            wait_for(page, lambda html: "Written in two steps" in html)

            for number in range(30):
                story.write_text(good.replace(title, f" Save number {number:02}"), "utf-8")
            wait_for(page, lambda html: "Save number 29" in html and not has_problem(html))

            source = next(content.glob("sources/*.yml"))
            source.rename(source.with_name("renamed-source.yml"))
            wait_for(address, has_problem)
            source.with_name("renamed-source.yml").rename(source)
            wait_for(address, lambda html: not has_problem(html))

            content.rename(demo / "gone")
            html = wait_for(address, has_problem)
            (demo / "gone").rename(content)
            wait_for(address, lambda html: not has_problem(html))

            story.unlink()
            html = wait_for(address, has_problem)
            assert f"content/stories/{slug}/story.yml" in html
            story.write_text(good, "utf-8")
            wait_for(page, lambda html: title.strip(" '\"") in html and not has_problem(html))


@pytest.mark.slow
def test_a_site_that_begins_with_mistakes_appears_once_they_are_mended(demo: Path) -> None:
    path = demo / "content/site.yml"
    good = path.read_text("utf-8")
    path.write_text("title: [\n")
    with serving(demo) as address:
        html = wait_for(address, lambda html: "yaml-syntax" in html)
        assert "The site cannot be built yet" in html
        # There is no site to look in yet.
        assert ask(f"{address}nowhere.html")[0] == 503
        path.write_text(good, "utf-8")
        html = wait_for(address, is_whole)
        assert not has_problem(html)
        assert 'class="sx-' in ask(f"{address}stories.html")[1]


# The interrupt may fall into an object's clearing up, where Python tells of it and drops it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_is_back_before_the_next_look_is_not_missed(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder is moved away while the site is read, and back once its loss is told."""
    content, gone = demo / "content", demo / "gone"
    told = threading.Event()
    times = 0

    def read_without(*args: Any, **options: Any) -> SiteContent:
        nonlocal times
        times += 1
        # Once at the start; then for what is edited.
        if times == 2:
            content.rename(gone)
        return read_site(*args, **options)

    def show(server: PreviewServer, *args: Any, **options: Any) -> None:
        PreviewServer.show(server, *args, **options)
        if gone.exists():
            assert has_problem(server.finished(server.html_of("/"), is_local=True))
            gone.rename(content)
            told.set()

    def edit() -> None:
        try:
            wait_for(address, is_whole)
            story = next(content.glob("stories/*/story.yml"))
            story.write_text(story.read_text("utf-8") + "# looked at\n", "utf-8")
            assert told.wait(60)
            seen.append(wait_for(address, lambda html: is_whole(html) and not has_problem(html)))
        finally:
            os.kill(os.getpid(), signal.SIGINT)

    seen: list[str] = []
    host = f"127.0.0.1:{free_port()}"
    address = f"http://{host}/"
    monkeypatch.setattr(preview_module, "read_site", read_without)
    monkeypatch.setattr(
        preview_module, "PreviewServer", type("S", (PreviewServer,), {"show": show})
    )
    editor = threading.Thread(target=edit)
    editor.start()
    serve(demo / "mkdocs.yml", host, open_in_browser=False)
    editor.join()
    assert seen


# The watch


def test_every_kind_of_change_is_seen(tmp_path: Path) -> None:
    for name in ("changed", "replaced", "gone", "renamed", "same"):
        (tmp_path / f"{name}.yml").write_text("1")
    before = state_of([tmp_path])
    assert state_of([tmp_path]) == before
    (tmp_path / "changed.yml").write_text("22")
    (tmp_path / "other").write_text("1")
    (tmp_path / "other").replace(tmp_path / "replaced.yml")
    (tmp_path / "gone.yml").unlink()
    (tmp_path / "renamed.yml").rename(tmp_path / "renamed-2.yml")
    (tmp_path / "new").mkdir()
    (tmp_path / "new/story.yml").write_text("1")
    names = [Path(path).name for path in changed(before, state_of([tmp_path]))]
    assert names == [
        "changed.yml", "gone.yml", "story.yml", "renamed-2.yml", "renamed.yml", "replaced.yml",
    ]  # fmt: skip


def test_what_editors_keep_for_themselves_is_no_change(tmp_path: Path) -> None:
    for name in (".story.yml.swp", "story.yml~", "#story.yml#", "x.tmp", ".git/index"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    assert state_of([tmp_path]) == {}


def test_a_folder_that_is_not_there_or_leads_into_itself(tmp_path: Path) -> None:
    assert state_of([tmp_path / "nothing"]) == {}
    (tmp_path / "a").mkdir()
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "a/story.yml").write_text("1")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert [Path(path).name for path in state_of([tmp_path])] == ["story.yml"]


def test_a_burst_of_saves_is_one_change(tmp_path: Path) -> None:
    before = state_of([tmp_path])

    def save() -> None:
        for number in range(10):
            (tmp_path / f"{number}.yml").write_text("1")
            time.sleep(0.01)

    thread = threading.Thread(target=save)
    thread.start()
    with no_hang():
        later = wait_for_change([tmp_path], before, threading.Event())
    thread.join()
    assert len(later) == 10 or wait_for_change([tmp_path], later, threading.Event())


# The server


def test_nothing_outside_the_site_is_served(tmp_path: Path) -> None:
    (tmp_path / "site/inner").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "site/inner/index.html").write_text("<body>inner</body>")
    (tmp_path / "site/data.csv").write_text("a,b")
    server = PreviewServer("127.0.0.1", 0, "/under/path/")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        assert ask(f"{server.url}data.csv") == (503, "")
        server.show(tmp_path / "site")
        assert ask(f"{server.url}data.csv") == (200, "a,b")
        assert ask(f"{server.url}inner") == (200, "<body>inner</body>")
        host = server.url.removesuffix("/under/path/")
        assert ask(f"{host}/data.csv") == (404, "")
        for way in (
            "../secret.txt",
            "..%2fsecret.txt",
            "inner/../../secret.txt",
            "%00",
            "/etc/passwd",
        ):
            assert ask(server.url + way) == (404, ""), way
        # An older version is told at once that there is a newer one.
        assert ask(f"{host}{NEWS}0?page=/under/path/inner/") == (
            200, f"{server.version('<body>inner</body>')}.",
        )  # fmt: skip
        assert ask(f"{host}{NEWS}preview.js")[1].encode() == SCRIPT
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


# The pages


@pytest.mark.parametrize("directory_urls", [False, True])
def test_a_file_leads_to_its_page(compiled_demo: Compiled, *, directory_urls: bool) -> None:
    pages = pages_by_file(compiled_demo.rendered.pages, "/a/", directory_urls=directory_urls)
    ending = "/" if directory_urls else ".html"
    for story in compiled_demo.site.told if compiled_demo.site else ():
        assert pages[story.place.file] == f"/a/stories/{story.slug}{ending}"


@pytest.mark.slow
def test_a_built_site_has_nothing_of_the_preview(demo: Path) -> None:
    assert explainer("build", "-q", cwd=demo).returncode == 0
    for name, data in files_of(demo / "site").items():
        assert "preview.js" not in name
        assert b"/livereload/" not in data, name
        assert b"sx-problem" not in data, name
        assert b"sx-checklist" not in data, name


def test_a_browser_whose_page_is_the_same_is_left_alone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in ("one", "two"):
        (site / f"{name}.html").write_text(f"<body>{name}</body>")
    server = PreviewServer("127.0.0.1", 0, "/")
    server.show(site)
    told: dict[str, str] = {}

    def wait(name: str) -> None:
        known = f"{server.version(f'<body>{name}</body>')}."
        told[name] = server.wait_for_news(known, f"/{name}.html", is_local=True)

    try:
        threads = {name: threading.Thread(target=wait, args=(name,)) for name in ("one", "two")}
        for thread in threads.values():
            thread.start()
        atomic_write(site / "one.html", b"<body>new</body>")
        server.show(site, all_pages=False)
        threads["one"].join(300)
        assert told == {"one": f"{server.version('<body>new</body>')}."}
        server.show(site)
        threads["two"].join(300)
        assert told["two"] == f"{server.version('<body>two</body>')}."
    finally:
        server.server_close()


class TestPreview:
    """The pages that an edit changes are there before the rest is built."""

    @pytest.fixture
    def preview(self, demo: Path, tmp_path: Path) -> Iterator[Preview]:
        aside = tmp_path / "aside"
        aside.mkdir()
        store = Store(aside / "index", is_kept=False)
        preview = Preview(demo / "mkdocs.yml", aside, "127.0.0.1:0", store)
        preview.rebuild()
        yield preview
        preview.server.server_close()
        store.close()

    def edit(self, demo: Path) -> str:
        path = demo / "content/stories/ostermill-bell/story.yml"
        text = path.read_text("utf-8")
        title = text.partition("title:")[2].partition("\n")[0]
        path.write_text(text.replace(title, " Another headline", 1), "utf-8")
        return str(path)

    def test_what_was_edited_comes_first(self, demo: Path, preview: Preview) -> None:
        page, home = "/stories/ostermill-bell.html", "/"
        root = preview.server.root
        preview.rebuild([self.edit(demo)], lambda: True)
        assert preview.server.root == root
        assert "Another headline" in preview.server.html_of(page)
        assert "Another headline" not in preview.server.html_of(home)
        # What was left is done with the next change.
        glossary = next(demo.glob("content/glossary/*.yml"))
        glossary.write_text(glossary.read_text("utf-8") + "# looked at\n", "utf-8")
        preview.rebuild([str(glossary)])
        assert "Another headline" in preview.server.html_of(home)

    def test_in_the_end_it_is_the_site_that_a_build_makes(
        self, demo: Path, preview: Preview, tmp_path: Path
    ) -> None:
        preview.rebuild([self.edit(demo)], lambda: True)
        quick = preview.server.html_of("/stories/ostermill-bell.html")
        preview.rebuild([self.edit(demo)])
        root = preview.server.root
        assert root
        store = Store(tmp_path / "index", is_kept=False)
        other = Preview(demo / "mkdocs.yml", tmp_path, "127.0.0.1:0", store)
        other.rebuild()
        assert other.server.root
        there, fresh = files_of(root), files_of(other.server.root)
        ports = [urlsplit(p.server.url).netloc.encode() for p in (preview, other)]
        other.server.server_close()
        store.close()
        assert there.keys() == fresh.keys()
        for name, data in fresh.items():
            if not name.endswith(".gz"):
                assert there[name].replace(ports[0], ports[1]) == data, name
        assert there["stories/ostermill-bell.html"] == quick.encode()

    def test_a_mistake_keeps_the_good_pages(self, demo: Path, preview: Preview) -> None:
        path = demo / "content/stories/ostermill-bell/story.yml"
        before = preview.server.html_of("/stories/ostermill-bell.html")
        path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")
        preview.rebuild([str(path)])
        now = preview.server.html_of("/stories/ostermill-bell.html")
        assert now == before
        assert "colour" in preview.server.finished(now, is_local=True)

    def test_a_whole_build_that_is_overtaken_is_made_up_for(
        self, demo: Path, preview: Preview
    ) -> None:
        """What it has made and nobody was shown is not taken for what is served."""
        self.edit(demo)
        config = demo / "mkdocs.yml"
        good = config.read_text("utf-8")
        config.write_text(f"{good}\ncopyright: Another\n", "utf-8")
        root = preview.server.root
        stops = iter([False] * 3)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(overtaken, "LOOK_EVERY", -1.0)
            preview.rebuild([str(config)], lambda: next(stops, True))
        assert preview.left == [str(config)]
        assert preview.server.root == root
        glossary = next(demo.glob("content/glossary/*.yml"))
        glossary.write_text(glossary.read_text("utf-8") + "# looked at\n", "utf-8")
        preview.rebuild([str(glossary)])
        assert preview.left is None
        for page in ("/", "/stories/ostermill-bell.html"):
            html = preview.server.html_of(page)
            assert "Another headline" in html, page
            assert "Another" in html.partition("md-footer")[2], page

    def test_an_edit_writes_the_pages_that_asked_for_what_it_changes(
        self, demo: Path, preview: Preview
    ) -> None:
        """One of the editor's own sentences, which nothing but its story shows, and the search."""
        root = preview.server.root
        assert root
        before = {name: (root / name).stat().st_ino for name in files_of(root)}
        path = demo / "content/stories/ostermill-bell/story.yml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("never so quiet", "hardly ever so quiet"), "utf-8")
        preview.rebuild([str(path)])
        assert preview.server.root == root
        after = {name: (root / name).stat().st_ino for name in files_of(root)}
        assert after.keys() == before.keys()
        written = {name for name in after if after[name] != before[name]}
        story = {name for name in written if name.startswith("stories/ostermill-bell")}
        assert "stories/ostermill-bell.html" in story
        # Home and feed ask for the story's place among others; `robots.txt` and `llms.txt` come
        # with the feed. The data of the site have all sentences.
        others = {name for name in written - story if not name.startswith("assets/search/")}
        data = {"data/site.db", "data/metadata.json"}
        assert others <= {"index.html", "feed.xml", "robots.txt", "llms.txt"} | data


@pytest.mark.slow
def test_a_verdict_in_the_browser_shows_on_the_story_s_page(demo: Path) -> None:
    slug = "ostermill-bell"
    with serving(demo) as address:
        before = wait_for(f"{address}stories/{slug}.html", lambda html: "second reader" in html)
        count = int(re.findall(r"second reader has read (\d+) of the \d+ sentences", before)[0])
        cookie = {"Cookie": "explainer-reviewer=Odo%20Pell"}
        page = f"{address}.review/{slug}"
        with urllib.request.urlopen(urllib.request.Request(page, headers=cookie)) as answer:  # noqa: S310
            html = answer.read().decode()
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
        form = urlencode(fields | {"verdict": "supported"}).encode()
        sent = urllib.request.Request(  # noqa: S310
            page, form, {"Origin": address.rstrip("/"), **cookie}
        )
        with urllib.request.urlopen(sent) as answer:  # noqa: S310
            assert answer.status == 200
            assert answer.url.startswith(f"{page}?of=")
        wait_for(
            f"{address}stories/{slug}.html",
            lambda html: f"has read {count + 1} of" in html and not has_problem(html),
        )
