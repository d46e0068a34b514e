"""Which unique constraint a database refused a row for."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.exc import IntegrityError

from siteowner_reference.db.tables import Base

SQLITE_PREFIX = "UNIQUE constraint failed: "


class UniqueViolationError(Exception):
    """Another row has these values already.

    Attributes:
        constraint: The name of the constraint.
    """

    def __init__(self, constraint: str) -> None:
        super().__init__(f"A row violates {constraint}.")
        self.constraint = constraint


def _names_by_columns() -> dict[str, str]:
    return {
        ", ".join(f"{table.name}.{column.name}" for column in constraint.columns): constraint.name
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint) and isinstance(constraint.name, str)
    }


NAMES = _names_by_columns()


def violation(error: IntegrityError) -> Exception:
    """Gives what a database's refusal is: of a named unique constraint, or `error` itself.

    PostgreSQL's driver names the constraint, SQLite's names the columns.
    """
    diagnostics = getattr(error.orig, "diag", None)
    columns = str(error.orig).removeprefix(SQLITE_PREFIX)
    name = str(diagnostics.constraint_name) if diagnostics else NAMES.get(columns, "")
    return UniqueViolationError(name) if name in NAMES.values() else error
