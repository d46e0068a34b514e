"""Fields that are texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import ValidationInfo
from typing_extensions import override

from siteowner_reference.drf.fields.base import Field, Lookup, refuse
from siteowner_reference.drf.messages import message

LABEL = r"[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]{0,61}[a-z0-9\u00a1-\uffff])?"
HOST = re.compile(
    rf"(?:localhost|(?:{LABEL}\.)+(?!-)[a-z\u00a1-\uffff-]{{2,63}}(?<!-)\.?)", re.IGNORECASE
)
MAILBOX = re.compile(
    r"[-!#$%&'*+/=?^_`{}|~0-9a-z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9a-z]+)*", re.IGNORECASE
)
URL_SCHEMES = {"http", "https", "ftp", "ftps"}


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
    def to_python(self, value: object, info: ValidationInfo[Lookup]) -> str | None:
        """Gives the text; a blank one is null where null is allowed."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            refuse(message("not_a_string"))
        text = str(value).strip()
        if not text:
            return None if self.allow_null else refuse(message("blank"))
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
    pattern_text: str = message("email")

    def is_well_formed(self, text: str) -> bool:
        """Tells if there is a mailbox before the last `@` and a host behind it."""
        mailbox, at, host = text.rpartition("@")
        return bool(at and MAILBOX.fullmatch(mailbox) and _is_host(host) and host[-1] != ".")


@dataclass(frozen=True, kw_only=True)
class URLField(CharField):
    """An absolute URL, by Django's rules."""

    max_length: int | None = 200
    pattern_text: str = message("url")

    def is_well_formed(self, text: str) -> bool:
        """Tells if a text has a known scheme, a host and nothing that needs quoting."""
        if re.search(r"\s", text):
            return False
        try:
            parts = urlsplit(text)
            return (
                parts.scheme in URL_SCHEMES
                and parts.port != 0
                and (_is_host(parts.hostname or "") or bool(ip_address(parts.hostname or "")))
            )
        except ValueError:  # a port or an address that is none
            return False


def _is_host(host: str) -> bool:
    return len(host) <= 253 and HOST.fullmatch(host) is not None
