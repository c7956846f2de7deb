"""Where addresses lead, and hosts that no page may link to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.hosts import (
    address_risks,
    denied_host,
    find_denied_addresses,
    host_problem,
    is_unusual_ipv4,
    known_hosts,
    normal_host,
)

HOSTS = known_hosts(["Denied.example", "труба.example", "deep.host.example", "onion", "192.0.2.7"])


@pytest.mark.parametrize(
    "address",
    [
        "https://denied.example", "http://DENIED.Example/", "https://www.denied.example:8443/x?y#z",
        "https://denied.example./", "https://ＤＥＮＩＥＤ。example/", "https://denied\u3002example",
        "https://den%69ed.example/", "https://%64enied%2Eexample/", "https://denied.ex\u00adample/",
        "https://user:word@denied.example/", "https://denied.example@good.example/",
        "https://xn--80ab8bhg.example/", "https://XN--80AB8BHG.example/", "https://труба.example/",
        "https://ТРУБА.example/", "https://a.b.c.deep.host.example/", "http://abc.onion/",
        "http://192.0.2.7/", "mailto:a@denied.example", "mailto:a@b.example?cc=c@denied.example",
        "https://web.archive.org/web/2018/https://denied.example/",
        "https://web.archive.org/web/2018id_/denied.example/page",
        "https://archive.example/?url=https%3A%2F%2Fdenied.example%2Fx",
        "https://a.example/?u=https%253A%252F%252Fdenied%252Eexample",
        "https://a.example/#https://denied.example", "https://a.example/?q=a,denied.example;b",
        "https://archive.example/xn--80ab8bhg.example/", "//denied.example/",
    ],
)  # fmt: skip
def test_no_spelling_gets_around_the_list(address: str) -> None:
    assert denied_host(address, HOSTS) in HOSTS


@pytest.mark.parametrize(
    "address",
    [
        "https://good.example/", "https://xdenied.example/", "https://denied.example.org/",
        "https://good.example/denied.example.html", "https://good.example/on-denied.example/",
        "https://denied-example.good.example/", "https://host.example/", "https://good.example/onion",
        "https://good.example/denied/example", "https://[2001:db8::1]/", "mailto:denied@a.example",
    ],
)  # fmt: skip
def test_other_hosts_are_not_on_the_list(address: str) -> None:
    assert denied_host(address, HOSTS) is None


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://denied.example/)", "[x](<https://denied.example>)",
        "[x](https&colon;//denied&period;example/)", "[x](ht&#116;ps://denied.example)",
        "[x](https\\://denied\\.example/)", "[x](https://den&shy;ied.example)",
        "[x](https://d&#x65;nied.example)", "[x](\\https://denied.example)",
        '<a href="https:\\\\denied.example">', "<a href='//denied.example/'>",
        "<a href=https:denied.example>", "<https://denied.example>", "[x]: https://denied.example",
        "see https://denied.example.", "see (HTTPS://WWW.DENIED.EXAMPLE)", "&sol;/denied.example",
        "![](https://denied.example/a.png)", "[x](https://a.example/?u=https://denied.example)",
    ],
)  # fmt: skip
def test_an_address_is_found_in_any_text(text: str) -> None:
    (found,) = find_denied_addresses(f"one\ntwo {text} three", HOSTS)
    assert (found.row, found.host) == (1, "denied.example")
    assert 0 <= found.start < found.start + found.width <= len(f"two {text} three")


def test_two_addresses_in_a_line_are_two() -> None:
    text = "[a](https://denied.example/?a&amp;b) and [b](https://denied&#46;example/)"
    assert [each.start for each in find_denied_addresses(text, HOSTS)] == [4, 0]
    assert (
        len(list(find_denied_addresses("http://denied.example/ http://denied.example/", HOSTS)))
        == 2
    )


@pytest.mark.parametrize(
    "text", ["the host denied.example", "denied.example/x", "a @denied.example"]
)
def test_a_host_that_is_only_named_is_no_link(text: str) -> None:
    assert list(find_denied_addresses(text, HOSTS)) == []


def test_an_empty_list_denies_nothing() -> None:
    assert list(find_denied_addresses("https://denied.example", frozenset())) == []


@pytest.mark.parametrize(
    ("host", "good"),
    [
        ("denied.example", True), ("Denied.Example.", True), ("труба.example", True),
        ("xn--80ab8bhg.example", True), ("onion", True), ("192.0.2.7", True), ("a_b.example", True),
        ("https://denied.example", False), ("denied.example/", False), ("*.denied.example", False),
        ("denied.example:80", False), ("a b", False), ("-a.example", False), ("..", False),
        ("a..b", False), ("xn--é.example", False), ("xn--zzzzzz99999", False), ("a%2eb", False),
        ("me@denied.example", False), (".", False), ("a\u2044b.example", False),
    ],
)  # fmt: skip
def test_a_list_holds_hosts_alone(host: str, good: bool) -> None:
    assert (host_problem(host) is None) == good


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://good.example@evil.example/", "leads to 'evil.example'"),
        ("https://good.example%2F@evil.example/", "leads to 'evil.example'"),
        ("https://:80@evil.example/", "leads to 'evil.example'"),
        ("https://аррӏе.example/", "looks like 'apple'"),
        ("https://xn--80ak6aa92e.com/", "looks like 'apple'"),
        ("https://gооd.example/", "mixes Latin and Cyrillic"),
        ("https://xn--pple-43d.com/", "mixes Latin and Cyrillic"),
        ("https://ɡood.example/", "looks like 'good'"),
        ("https://ＧＯＯＤ.example/", "is 'good.example' written otherwise"),
        ("https://go%6Fd.example/", "is 'good.example' written otherwise"),
        ("https://xn--a/", "no browser can read"),
        ("mailto:a@gооd.example", "mixes Latin and Cyrillic"),
        ("https://archive.example/2031/https://good.example@evil.example/", "'evil.example'"),
        ("https://archive.example/2031/https://gооd.example/", "mixes Latin and Cyrillic"),
    ],
)  # fmt: skip
def test_an_address_that_deceives_is_doubted(address: str, why: str) -> None:
    (found,) = address_risks(address)
    assert why in found


@pytest.mark.parametrize(
    "address",
    [
        "https://good.example/@user", "https://good.example/a@b", "https://пример.рф/путь",
        "https://xn--e1afmkfd.xn--p1ai/", "https://сот.рф/", "https://münchen.example/",
        "https://日本.example/", "https://[2001:db8::1]:80/x", "mailto:a.b+c@mail.example",
        "https://ısparta.example/", "https://archive.example/2031/https://good.example/@x",
    ],
)  # fmt: skip
def test_ordinary_addresses_are_not_doubted(address: str) -> None:
    assert list(address_risks(address)) == []


@pytest.mark.parametrize(
    ("host", "odd"),
    [
        ("2130706433", True), ("0x7f.1", True), ("127.1", True), ("0177.0.0.1", True),
        ("256.1.1.1", True), ("1.2.3.4.5", True), ("a.0", True), ("0x", True), ("1.2.3.04", True),
        ("127.0.0.1", False), ("example.com", False), ("1.example", False), ("0x7f.example", False),
        ("2001:db8::1", False), ("face", False),
    ],
)  # fmt: skip
def test_numbers_written_as_nobody_does_are_odd(host: str, odd: bool) -> None:
    assert is_unusual_ipv4(host) == odd


@given(st.text())
def test_any_text_is_a_host_or_is_not(text: str) -> None:
    host = normal_host(text)
    assert host is None or normal_host(host) in (host, None)
    list(find_denied_addresses(text, HOSTS))
    list(address_risks(f"https://{text}"))
    host_problem(text)


@given(st.text(alphabet="abcdeéтр-", min_size=1, max_size=12))
def test_punycode_changes_nothing(label: str) -> None:
    host = normal_host(f"{label}.example")
    coded = f"xn--{label.encode('punycode').decode()}.example"
    if host and not label.isascii() and label == label.lower():
        assert normal_host(coded) == host
