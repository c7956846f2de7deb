"""The addresses of a story's sentences: those recorded, and fresh ones for what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.model import Addresses, Correction, GoneSentence
from generator.model.dates import parse_date
from generator.prose import plain_text
from generator.resolve.addresses.gone import leads_to
from generator.resolve.addresses.matching import How, Matches, Sentence, match_sentences
from generator.resolve.addresses.words import recorded_words, words_digest
from generator.resolve.site import Statement


class AddressChange(StrEnum):
    """What has become of a sentence since the addresses were recorded."""

    NEW = "new"
    BACK = "back"
    CORRECTED = "corrected"
    REWORDED = "reworded"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ChangedAddress:
    """One change of a story's addresses.

    Attributes:
        change: what has become of the sentence.
        address: its address.
        anchor: the address that its position gives; of one that is gone, where it leads.
        was: its words before, empty if it is new.
        now: its words now, empty if it is gone.
    """

    change: AddressChange
    address: str
    anchor: str
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Addressing:
    """The addresses of a story's sentences.

    Attributes:
        given: a sentence's address by the one that its position gives.
        former: for an address those of sentences that are gone and lead there.
        record: what should be recorded.
        changes: what is recorded otherwise, in the order of the page; what is gone comes last.
    """

    given: Mapping[str, str]
    former: Mapping[str, tuple[str, ...]]
    record: Addresses
    changes: tuple[ChangedAddress, ...] = ()


def give_addresses(
    record: Addresses | None,
    statements: Iterable[Statement],
    corrections: Iterable[Correction] = (),
    apart: Collection[str] = (),
) -> Addressing:
    """The addresses of a story's sentences: those recorded, and fresh ones for what is new.

    Args:
        record: what is recorded; None gives every sentence the number of its place.
        statements: the sentences in the order of the page, with the addresses of their positions.
        corrections: those of the story.
        apart: recorded addresses that a sentence with other words does not keep, unless a
            correction says so.
    """
    now = [Sentence(each.anchor, recorded_words(plain_text(each.nodes))) for each in statements]
    if record is None:
        return Addressing(
            given={each.address: each.address for each in now},
            former={},
            record=_record({each.address: each.words for each in now}, {}),
            changes=tuple(
                ChangedAddress(AddressChange.NEW, each.address, each.address, now=each.words)
                for each in now
            ),
        )
    then = [
        Sentence(address, " ".join(words.split())) for address, words in record.sentences.items()
    ]
    gone = {address: each.of for address, each in record.gone.items()}
    matches = match_sentences(then, now, gone, list(_replacements(corrections)), apart)
    given = _given(matches, record)
    leads = leads_to(matches, record, given)
    changes = [*_changes(matches, given), *_gone(matches, leads)]
    return Addressing(
        given={each.address: given[at] for at, each in enumerate(now)},
        former=_former({a: to for a, to in leads.items() if not _is_unlinked(a, record)}),
        record=_record(
            {given[at]: each.words for at, each in enumerate(now)},
            {
                address: GoneSentence.model_construct(
                    of=_digest(address, record),
                    now=leads[address],
                    unlinked=_is_unlinked(address, record),
                )
                for address in sorted(leads, key=_natural)
            },
        ),
        changes=tuple(changes),
    )


def _record(sentences: dict[str, str], gone: dict[str, GoneSentence]) -> Addresses:
    """A record that has not been checked: a story with mistakes in it may have none that holds."""
    return Addresses.model_construct(sentences=sentences, gone=gone)


def _replacements(corrections: Iterable[Correction]) -> Iterator[tuple[str, str]]:
    """What was said and what is said, the oldest correction first."""
    for each in sorted(corrections, key=lambda each: parse_date(each.date).first):
        yield recorded_words(each.was), recorded_words(each.now)


def _given(matches: Matches, record: Addresses) -> list[str]:
    """The address of each sentence; a number that a part has once had is never given again."""
    highest: dict[str, int] = {}
    for address in (*record.sentences, *record.gone):
        part, _, number = address.rpartition(".")
        highest[part] = max(highest.get(part, 0), int(number))
    given = []
    for at, sentence in enumerate(matches.now):
        if at in matches.found:
            given.append(matches.then[matches.found[at][0]].address)
        elif at in matches.back:
            given.append(matches.back[at])
        else:
            highest[sentence.part] = highest.get(sentence.part, 0) + 1
            given.append(f"{sentence.part}.{highest[sentence.part]}")
    return given


def _changes(matches: Matches, given: Sequence[str]) -> Iterator[ChangedAddress]:
    for at, sentence in enumerate(matches.now):
        address, words = given[at], sentence.words
        if at in matches.back:
            yield ChangedAddress(AddressChange.BACK, address, sentence.address, now=words)
        elif at not in matches.found:
            yield ChangedAddress(AddressChange.NEW, address, sentence.address, now=words)
        else:
            then, how = matches.found[at]
            if how is not How.SAME:
                was = matches.then[then].words
                change = AddressChange(how.value)
                yield ChangedAddress(change, address, sentence.address, was, words)


def _gone(matches: Matches, leads: Mapping[str, str]) -> Iterator[ChangedAddress]:
    for at in matches.lost:
        address, words = matches.then[at]
        yield ChangedAddress(AddressChange.GONE, address, leads.get(address, ""), was=words)


def _former(leads: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    former: dict[str, list[str]] = {}
    for address in sorted(leads, key=_natural):
        former.setdefault(leads[address], []).append(address)
    return {target: tuple(addresses) for target, addresses in former.items()}


def _digest(address: str, record: Addresses) -> str:
    gone = record.gone.get(address)
    return gone.of if gone else words_digest(record.sentences[address])


def _is_unlinked(address: str, record: Addresses) -> bool:
    return address in record.gone and record.gone[address].unlinked


def _natural(address: str) -> list[tuple[int, str]]:
    """What addresses are sorted by: numbers by their value."""
    return [(int(each), "") if each.isdigit() else (0, each) for each in address.split(".")]
