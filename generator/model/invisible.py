"""Characters that nobody sees, and where a script needs them all the same.

Two names can look the same and differ in such a character: no search finds the one by the other, no
reader can tell. Left alone is what writing needs: joiners beside letters that join and in emoji
sequences, marks of direction in a text with letters that run from right to left, spaces of no
width in scripts that write none, variation selectors behind what has variants. A soft hyphen is
not needed anywhere: browsers break words by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from backrefs import bre

# What Unicode tells programs to show as nothing, what it keeps for the format of text, and the
# blank pattern of Braille, which is empty in every font.
_ANY = r"\p{Default_Ignorable_Code_Point}\p{Cf}\u2800"
# Signs of format that are seen: the numbers' own in Arabic, Syriac and Kaithi.
_SEEN = r"[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\U000110BD\U000110CD]"
# Letters that a joiner beside them changes, or that it keeps from changing.
_JOINING = (
    r"\p{scx:Arab}\p{scx:Syrc}\p{scx:Nkoo}\p{scx:Mong}\p{scx:Mand}\p{scx:Adlm}\p{scx:Rohg}"
    r"\p{scx:Deva}\p{scx:Beng}\p{scx:Guru}\p{scx:Gujr}\p{scx:Orya}\p{scx:Taml}\p{scx:Telu}"
    r"\p{scx:Knda}\p{scx:Mlym}\p{scx:Sinh}\p{scx:Khmr}\p{scx:Mymr}\p{scx:Tibt}\p{scx:Java}"
    r"\p{scx:Bali}\p{scx:Lana}"
)
_PICTURE = r"\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F"
_NO_SPACES = r"\p{scx:Thai}\p{scx:Laoo}\p{scx:Khmr}\p{scx:Mymr}\p{scx:Tibt}\p{scx:Hira}\p{scx:Kana}"
# Each is what may stand, in the place where it may.
_NEEDED = (
    _SEEN,
    rf"(?<=[{_JOINING}])[\u200C\u200D]",
    rf"[\u200C\u200D](?=[{_JOINING}])",
    rf"(?<=[{_PICTURE}])\u200D(?=[{_PICTURE}])",
    r"(?<=[\p{Emoji}\p{S}\p{Po}])[\uFE0E\uFE0F]",
    r"(?<=\p{sc:Hani})[\uFE00-\uFE0F\U000E0100-\U000E01EF]",
    r"(?<=\p{sc:Mong})[\u180B-\u180F]",
    r"(?<=[\U0001F3F4\U000E0020-\U000E007E])[\U000E0020-\U000E007F]",
    rf"(?<=[{_NO_SPACES}])\u200B(?=[{_NO_SPACES}])",
    r"(?<=\p{sc:Hebr})\u034F",
    r"(?<=\p{sc:Hang})[\u115F\u1160]|[\u115F\u1160](?=\p{sc:Hang})",
)


_DIRECTION = frozenset("\u061c\u200e\u200f")


@cache
def _any() -> bre.Bre[str]:
    return bre.compile(f"[{_ANY}]")


@cache
def _needless() -> bre.Bre[str]:
    return bre.compile(f"(?!{'|'.join(_NEEDED)})[{_ANY}]")


@cache
def _leftward() -> bre.Bre[str]:
    return bre.compile(r"[\p{bc:R}\p{bc:AL}]")


@cache
def is_invisible(char: str) -> bool:
    """Whether a character is one that nobody sees, needed or not."""
    return _any().match(char) is not None


def find_needless_invisible(text: str) -> Iterator[tuple[int, str]]:
    """Every character that nobody sees and no script needs there, with its place in the text."""
    if text.isascii() or not any(map(is_invisible, set(text))):
        return
    leftward: bool | None = None
    for match in _needless().finditer(text):
        if match[0] in _DIRECTION:
            if leftward is None:
                # The marks of direction say for themselves that they run leftward.
                leftward = _leftward().search(_without_marks(text)) is not None
            if leftward:
                continue
        yield match.start(), match[0]


def _without_marks(text: str) -> str:
    return "".join(char for char in text if char not in _DIRECTION)
