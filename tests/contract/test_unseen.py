"""Characters that nobody sees, in a page."""

import pytest

from siteowner_contract.report.unseen import with_unseen


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("zero\N{ZERO WIDTH SPACE}width", "zero{200B}width"),
        ("\N{ARABIC LETTER MARK}<b>", "{061C}&lt;b&gt;"),
        ("نمی\N{ZERO WIDTH NON-JOINER}خواهم", "نمی\N{ZERO WIDTH NON-JOINER}خواهم"),
    ],
)
def test_characters_that_nobody_sees_are_named(text: str, shown: str) -> None:
    """Those that turn or hide text, but not the joiners that Persian and emoji are written with."""
    for number in ("200B", "061C"):
        mark = f'<bdi class="unseen" data-name="U+{number}">{chr(int(number, 16))}</bdi>'
        shown = shown.replace(f"{{{number}}}", mark)
    assert shown == with_unseen(text)
