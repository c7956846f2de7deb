"""gettext's PO: written with Babel's rules for quoting and wrapping, read with its parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from babel.messages import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, denormalize, normalize

from generator.authoring.exchange.unit import ONE_LINE, BadExchangeError, Head, Returned, Unit

# The longest text has 4,500 characters, and a quotation mark takes two.
_LONGEST_LINE = 20_000
_UTF_8 = ("utf-8", "utf8", "us-ascii", "ascii")


def write_po(head: Head, units: Iterable[Unit]) -> bytes:
    """A PO file; without dates, so that the same texts are the same bytes."""
    fields = {
        "Project-Id-Version": head.slug,
        "Language": head.language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    about = "".join(f"{name}: {value}\n" for name, value in fields.items())
    rows = [f"# {ONE_LINE}", 'msgid ""', f"msgstr {normalize(about)}"]
    for unit in units:
        rows += ["", *_rows(unit)]
    return ("\n".join(rows) + "\n").encode()


def _rows(unit: Unit) -> Iterator[str]:
    yield from (f"#. {note}" for note in unit.notes)
    if unit.line:
        yield f"#: {unit.file}:{unit.line}"
    if unit.is_stale:
        yield "#, fuzzy"
    if unit.previous:
        yield f"#| msgid {normalize(unit.previous, width=0)}"
    yield f"msgctxt {normalize(unit.name, width=0)}"
    yield f"msgid {normalize(unit.source)}"
    yield f"msgstr {normalize(unit.target)}"


def read_po(data: bytes, language: str) -> list[Returned]:
    """The texts of a PO file.

    Args:
        data: the file.
        language: the one that it must be in.

    Raises:
        BadExchangeError: it is no PO file in UTF-8, or one of another language.
    """
    lines = _text(data).split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE:
            raise BadExchangeError(
                f"line {number}: it has {len(line):,} characters; {_LONGEST_LINE:,} are allowed"
            )
    catalog = _Everything()
    try:
        PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(lines)
    except PoFileError as error:
        message = str(error).removesuffix(f" on {error.lineno}")
        raise BadExchangeError(f"line {error.lineno + 1}: {message}") from error
    # What Babel's parser meets without expecting it ends in these.
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadExchangeError("it is broken, or no PO file") from error
    _check_head(catalog.head, language)
    return [_returned(message) for message in catalog.all]


class _Everything(Catalog):
    """Keeps all messages as they come. Babel's own makes one of those with the same context."""

    def __init__(self) -> None:
        super().__init__(charset="utf-8")
        self.all: list[Message] = []
        self.head: dict[str, str] = {}

    def __setitem__(self, id: object, message: Message) -> None:
        if id == "" and message.context is None:
            rows = (row.partition(":") for row in str(message.string).split("\n"))
            self.head = {name.strip().lower(): value.strip() for name, _, value in rows}
        else:
            self.all.append(message)


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadExchangeError(f"line {line}: it is not UTF-8; save it as UTF-8") from error
    return text.replace("\r\n", "\n")


def _check_head(head: dict[str, str], language: str) -> None:
    _, _, charset = head.get("content-type", "").lower().partition("charset=")
    if charset.strip() and charset.strip() not in _UTF_8:
        raise BadExchangeError(f"its head says 'charset={charset.strip()}'; save it as UTF-8")
    said = head.get("language", "")
    if said.replace("_", "-").lower() != language.lower():
        what = f"'Language: {said[:40]}'" if said else "no 'Language:'"
        raise BadExchangeError(f"its head says {what}, and '{language}' is asked for")


def _returned(message: Message) -> Returned:
    name, where = message.context or "", f"line {message.lineno}"
    if not isinstance(message.id, str):
        return Returned(name, where, "", "", problem="it has plural forms")
    previous = _previous(message.user_comments) if message.fuzzy else ""
    return Returned(
        name=name,
        where=where,
        source=previous or message.id,
        target=str(message.string or ""),
        is_unfinished=message.fuzzy and not previous,
    )


def _previous(comments: Sequence[str]) -> str:
    """What `#| msgid` says: the original of a translation that no longer fits."""
    found: list[str] = []
    is_id = False
    for comment in comments:
        if comment.startswith("|"):
            row = comment[1:].strip()
            keyword, _, value = row.partition(" ")
            if not row.startswith('"'):
                is_id = keyword == "msgid"
            if is_id:
                found.append(row if row.startswith('"') else value.strip())
    return "".join(map(denormalize, found))
