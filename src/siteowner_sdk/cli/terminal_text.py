"""Text as a terminal can show it: Arabic in its place, and nothing that steers the terminal."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["isolated", "printable"]

FIRST_STRONG_ISOLATE = "\u2068"
POP_DIRECTIONAL_ISOLATE = "\u2069"
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")
# Of the characters that are not seen these alone belong to words: Persian and emoji use them.
JOINERS = "\u200c\u200d"


def printable(text: str) -> str:
    """The text in one line, without what steers a terminal or turns the text around it.

    What comes from a server could otherwise hide or forge what a person sees.
    """
    return "".join(_harmless(character) for character in " ".join(text.split()))


def _harmless(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "\ufffd" if hidden and character not in JOINERS else character


def isolated(text: str) -> str:
    """The text with its words set apart, if some of them run from right to left.

    Otherwise a terminal that knows of directions takes the number in the next column for a part of
    an Arabic name, and puts it on the other side of it.
    """
    words = text.strip(" ")
    if not RIGHT_TO_LEFT.search(words):
        return text
    before, _, after = text.partition(words)
    return f"{before}{FIRST_STRONG_ISOLATE}{words}{POP_DIRECTIONAL_ISOLATE}{after}"
