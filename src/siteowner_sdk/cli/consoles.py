"""Standard output and standard error as commands print to them."""

from typing import NoReturn

from rich.console import Console

from siteowner_sdk.cli.failures import Status, leave_reader
from siteowner_sdk.cli.isolation import IsolatingHook

__all__ = ["console"]


class Terminal(Console):
    """A console that ends quietly when nobody reads it any more."""

    def on_broken_pipe(self) -> NoReturn:
        """End with the status that a shell has for this."""
        leave_reader()
        raise SystemExit(Status.READER_GONE)


def console(*, stderr: bool) -> Console:
    """One of the two. A pipe gets the text as it is, to be searched and cut."""
    made = Terminal(stderr=stderr, highlight=False, markup=False, emoji=False)
    if made.is_terminal:
        made.push_render_hook(IsolatingHook())
    return made
