"""What a journal says of an order of recharge codes: asked for, made, not made, unknown."""

import datetime as dt
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Self, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter, ValidationError

from siteowner_sdk import BulkResult, CodeOrder, CodeResults, CodesBefore
from siteowner_sdk.cli.code_journal import JournalError, JournalFile
from siteowner_sdk.models import RechargeCode

__all__ = ["NAMELESS", "Book", "Heading", "open_book"]

VERSION = 1
# How the account of a token begins that does not say whose it is.
NAMELESS = "token "


class _Line(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True)


class Heading(_Line):
    """The first line: what is ordered, where, by whom, and what codes there were before.

    By whom says the user name of a log-in, or what a token says of its account.
    """

    version: int = VERSION
    base_url: str
    username: str | None
    account: str | None = None
    course: int
    value: Decimal
    expires_at: AwareDatetime | None
    since: AwareDatetime | None = None
    ids: tuple[int, ...] = ()

    @property
    def order(self) -> CodeOrder:
        """One of the codes that are ordered; all are alike."""
        return CodeOrder(self.course, self.value, self.expires_at)

    @property
    def before(self) -> Mapping[int, CodesBefore]:
        """What `CodeResults` takes for it."""
        return {self.course: CodesBefore(self.since, frozenset(self.ids))}

    def differences(self, other: Self) -> list[str]:
        """What is ordered otherwise in another, such as `value is 50 there and 60 here`."""
        return [
            f"{name} is {there} there and {here} here"
            for name in ("base_url", "username", "account", "course", "value", "expires_at")
            if (there := getattr(self, name)) != (here := getattr(other, name))
            and not (name in ("username", "account") and _says_nothing(there, here))
        ]

    @property
    def whose(self) -> str | None:
        """The account that orders: its name, or what a token says of it."""
        return self.username or self.account


def _says_nothing(*names: str | None) -> bool:
    """Whether one of these names no account: a token that says nothing of it may be a newer one."""
    return any(name is None or name.startswith(NAMELESS) for name in names)


class Asked(_Line):
    """A code is about to be asked for."""

    asked: int
    at: AwareDatetime
    by: str | None = None


class Made(_Line):
    """It was made."""

    made: int
    code: RechargeCode


class Lost(_Line):
    """Its answer was lost just now; until then it was certainly under way."""

    lost: int
    at: AwareDatetime


class NotMade(_Line):
    """It is known not to have been made."""

    not_made: int
    why: str


Line: TypeAlias = Asked | Made | Lost | NotMade
_LINE: TypeAdapter[Line] = TypeAdapter(Line)


@dataclass
class Book:
    """An order's codes by the numbers under which they were asked for.

    Attributes:
        heading: What is ordered.
        by: Who orders now.
        made: The codes that there are.
        unknown: Those that may have been made, with the last instant at which each is known to have
            been under way.
        asked: How many were asked for in all.
        errors: Why some are unknown, where that was in this run.
    """

    heading: Heading
    file: JournalFile
    by: str | None
    made: dict[int, RechargeCode] = field(default_factory=dict)
    unknown: dict[int, dt.datetime] = field(default_factory=dict)
    asked: int = 0
    errors: dict[int, Exception] = field(default_factory=dict)
    _askers: dict[int, str | None] = field(default_factory=dict)
    _ids: set[int] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was made as yet, nor may have been."""
        return not self.made and not self.unknown

    @property
    def is_of_one_account(self) -> bool:
        """Whether all that is made or unknown was certainly asked for by who orders now.

        Else the list can show that a code was made, and never that it was not.
        """
        names = {(code.created_by_username, f"user_id {code.created_by}") for code in self.codes}
        same = {self.by} | {one for pair in names if self.by in pair for one in pair}
        return self.by is not None and same.issuperset(self._askers.values())

    @property
    def codes(self) -> list[RechargeCode]:
        """The codes that there are, in the order in which they were asked for."""
        return [self.made[number] for number in sorted(self.made)]

    def ask(self, at: dt.datetime) -> int:
        """Writes down that a code is about to be asked for; gives its number."""
        with self._lock:
            line = Asked(asked=self.asked, at=at, by=self.by)
            self._write(line)
            return line.asked

    def enter_made(self, number: int, code: RechargeCode) -> bool:
        """Writes down that a code was made, unless it was made for another order."""
        with self._lock:
            if code.id in self._ids:
                return False
            self._write(Made(made=number, code=code))
            return True

    def enter_lost(self, number: int, at: dt.datetime, error: Exception) -> None:
        """Writes down that it is not known whether a code was made."""
        with self._lock:
            self.errors[number] = error
            self._write(Lost(lost=number, at=at))

    def enter_not_made(self, number: int, why: str) -> None:
        """Writes down that a code was not made."""
        with self._lock:
            # A server's words may hold half a character, which could not be read again.
            self._write(NotMade(not_made=number, why=why.encode(errors="replace").decode()))

    def results(self) -> CodeResults:
        """Those made and those unknown, as `reconcile` takes them; `numbers` has their numbers."""
        order = self.heading.order
        return CodeResults(
            (
                BulkResult(index, order, "ok", self.made[number])
                if number in self.made
                else BulkResult(index, order, "unknown", error=self.errors.get(number))
                for index, number in enumerate(self.numbers())
            ),
            before=self.heading.before,
        )

    def numbers(self) -> list[int]:
        """The numbers of those made and those unknown."""
        return sorted([*self.made, *self.unknown])

    def read(self, line: Line) -> None:
        """Takes in what a line says."""
        match line:
            case Asked():
                self.unknown[line.asked] = line.at
                # A journal of an older version names nobody but who began it.
                self._askers[line.asked] = line.by or self.heading.username
                self.asked = max(self.asked, line.asked + 1)
            case Made():
                if line.code.id not in self._ids:
                    del self.unknown[line.made]
                    self.made[line.made] = line.code
                    self._ids.add(line.code.id)
            case Lost():
                self.unknown[line.lost] = max(self.unknown[line.lost], line.at)
            case NotMade():
                del self.unknown[line.not_made], self._askers[line.not_made]

    def _write(self, line: Line) -> None:
        self.file.append(_json(line))
        self.read(line)


def open_book(file: JournalFile, wanted: Heading, before: Callable[[], CodesBefore]) -> Book:
    """The book of a journal, which is begun where it is empty.

    Args:
        file: The journal.
        wanted: What is ordered now, without what was there before.
        before: Looks up what codes there are, for a new journal.

    Raises:
        JournalError: It is the journal of another order, or of none.
    """
    if not file.lines:
        known = before()
        heading = wanted.model_copy(update={"since": known.since, "ids": tuple(sorted(known.ids))})
        file.append(_json(heading))
        return Book(heading, file, wanted.whose)
    book = Book(_heading(file), file, wanted.whose)
    if differences := book.heading.differences(wanted):
        raise JournalError(
            f"{file.path} is the journal of another order: {', '.join(differences)}. "
            "Name another file, or order the same"
        )
    for number, text in enumerate(file.lines[1:], start=2):
        try:
            book.read(_LINE.validate_json(text))
        except (ValidationError, KeyError) as error:
            raise _unreadable(file, number) from error
    return book


def _heading(file: JournalFile) -> Heading:
    try:
        heading = Heading.model_validate_json(file.lines[0])
    except ValidationError as error:
        raise _unreadable(file, 1) from error
    if heading.version != VERSION:
        raise JournalError(
            f"{file.path} was written by another version of siteowner (its format is "
            f"{heading.version}, not {VERSION}): go on with that one"
        )
    return heading


def _unreadable(file: JournalFile, line: int) -> JournalError:
    return JournalError(
        f"{file.path}, line {line}: this is no line of a journal of recharge codes. Name another "
        "file, and look up with `siteowner codes list` what was made"
    )


def _json(line: BaseModel) -> bytes:
    return json.dumps(line.model_dump(mode="json"), separators=(",", ":")).encode()
