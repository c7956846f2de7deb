"""Time stamps as a build sees them, and as a reader with OpenSSL does."""

from __future__ import annotations

import hashlib
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.index import Store
from generator.passes import Options
from generator.passes import stamps as stage
from generator.stamping import BadListError, list_name, list_text, read_list
from generator.stamping.plan import wanted_stamps
from generator.stamping.tokens import StampError, check_stamp, read_certificates
from tests.compiled import Compiled, compile_into, compile_site
from tests.stamping.authority import DEMO, Authority, make_authority, write_demo
from tests.stamping.test_stamp_command import NOW
from tests.support import ROOT, clean, codes, make_site, page_html, said

NAMED = """
time_stamps:
  - {id: tide, name: "<b>Tide</b> & Clock", address: "http://tide-clock.example/"}
"""
DIGEST = f"sha256:{'0' * 64}"
LINE = f"source post copy {DIGEST}"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def site(tmp_path: Path, authority: Authority) -> Path:
    """A site whose lock is stamped."""
    folder = make_site(tmp_path / "site")
    settings = folder / "content/site.yml"
    settings.write_text(settings.read_text("utf-8") + NAMED, "utf-8")
    write_demo(folder, authority, "tide", NOW)
    return folder


def pages(compiled: Compiled) -> dict[str, str]:
    return {page.address: page_html(page) for page in compiled.rendered.pages}


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(f"content/stamps/{pattern}")
    return found


def test_pages_say_since_when(site: Path) -> None:
    made = pages(clean(site))
    told = "existed since May 3, 2031 at the latest: time stamp by &lt;b&gt;Tide&lt;/b&gt; &amp;"
    assert made["sources/post"].count(told) == 3
    anchor = f'time-stamps.html#list.{only(site, "*.txt").stem}"'
    assert made["sources/post"].count(anchor) == 3
    assert f'id="list.{only(site, "*.txt").stem}"' in made["time-stamps"]
    assert "<b>Tide" not in "".join(made.values())
    # What readers load most of has nothing of it.
    assert "time-stamps" not in made["stories/bell"]


def test_a_stamp_counts_for_what_has_not_changed(site: Path) -> None:
    lock = site / "content/quotations.lock.yml"
    lock.write_text(lock.read_text("utf-8").replace("start: 62", "start: 61"), "utf-8")
    made = pages(clean(site))
    assert made["sources/post"].count("has existed since") == 2


def test_what_is_published_is_what_the_content_has(site: Path) -> None:
    proof = only(site, "*.txt").with_suffix(".txt.ots")
    proof.write_bytes(b"\0OpenTimestamps\0\0Proof\0")
    (site / "content/stamps/unused.pem").write_bytes(b"nobody looks at it")
    compiled = clean(site)
    published = {
        each.path: each.data
        for each in compiled.rendered.files
        if each.path.startswith("time-stamps/")
    }
    assert published == {
        f"time-stamps/{path.name}": path.read_bytes()
        for path in (site / "content/stamps").iterdir()
        if path.name != "unused.pem"
    }
    assert "has not checked this proof" in pages(compiled)["time-stamps"]


def test_a_site_without_stamps_has_no_page_of_them(site: Path) -> None:
    shutil.rmtree(site / "content/stamps")
    compiled = clean(site)
    assert "time-stamps" not in pages(compiled)
    assert not [each for each in compiled.rendered.files if "time-stamps" in each.path]


def test_without_the_library_no_stamp_passes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "can_check", lambda: False)
    told = said(compile_site(site))
    assert "tide.tsr: error unchecked-stamp: the library that checks time stamps" in told
    assert "pip install 'story-explainer[stamps]'" in told


def test_a_kept_index_checks_what_has_changed_and_nothing_else(
    site: Path, tmp_path: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[bytes] = []

    def count(answer: bytes, *rest: object) -> object:
        checked.append(answer)
        return check_stamp(answer, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(stage, "check_stamp", count)
    store = Store(tmp_path / "index")
    try:
        for expected in (1, 1):
            compiled = compile_into(store, site, "content", Options())
            assert said(compiled) == ""
            assert len(checked) == expected
        only(site, "*.tsr").write_bytes(b"no stamp")
        assert codes(compile_into(store, site, "content", Options())) == ["unreadable-stamp"]
        write_demo(site, authority, "tide", NOW.replace(hour=1))
        again = compile_into(store, site, "content", Options())
        assert "May 3, 2031, 01:00:00 UTC" in pages(again)["time-stamps"]
        shutil.rmtree(site / "content/stamps")
        gone = compile_into(store, site, "content", Options())
        assert "has existed since" not in pages(gone)["sources/post"]
        assert gone.site
        assert not gone.site.stamped
    finally:
        store.close()


def test_the_earliest_of_several_stamps_is_shown(site: Path, authority: Authority) -> None:
    data = only(site, "*.txt").read_bytes()
    settings = site / "content/site.yml"
    more = "  - {id: gull, name: Gull, address: https://gull-clock.example/, asked: false}\n"
    settings.write_text(settings.read_text("utf-8") + more, "utf-8")
    (site / "content/stamps/gull.pem").write_bytes(authority.pem)
    earlier = authority.answer(data, NOW.replace(month=2))
    (site / f"content/stamps/{list_name(data)}.gull.tsr").write_bytes(earlier)
    made = pages(clean(site))
    assert (
        made["sources/post"].count("since February 3, 2031 at the latest: time stamp by Gull") == 3
    )
    assert made["time-stamps"].index("Gull") < made["time-stamps"].index("Clock")


def test_what_lies_there_by_mistake_is_told(site: Path) -> None:
    stamps = site / "content/stamps"
    (stamps / "notes.docx").write_bytes(b"x")
    (stamps / f"{'0' * 16}.txt").write_bytes(b"x")
    (stamps / f"{'1' * 16}.tide.tsr").write_bytes(b"x")
    (stamps / f"{'2' * 16}.txt.ots").symlink_to("/etc/passwd")
    assert sorted(codes(compile_site(site))) == [
        "outside-link", "stray-file", "stray-file", "unreadable-stamp",
    ]  # fmt: skip


def test_a_file_without_an_end_is_not_read(site: Path) -> None:
    only(site, "*.tsr").write_bytes(b"0" * 200_000)
    only(site, "*.pem").write_bytes(b"0" * 300_000)
    assert codes(compile_site(site)) == ["too-large", "too-large"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "its first line is not"),
        (b"caf\xe9", "other characters than ASCII"),
        (list_text([LINE])[:-1], "its last line has no end"),
        (list_text([LINE]) + b"\n", "line 3 is none of"),
        (list_text([LINE, LINE]), "not in order"),
        (list_text(["source post copy sha256:0"]), "line 2 is none of"),
        (list_text([LINE]).replace(b"\n", b"\r\n"), "its first line is not"),
        (list_text([f"quotation a words {DIGEST} in <b> copy {DIGEST}"]), "line 2 is none of"),
    ],
)
def test_what_is_no_list(data: bytes, why: str) -> None:
    with pytest.raises(BadListError, match=re.escape(why)):
        read_list(data)


IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,3})?", fullmatch=True)


@given(st.sets(IDS.map(lambda name: f"source {name} copy {DIGEST}"), max_size=20))
def test_a_list_is_read_as_it_was_written(lines: set[str]) -> None:
    assert read_list(list_text(lines)) == sorted(lines)


@given(st.sets(IDS, max_size=8), st.dictionaries(st.sampled_from("ab"), st.sets(IDS, max_size=8)))
def test_nothing_is_stamped_twice_and_nothing_left_out(
    ids: set[str], stamped: dict[str, set[str]]
) -> None:
    lines = [f"source {id} copy {DIGEST}" for id in sorted(ids)]
    done = {name: {f"source {id} copy {DIGEST}" for id in each} for name, each in stamped.items()}
    wanted = {each.authority: each for each in wanted_stamps(lines, done, ["a", "b"])}
    for name in ("a", "b"):
        new = read_list(wanted[name].data) if name in wanted else []
        assert new == [each for each in lines if each not in done.get(name, set())]
    if done.get("a", set()) == done.get("b", set()) and wanted:
        assert wanted["a"].list_file == wanted["b"].list_file


def test_any_change_of_a_stamp_leaves_its_time_or_is_refused(authority: Authority) -> None:
    data, pinned = b"a list", read_certificates(authority.pem)
    answer = authority.answer(data, NOW)
    told = set()
    for at in range(0, len(answer), 3):
        changed = bytearray(answer)
        changed[at] ^= 0x11
        try:
            told.add(check_stamp(bytes(changed), data, pinned))
        except StampError as error:
            told.add(error.flaw)
    assert {each for each in told if not isinstance(each, str)} <= {NOW}
    assert len(told) >= 3


def test_other_digests_than_sha256_are_read(authority: Authority) -> None:
    pinned = read_certificates(authority.pem)
    for kind in ("sha384", "sha512"):
        assert check_stamp(authority.answer(b"x", NOW, kind=kind), b"x", pinned) == NOW
    with pytest.raises(StampError, match="a kind that is not used"):
        check_stamp(authority.answer(b"x", NOW, kind="sha1"), b"x", pinned)


def commands(page: str) -> list[str]:
    """The commands that a page tells readers to type, for one list and its stamp."""
    section = page.partition("## Checking a stamp")[2].partition("\n## ")[0]
    return re.findall(r"^    (.+)$", section, re.MULTILINE)


def test_openssl_alone_checks_what_is_published(compiled_demo: Compiled, tmp_path: Path) -> None:
    for file in compiled_demo.rendered.files:
        if file.path.startswith("time-stamps/"):
            (tmp_path / file.path.rpartition("/")[2]).write_bytes(file.data)
    listed = only(DEMO, "*.txt")
    assert (tmp_path / listed.name).read_bytes() == listed.read_bytes()
    page = (ROOT / "docs/time-stamps.md").read_text("utf-8")
    typed = commands(page)
    assert len(typed) == 6
    done = [
        subprocess.run(["sh", "-c", each], cwd=tmp_path, capture_output=True, text=True, check=True)
        for each in typed
    ]
    answers = [each.stdout + each.stderr for each in done]
    assert "Verification: OK" in answers[0]
    assert "Verification: OK" in answers[2]
    assert "Time stamp: Jun  1 08:15:00 2031 GMT" in answers[1]
    assert f"= {listed.stem}" in answers[3]
    digest = answers[4].rpartition("= ")[2].strip()
    assert f"words sha256:{digest} " in answers[5]
    # What stands on the page of the site is one of them.
    made = pages(compiled_demo)["time-stamps"]
    assert f'<code class="sx-digest">{typed[0]}</code>' in made
    # A list that is altered is refused.
    (tmp_path / listed.name).write_text(listed.read_text("utf-8").replace(" to ", " to 1", 1))
    altered = subprocess.run(
        shlex.split(typed[0]), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert altered.returncode
    assert "Verification: FAILED" in altered.stdout + altered.stderr


def test_the_demo_says_what_was_verified() -> None:
    listed = only(DEMO, "*.txt")
    assert hashlib.sha256(listed.read_bytes()).hexdigest().startswith(listed.stem)
    assert "quotation tide-vanished " in listed.read_text("utf-8")
