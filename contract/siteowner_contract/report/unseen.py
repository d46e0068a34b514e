"""Characters that turn, hide or end what stands around them, made visible and harmless."""

from __future__ import annotations

import re

from markupsafe import Markup

# Controls, marks of direction and of no width. The joiners between letters are left: Persian and
# emoji are written with them.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def with_unseen(text: str) -> Markup:
    """A text as HTML in which each such character shows its number.

    It stands in an element of its own, which ends what it would do to the direction of the text
    after it. It is still there, so that a command that is copied is the one that was sent.
    """
    return Markup(UNSEEN.sub(_named, Markup.escape(text)))  # noqa: S704 - escaped the moment before


def _named(found: re.Match[str]) -> str:
    return f'<bdi class="unseen" data-name="U+{ord(found[0]):04X}">{found[0]}</bdi>'
