"""What is drawn as right is right by the documents, and what is drawn as wrong is wrong."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siteowner_contract import strategies
from siteowner_contract.values import instant

PHONE = re.compile(r"01[0125][0-9]{8}")
FEW = settings(max_examples=20, deadline=None, database=None, derandomize=True)


@FEW
@given(strategies.PHONES)
def test_right_phones(phone: str) -> None:
    """Eleven digits that begin with one of the four networks."""
    assert PHONE.fullmatch(phone)


@pytest.mark.parametrize("kind", strategies.WRONG_PHONES.values(), ids=strategies.WRONG_PHONES)
def test_wrong_phones(kind: st.SearchStrategy[str]) -> None:
    """None is one that the documents allow, white space around it or not."""

    @FEW
    @given(kind)
    def is_wrong(phone: str) -> None:
        assert not PHONE.fullmatch(phone.strip())

    is_wrong()


@pytest.mark.parametrize(
    "kind", strategies.SHORT_PASSWORDS.values(), ids=strategies.SHORT_PASSWORDS
)
def test_short_passwords(kind: st.SearchStrategy[str]) -> None:
    """None has eight characters."""

    @FEW
    @given(kind)
    def is_short(password: str) -> None:
        assert 0 < len(password) < 8

    is_short()


@FEW
@given(strategies.STRONG_PASSWORDS)
def test_strong_passwords(password: str) -> None:
    """Eight characters or more, of several kinds, none of them white space."""
    assert len(password) >= 8
    assert not password.isalnum()
    assert password == password.strip()


def test_near_misses_are_none_of_the_words() -> None:
    """Every spelling that looks like a word, and is none."""
    near = strategies.near_misses(("male", "female"))
    spelled = set(near) - {"another"}
    assert {"MALE", "Male", "mal", "males", "FEMALE", "Female", "femal", "females"} == spelled


@pytest.mark.parametrize("kind", strategies.SMALL_AMOUNTS.values(), ids=strategies.SMALL_AMOUNTS)
def test_small_amounts(kind: st.SearchStrategy[str | float]) -> None:
    """Under 1.00, and fine enough for two decimals: there is one reason to refuse them."""

    @FEW
    @given(kind)
    def is_small(value: str | float) -> None:
        number = Decimal(str(value))
        assert number < 1
        assert number == round(number, 2)

    is_small()


@FEW
@given(strategies.FINE_AMOUNTS)
def test_fine_amounts(value: str) -> None:
    """Large enough, and finer than two decimals."""
    assert Decimal(value) > 1
    assert Decimal(value) != round(Decimal(value), 2)


@FEW
@given(strategies.NO_INSTANTS)
def test_no_instants(text: str) -> None:
    """Nothing that can be read as an instant."""
    assert instant(text) is None


@FEW
@given(strategies.TEXTS)
def test_texts_have_what_is_often_mangled(text: str) -> None:
    """Quotes, angle brackets and an ampersand are in each, and no white space around it."""
    assert set("'\"&<>%_") <= set(text)
    assert text == text.strip()
