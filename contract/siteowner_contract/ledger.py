"""What the run has made on the server: only that may it change or remove."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siteowner_contract.exchange import Exchange

CREATES = ("teachers_create", "courses_create", "recharge_codes_create")
DELETES = {"courses_destroy": "courses_create"}


@dataclass
class Ledger:
    """Ids of what was made, by the operation that made it, in the order of making."""

    made: dict[str, dict[int, None]] = field(
        default_factory=lambda: {operation: {} for operation in CREATES}
    )

    def note(self, exchange: Exchange) -> None:
        """Write down what an answer says was made or removed."""
        if not exchange.succeeded:
            return
        if exchange.operation in DELETES:
            self.made[DELETES[exchange.operation]].pop(_last_id(exchange.path), None)
        elif exchange.operation in CREATES and exchange.method == "POST":
            self._note_made(exchange)

    def ids(self, operation: str) -> list[int]:
        """Ids of what that create operation made and what is still there."""
        return list(self.made[operation])

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return ((operation, made) for operation, ids in self.made.items() for made in ids)

    def _note_made(self, exchange: Exchange) -> None:
        body = exchange.json
        if isinstance(body, dict) and isinstance(body.get("id"), int):
            self.made[exchange.operation][body["id"]] = None


def _last_id(path: str) -> int:
    last = path.rstrip("/").rpartition("/")[2]
    return int(last) if last.isdigit() else 0
