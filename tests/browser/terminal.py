"""What a command prints, as a page that looks like a terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

from siteowner_contract.report.console import print_report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siteowner_contract.report.model import Report

WIDTH = 100
# Not rich's own page or drawing, which fetch a font from elsewhere.
PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Terminal</title>
<style>
body {{ display: inline-block; margin: 0; padding: 14px 18px; background: {background}; }}
pre {{ margin: 0; max-width: 102ch; white-space: pre-wrap; word-break: break-all; }}
pre {{ color: {foreground}; font: 14px/1.17 "DejaVu Sans Mono", monospace; }}
/* A terminal has a cell for each letter. */
pre {{ font-feature-settings: "rlig" 0, "liga" 0; }}
</style>
<pre>{code}</pre>
</html>
"""


def page_of_report(report: Report, only: Sequence[str]) -> str:
    """A page with what a contract run of some requirements prints at its end."""
    console = _console()
    words = ["siteowner contract run --base-url", report.target, "--writes --only", ",".join(only)]
    console.print(Text(f"$ {' '.join(words)}"))
    print_report(report, console)
    return _page(console)


def page_of_command(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> str:
    """A page with a command of `siteowner` and what it prints."""
    surroundings = {"COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [Path(sys.executable).with_name("siteowner"), *words],
        env={**os.environ, **surroundings, **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    console = _console()
    console.print(
        Text(f"$ {' '.join(['siteowner', *words])}"), Text.from_ansi(done.stdout), sep="\n"
    )
    return _page(console)


def _console() -> Console:
    return Console(record=True, width=WIDTH, file=io.StringIO(), color_system="truecolor")


def _page(console: Console) -> str:
    return console.export_html(theme=DIMMED_MONOKAI, code_format=PAGE, inline_styles=True)
