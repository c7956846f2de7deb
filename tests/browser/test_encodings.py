"""Chromium is asked about every byte, and every pair of bytes, of every encoding."""

from __future__ import annotations

import pytest
import webencodings
from playwright.sync_api import Browser

from generator.archive.html.decoders import REPLACEMENT, decode_as

pytestmark = pytest.mark.browser

NAMES = sorted({*webencodings.LABELS.values()} - {"replacement", "utf-8", "utf-16le", "utf-16be"})
PAIRS = ("shift_jis", "gbk", "gb18030", "euc-kr", "big5", "euc-jp")
# Signs of which Python's tables know one where browsers know two, and four on which this Chromium
# departs from the standard.
KNOWN = {
    "big5": {"a241", "a242", "8862", "8864", "88a3", "88a5"},
    "euc-jp": {"8fa2b7"},
}
ASK = """([name, leads]) => leads.map((lead) => {
  const found = [];
  for (let byte = 0x40; byte < 256; byte++) {
    found.push(new TextDecoder(name).decode(new Uint8Array([...lead, byte])));
  }
  return found;
})"""


@pytest.fixture(scope="module")
def said(browser: Browser) -> dict[str, list[str]]:
    """What each byte is, in each encoding."""
    page = browser.new_page()
    ask = """(name) => [...Array(256).keys()].map(
        (byte) => new TextDecoder(name).decode(new Uint8Array([byte])))"""
    found = {name: page.evaluate(ask, name) for name in NAMES}
    page.close()
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_byte(name: str, said: dict[str, list[str]]) -> None:
    ours = [decode_as(bytes([byte]), name) for byte in range(256)]
    differ = {
        hex(byte): (one, other)
        for byte, (one, other) in enumerate(zip(ours, said[name], strict=True))
        if one != other and byte not in (0x0E, 0x0F, 0x1B)
    }
    assert differ == {}


@pytest.mark.parametrize("name", PAIRS)
def test_every_pair_of_bytes(name: str, browser: Browser) -> None:
    page = browser.new_page()
    leads = [[byte] for byte in range(0x81, 0xFF)]
    if name == "euc-jp":
        leads += [[0x8F, byte] for byte in range(0xA1, 0xFF)]
    theirs = page.evaluate(ASK, [name, leads])
    page.close()
    wrong, lost = {}, 0
    for lead, answers in zip(leads, theirs, strict=True):
        for byte, answer in enumerate(answers, 0x40):
            ours = decode_as(bytes([*lead, byte]), name)
            if REPLACEMENT in ours and REPLACEMENT not in answer:
                lost += 1
            elif ours != answer and REPLACEMENT not in ours:
                wrong[bytes([*lead, byte]).hex()] = (ours, answer)
    assert wrong.keys() == KNOWN.get(name, set()), wrong
    # Python's Big5 lacks signs of Hong Kong that were added in 2008.
    assert lost <= (200 if name == "big5" else 0)
