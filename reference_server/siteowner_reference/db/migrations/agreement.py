"""What counts when the tables of a database are compared with those of the code."""

from collections.abc import Mapping
from typing import Any

from siteowner_reference.db import native


def include_name(name: str | None, _kind: str, _parents: object) -> bool:
    """Tells if a name of the database is compared: what metadata can't say is not."""
    return name is None or not name.startswith((*native.NAMES, "sqlite_"))


OPTIONS: Mapping[str, Any] = {
    "compare_type": True,
    "compare_server_default": True,
    "include_name": include_name,
}
"""Options of an Alembic migration context."""
