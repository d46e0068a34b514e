"""`siteowner dashboard`: the platform's numbers."""

from typing import TYPE_CHECKING

import typer

from siteowner_sdk.cli.output import Formats, formatted, show_one

if TYPE_CHECKING:
    from siteowner_sdk.cli.operator import Operator

__all__ = ["dashboard"]


@formatted
def dashboard(context: typer.Context, *, wanted: Formats) -> None:
    """Show the numbers of the platform."""
    operator: Operator = context.obj
    with operator.client() as client:
        stats = client.dashboard.stats()
    if wanted.table:
        from siteowner_sdk.cli.dashboard_panels import print_dashboard

        print_dashboard(operator.console, stats)
    else:
        show_one(operator, stats, wanted)
