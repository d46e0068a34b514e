"""Arabic in its place on a terminal, whatever Rich prints there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import RenderHook
from rich.segment import Segment

from siteowner_sdk.cli.terminal_text import isolated

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderResult

__all__ = ["Isolated", "IsolatingHook"]


@dataclass(frozen=True)
class Isolated:
    """What Rich renders, each cell of a line isolated, after all widths have been reckoned."""

    content: ConsoleRenderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The segments of the content."""
        for text, style, control in console.render(self.content, options):
            yield Segment(text if control else isolated(text), style, control)


class IsolatingHook(RenderHook):
    """Isolates all that a console prints."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """The renderables, each isolated."""
        return [Isolated(each) for each in renderables]
