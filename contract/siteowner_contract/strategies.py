"""What the values of a request are drawn from: the right ones, and the wrong ones by kind.

Wrong ones are wrong by the words of the documents. Where a server may fairly read one as right,
since it trims white space, say, none is drawn.
"""

from __future__ import annotations

from decimal import Decimal
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.bodies import Upload
from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.pictures import BITMAP, GIF, SVG

if TYPE_CHECKING:
    from collections.abc import Mapping

Texts = st.SearchStrategy[str]

ARABIC_DIGITS = str.maketrans(
    digits, "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"
)
ARABIC_LETTERS = "\u0627\u0628\u062a\u062b\u062c\u062d\u062e\u062f\u0631\u0633\u0645\u0646\u064a"
MARKS = "!#$%&()*+,-./:;<=>?@[]^_{|}~"


def _digits(least: int, most: int | None = None) -> Texts:
    return st.text(digits, min_size=least, max_size=least if most is None else most)


def _joined(*parts: Texts) -> Texts:
    return st.tuples(*parts).map("".join)


# TCH-11 and TCH-12 speak of phones.
PHONES_BY_BEGINNING: Mapping[str, Texts] = {
    beginning: _joined(st.just(beginning), _digits(8)) for beginning in ("010", "011", "012", "015")
}
PHONES = st.one_of(*PHONES_BY_BEGINNING.values())
WRONG_PHONES: Mapping[str, Texts] = {
    **{f"01{third}": _joined(st.just(f"01{third}"), _digits(8)) for third in "346789"},
    "another beginning": _digits(11).filter(lambda phone: not phone.startswith("01")),
    "too short": PHONES.flatmap(lambda phone: st.integers(1, 10).map(lambda n: phone[:n])),
    "too long": _joined(PHONES, _digits(1, 4)),
    "a letter": st.builds(
        lambda phone, place, letter: phone[:place] + letter + phone[place + 1 :],
        PHONES,
        st.integers(3, 10),
        st.sampled_from(ascii_letters + "-+.#*"),
    ),
    "more before it": _joined(st.sampled_from(("0", "1", "x", "+2", "+20", "002")), PHONES),
}
# The pattern for a phone is assumed: other digits are digits, too, to many a backend.
OTHERWISE_WRITTEN_PHONES: Mapping[str, Texts] = {
    "Arabic digits": PHONES.map(lambda phone: phone.translate(ARABIC_DIGITS)),
    "Arabic digits at the end": PHONES.map(
        lambda phone: phone[:3] + phone[3:].translate(ARABIC_DIGITS)
    ),
    "in groups": PHONES.map(lambda phone: f"{phone[:3]} {phone[3:7]} {phone[7:]}"),
}

# TCH-13 speaks of passwords.
STRONG_PASSWORDS = _joined(
    st.text(ascii_uppercase, min_size=3, max_size=20),
    st.sampled_from(MARKS),
    _digits(2, 20),
    st.text(ascii_lowercase, min_size=2, max_size=20),
)
SHORT_PASSWORDS: Mapping[str, Texts] = {
    "seven": st.text(ascii_letters + digits + MARKS, min_size=7, max_size=7),
    "fewer": st.text(ascii_letters + digits + MARKS, min_size=1, max_size=6),
    # Fourteen bytes, and yet but seven characters.
    "seven of two bytes each": st.text(ARABIC_LETTERS, min_size=7, max_size=7),
}

# TCH-14 speaks of genders, STU-10 of statuses.
WORDS = st.text(ascii_lowercase, min_size=1, max_size=12)


def near_misses(words: tuple[str, ...]) -> dict[str, Texts]:
    """Every word that looks like one of those and is none, and words that look like nothing."""
    changes = (str.upper, str.capitalize, lambda word: word[:-1], lambda word: word + "s")
    near = {change(word) for word in words for change in changes} - set(words)
    others = WORDS.filter(lambda word: word not in words)
    return {**{word: st.just(word) for word in sorted(near)}, "another": others}


# Texts and names: what a careless server escapes, trims, folds or can't keep.
TEXTS = _joined(
    st.sampled_from(ascii_letters + ARABIC_LETTERS),
    st.permutations("'\"&<>%_ .,-").map("".join),
    st.text(ascii_letters + ARABIC_LETTERS + digits + " ", max_size=20),
    st.sampled_from(ascii_letters + ARABIC_LETTERS),
)

# Ids that nothing has, within 32 bits, where every database can look them up.
UNUSED_IDS = st.integers(UNUSED_ID, 2**31 - 1)

# Amounts (COD-4): as strings, and as the numbers of JSON.
CENTS = Decimal("0.01")


def _amounts(least: str, most: str, places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(least), Decimal(most), places=places)


SMALL_AMOUNTS: Mapping[str, st.SearchStrategy[str | float]] = {
    "just under": st.just("0.99"),
    "under": _amounts("0.00", "0.99", 2).map(str),
    "under, a number": _amounts("0.01", "0.99", 2).map(float),
    "negative": _amounts("-99999", "-0.01", 2).map(str),
}
FINE_AMOUNTS = _amounts("1.001", "99999", 3).filter(lambda value: value % CENTS != 0).map(str)
NO_AMOUNTS: st.SearchStrategy[object] = st.one_of(
    WORDS.filter(lambda word: word not in {"inf", "infinity", "nan"}),
    st.sampled_from(("", "NaN", "Infinity", "1,50", "1.2.3", [], ["1.00"], {}, None, True)),
)
TOO_LARGE_AMOUNTS = _amounts("100000000", "9999999999", 2).map(str)
DEARER_AMOUNTS = _amounts("1.01", "99999999.99", 2).map(str)

# COD-6 speaks of instants.
NO_INSTANTS = st.one_of(
    WORDS, st.sampled_from(("2021-02-30T00:00:00Z", "2021-13-01T00:00:00Z", "31/12/2021", "24:00"))
)

# Pictures that are none (TCH-17, CRS-14); name, type and content agree where they can.
NO_PICTURES = st.one_of(
    st.sampled_from((GIF, BITMAP, SVG)),
    st.binary(min_size=1, max_size=60).map(lambda data: Upload("picture.png", data, "image/png")),
    st.binary(min_size=1, max_size=60).map(
        lambda data: Upload("picture.jpg", b"\xff\xd8\xff\xe0" + data, "image/jpeg")
    ),
    st.just(Upload("picture.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")),
)
