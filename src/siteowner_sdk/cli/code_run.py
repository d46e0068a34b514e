"""One run of `siteowner recharge-codes create`: goes on with an order, and says how far it is."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import typer

from siteowner_sdk.cli.code_book import Heading, open_book
from siteowner_sdk.cli.code_journal import journal_file
from siteowner_sdk.cli.code_making import Making, make_missing
from siteowner_sdk.cli.code_order import Standing
from siteowner_sdk.cli.failures import OperatorError, Status, failure_of
from siteowner_sdk.cli.log_ins import state_folder
from siteowner_sdk.cli.output import View, show_rows
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
        settle: How long after a code was asked for the server may still be making it.
        journal: Where it is written down.
        is_named: Whether that follows from the command, so that the same one finds it again.
        wanted: How the codes are shown.
        columns: The columns of the table.
    """

    order: CodeOrder
    count: int
    concurrency: int
    settle: dt.timedelta
    journal: Path
    is_named: bool
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
        book = open_book(
            file,
            _heading(operator, run.order),
            lambda: client.recharge_codes.before(run.order.course),
        )
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


def journal_path(operator: Operator, given: Path | None, files: Sequence[Path]) -> Path:
    """Where the journal is: as given, else beside the first file, else in the state's folder."""
    if given is not None:
        return given
    if files:
        return files[0].with_name(f"{files[0].name}.journal")
    folder = (operator.surroundings.state_folder or state_folder()) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{_now():%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.journal"


def _finish(operator: Operator, run: Run, book: Book, error: BaseException | None) -> None:
    if book.is_empty:
        book.file.remove()
    elif book.made:
        show_rows(operator, book.codes, View(RechargeCode, run.columns), run.wanted)
    standing = _standing(run, book)
    if standing.is_met:
        if not run.is_named:
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


def _heading(operator: Operator, order: CodeOrder) -> Heading:
    return Heading(
        base_url=operator.base_url,
        username=_account(operator),
        course=order.course,
        value=Decimal(order.value),
        expires_at=order.expires_at,
    )


def _account(operator: Operator) -> str | None:
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
    )


def _reason(error: BaseException | None) -> str:
    return f"The last error: {failure_of(error).sentence}. " if isinstance(error, Exception) else ""


def _how_to_go_on(run: Run, book: Book) -> str:
    if book.is_empty:
        return "Run the same command again"
    journal = "" if run.is_named else f" with --journal {run.journal}"
    return f"Run the same command again{journal}"


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
