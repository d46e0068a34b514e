"""Fields that several requests have, each defined once.

A gender is one of two (TCH-14), a phone an Egyptian mobile number (TCH-11, TCH-12).
"""

from typing import Annotated

from siteowner_reference.domain.accounts import (
    GENDERS,
    PHONE,
    PHONE_TEXT,
    USERNAME,
    USERNAME_TEXT,
)
from siteowner_reference.domain.uniqueness import GMAIL_TAKEN, USERNAME_TAKEN
from siteowner_reference.drf.fields import CharField, ChoiceField, EmailField, ImageField, Picture

NAME_LENGTH = 255
TEXT_LENGTH = 5_000

Name = Annotated[str, CharField(max_length=NAME_LENGTH)]
LongText = Annotated[str | None, CharField(max_length=TEXT_LENGTH, allow_null=True)]
OptionalPicture = Annotated[Picture | None, ImageField(allow_null=True)]
Gender = Annotated[str, ChoiceField(choices=GENDERS)]
Phone = Annotated[str, CharField(pattern=PHONE, pattern_text=PHONE_TEXT)]
OptionalPhone = Annotated[
    str | None, CharField(pattern=PHONE, pattern_text=PHONE_TEXT, allow_null=True)
]
Username = Annotated[
    str,
    CharField(
        max_length=150, pattern=USERNAME, pattern_text=USERNAME_TEXT, unique_text=USERNAME_TAKEN
    ),
]
Gmail = Annotated[str, EmailField(unique_text=GMAIL_TAKEN)]
Password = Annotated[str, CharField()]
