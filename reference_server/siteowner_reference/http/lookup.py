"""What request fields ask about the data, answered by the queries."""

from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from siteowner_reference.db.queries import catalogue, users
from siteowner_reference.domain.work import Work


@dataclass(frozen=True, slots=True)
class DatabaseLookup:
    """Answers within the request's transaction.

    Attributes:
        work: The transaction.
        except_user_id: The user that is being changed, whose own values are not taken (TCH-22).
    """

    work: Work
    except_user_id: int | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The zone of instants that are sent without one."""
        return self.work.zone

    def existing(self, relation: str, ids: Collection[int]) -> Collection[int]:
        """Gives those of `ids` that `relation` has."""
        return catalogue.existing(self.work.session, relation, ids)

    def is_taken(self, field: str, value: str) -> bool:
        """Tells if another user has this username or gmail."""
        return users.is_taken(self.work.session, field, value, self.except_user_id)
