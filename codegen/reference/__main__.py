"""Rewrites the generated pages of the documentation: `python -m codegen.reference`."""

from collections.abc import Callable, Mapping
from pathlib import Path

from codegen.reference.command_line import command_line_page
from codegen.reference.requirements import requirements_page
from codegen.reference.settings import settings_page

DOCS = Path(__file__).parents[2] / "docs"
PAGES: Mapping[Path, Callable[[], str]] = {
    DOCS / "requirements.md": requirements_page,
    DOCS / "reference" / "command-line.md": command_line_page,
    DOCS / "reference" / "settings.md": settings_page,
}


def main() -> None:
    """Writes every page."""
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
