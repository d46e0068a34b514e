"""Fields that are texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address

from pydantic import ValidationInfo
from typing_extensions import override

from siteowner_reference.drf.fields.base import Field, Lookup, refuse
from siteowner_reference.drf.messages import message

LETTERS = r"a-z\u00a1-\uffff"
# What Django takes for a host, a mailbox and a URL, each piece of it in the order of the text.
NAME = (
    rf"[{LETTERS}0-9](?:[{LETTERS}0-9-]{{0,61}}[{LETTERS}0-9])?"
    rf"(?:\.(?!-)[{LETTERS}0-9-]{{1,63}}(?<!-))*"
    rf"\.(?!-)(?:[{LETTERS}-]{{2,63}}|xn--[a-z0-9]{{1,59}})(?<!-)"
)
OCTET = r"(?:0|25[0-5]|2[0-4][0-9]|1[0-9]?[0-9]?|[1-9][0-9]?)"
MAIL_HOST = re.compile(rf"localhost|{NAME}", re.IGNORECASE)
MAILBOX = re.compile(
    r"[-!#$%&'*+/=?^_`{}|~0-9A-Z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*"
    r'|"(?:[\001-\010\013\014\016-\037!#-\[\]-\177]|\\[\001-\011\013\014\016-\177])*"',
    re.IGNORECASE,
)
URL = re.compile(
    r"(?:https?|ftps?)://"
    r"(?:[^\s:@/]+(?::[^\s:@/]*)?@)?"
    rf"(?:{OCTET}(?:\.{OCTET}){{3}}|\[(?P<ipv6>[0-9a-f:.]+)\]|(?P<name>{NAME}\.?|localhost))"
    r"(?::[0-9]{1,5})?"
    r"(?:[/?#][^\s]*)?",
    re.IGNORECASE,
)
LONGEST_EMAIL = 320
LONGEST_NAME = 253


@dataclass(frozen=True, kw_only=True)
class CharField(Field):
    """A text without the white space around it; numbers are texts, too.

    Attributes:
        max_length: In code points.
        pattern: What the whole text must match.
        pattern_text: What is said of one that does not.
        unique_text: What is said of a text that another row has; None if two may have it.
    """

    max_length: int | None = None
    pattern: re.Pattern[str] | None = None
    pattern_text: str = ""
    unique_text: str | None = None

    @override
    def to_python(self, value: object, info: ValidationInfo[Lookup]) -> str:
        """Gives the text, which must not be blank."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            refuse(message("not_a_string"))
        text = str(value).strip()
        if not text:
            refuse(message("blank"))
        if problems := list(self.problems(text)):
            refuse(*problems)
        if self.unique_text and info.context.is_taken(str(info.field_name), text):
            refuse(self.unique_text)
        return text

    def problems(self, text: str) -> Iterator[str]:
        """Gives all that is wrong with a text, in DRF's order."""
        if not self.is_well_formed(text):
            yield self.pattern_text
        if self.max_length is not None and len(text) > self.max_length:
            yield message("max_length", limit=self.max_length)
        if "\x00" in text:
            yield message("null_characters")
        if surrogate := re.search("[\ud800-\udfff]", text):
            yield message("surrogate_characters", code_point=ord(surrogate.group()))

    def is_well_formed(self, text: str) -> bool:
        """Tells if a text has the field's own form."""
        return self.pattern is None or self.pattern.fullmatch(text) is not None


@dataclass(frozen=True, kw_only=True)
class EmailField(CharField):
    """An e-mail address, by Django's rules."""

    max_length: int | None = 254

    @override
    def problems(self, text: str) -> Iterator[str]:
        """Gives all that is wrong with a text; DRF looks at the form of an address last."""
        yield from super().problems(text)
        mailbox, at, host = text.rpartition("@")
        is_address = at and MAILBOX.fullmatch(mailbox) and _is_mail_host(host)
        if not is_address or len(text) > LONGEST_EMAIL:
            yield message("email")


@dataclass(frozen=True, kw_only=True)
class URLField(CharField):
    """An absolute URL, by Django's rules."""

    max_length: int | None = 200

    @override
    def problems(self, text: str) -> Iterator[str]:
        """Gives all that is wrong with a text; DRF looks at the form of a URL last."""
        yield from super().problems(text)
        match = URL.fullmatch(text)
        name, ipv6 = (match["name"] or "", match["ipv6"]) if match else ("", None)
        if not match or len(name) > LONGEST_NAME or (ipv6 and not _is_address(ipv6)):
            yield message("url")


def _is_mail_host(host: str) -> bool:
    if host.startswith("[") and host.endswith("]"):
        return _is_address(host[1:-1])
    return MAIL_HOST.fullmatch(host) is not None


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
