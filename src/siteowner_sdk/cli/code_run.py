"""One run of `siteowner recharge-codes create`: goes on with an order, and says how far it is."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import typer

from siteowner_sdk.cli.code_book import NAMELESS, Heading, open_book
from siteowner_sdk.cli.code_journal import journal_file
from siteowner_sdk.cli.code_making import Making, make_missing
from siteowner_sdk.cli.code_order import Standing
from siteowner_sdk.cli.failures import OperatorError, Status, WrongUsageError, failure_of
from siteowner_sdk.cli.log_ins import state_folder
from siteowner_sdk.cli.output import View, show_rows
from siteowner_sdk.core.jwt import account_of
from siteowner_sdk.models import RechargeCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from siteowner_sdk import CodeOrder
    from siteowner_sdk.cli.code_book import Book
    from siteowner_sdk.cli.operator import Operator
    from siteowner_sdk.cli.output import Column, Formats

__all__ = ["Run", "create_codes", "journal_path"]

FOLDER = "codes"


class IncompleteError(OperatorError):
    """Not all codes were made, or it is not known of all."""

    status = Status.INCOMPLETE


@dataclass(frozen=True)
class Run:
    """What is asked for.

    Attributes:
        order: One of the codes; all are alike.
        count: How many there are to be in all.
        concurrency: How many are asked for at once.
        settle: How long after a code's answer was lost the server may still be making it.
        journal: Where it is written down.
        is_kept: Whether that is a file which its owner knows of, and not one in the state's folder.
        needs_overwrite: Whether files that were written must be replaced by being told to.
        wanted: How the codes are shown.
        columns: The columns of the table.
    """

    order: CodeOrder
    count: int
    concurrency: int
    settle: dt.timedelta
    journal: Path
    is_kept: bool
    needs_overwrite: bool
    wanted: Formats
    columns: Sequence[Column[RechargeCode]]


def create_codes(operator: Operator, run: Run) -> None:
    """Makes what is missing of an order, and shows all that there is of it.

    Raises:
        IncompleteError: Not all were made; says how far it is, and how to go on.
        JournalError: The journal can't be used.
        SiteOwnerError: Nothing was made, nor may have been.
        typer.Exit: It was interrupted.
    """
    with operator.client() as client, journal_file(run.journal) as file:
        wanted = _heading(operator, run.order)
        book = open_book(file, wanted, lambda: client.recharge_codes.before(run.order.course))
        before = len(book.made)
        with _progress(operator, run.count, before) as on_progress:
            making = Making(run.count, run.concurrency, run.settle, _now, on_progress)
            error: BaseException | None
            try:
                error = make_missing(client, book, making)
            except KeyboardInterrupt as interruption:
                error = interruption
        _finish(operator, run, book, error)
        if len(book.made) == before:
            operator.errors.print("None was made now: an earlier run had made them all.")


def journal_path(
    operator: Operator, order: CodeOrder, count: int, given: Path | None, files: Sequence[Path]
) -> Path:
    """Where the journal is: as given, else beside the first file, else in the state's folder.

    There its name follows from the order, so that the same command finds it after any end.

    Raises:
        WrongUsageError: It is one of the files that the codes are written into.
    """
    if given is not None:
        if given.resolve() in {file.resolve() for file in files}:
            raise WrongUsageError(f"{given} can't be both the journal and what it is written into")
        return given
    if files:
        return files[0].with_name(f"{files[0].name}.journal")
    folder = (operator.surroundings.state_folder or state_folder()) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    identity = f"{_identity(operator, order)}\n{count}"
    return folder / f"course{order.course}-{_digest(identity)}.journal"


def _identity(operator: Operator, order: CodeOrder) -> str:
    """What makes an order the same one; which token it is says nothing, for tokens change."""
    whose = _username(operator) or account_of(os.environ.get("SITEOWNER_TOKEN", "")) or ""
    expiry = "never" if order.expires_at is None else order.expires_at.astimezone(dt.UTC)
    return "\n".join(
        (operator.base_url, whose, str(order.course), f"{order.value:.2f}", str(expiry))
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _finish(operator: Operator, run: Run, book: Book, error: BaseException | None) -> None:
    standing = _standing(run, book)
    if book.is_empty:
        book.file.remove()
    elif book.made:
        _show(operator, run, book, standing)
    if standing.is_met:
        if not run.is_kept:
            book.file.remove()
        operator.errors.print(f"{standing}.", soft_wrap=True)
        return
    if book.is_empty and isinstance(error, Exception):
        raise error
    sentence = f"{standing}. {_reason(error)}{standing.advice(_how_to_go_on(run, book), _now())}."
    if not isinstance(error, KeyboardInterrupt):
        raise IncompleteError(sentence)
    operator.errors.print(f"Interrupted. {sentence}", soft_wrap=True)
    raise typer.Exit(Status.INTERRUPTED)


def _show(operator: Operator, run: Run, book: Book, standing: Standing) -> None:
    try:
        show_rows(operator, book.codes, View(RechargeCode, run.columns), run.wanted)
    except BrokenPipeError:
        raise
    except (OSError, UnicodeError) as error:
        raise IncompleteError(
            f"{standing}, but could not be shown: {error}. Mend that. "
            f"{_how_to_go_on(run, book)}: it shows them, and makes nothing twice"
        ) from error


def _heading(operator: Operator, order: CodeOrder) -> Heading:
    return Heading(
        base_url=operator.base_url,
        username=_username(operator),
        account=_account(),
        course=order.course,
        value=Decimal(order.value),
        expires_at=order.expires_at,
    )


def _account() -> str | None:
    """Whose a token is, as it says itself, else which token it is; None where none is given."""
    token = os.environ.get("SITEOWNER_TOKEN")
    if not token:
        return None
    return account_of(token) or f"{NAMELESS}{_digest(token)}"


def _username(operator: Operator) -> str | None:
    """The name of the account that orders; None where a token alone is known."""
    if os.environ.get("SITEOWNER_TOKEN"):
        return None
    if username := os.environ.get("SITEOWNER_USERNAME"):
        return username
    found = operator.log_ins.find(operator.profile_name)
    return None if found is None else found[0].username


def _standing(run: Run, book: Book) -> Standing:
    return Standing(
        run.count,
        len(book.made),
        len(book.unknown),
        book.heading.value,
        max(book.unknown.values()) + run.settle if book.unknown else None,
        book.is_of_one_account,
    )


def _reason(error: BaseException | None) -> str:
    return f"The last error: {failure_of(error).sentence}. " if isinstance(error, Exception) else ""


def _how_to_go_on(run: Run, book: Book) -> str:
    if book.is_empty:
        return "Run the same command again"
    # A file that the codes are written into is replaced only where it is beside its own journal.
    overwrite = (
        " with --overwrite"
        if run.needs_overwrite and book.made and not run.wanted.overwrite
        else ""
    )
    return f"Run the same command again{overwrite}"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@contextmanager
def _progress(operator: Operator, count: int, made: int) -> Iterator[Callable[[int], object]]:
    """A bar on the terminal; in a pipe there is none."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeRemaining

    columns = (TextColumn("Recharge codes"), BarColumn(), MofNCompleteColumn(), TimeRemaining())
    console = operator.errors
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("", total=count, completed=made)
        yield lambda known: progress.update(task, completed=known)
