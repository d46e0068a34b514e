"""Users: who they are, and which usernames and e-mail addresses are taken."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from siteowner_reference.db.folding import fold
from siteowner_reference.db.ids import row_id
from siteowner_reference.db.rows import one_row
from siteowner_reference.db.tables import User

# Made once, since every request asks for its caller: that takes longer than running it.
BY_ID = select(User.id, User.username, User.role, User.is_active).where(
    User.id == bindparam("user_id")
)


def by_id(session: Session, user_id: int) -> dict[str, Any] | None:
    """Gives `id`, `username`, `role` and `is_active` of a user; None if there is none."""
    return one_row(session, BY_ID, {"user_id": row_id(user_id)})


def credentials(session: Session, username: str) -> User | None:
    """Gives the user of a username, compared exactly."""
    return session.scalars(select(User).where(User.username == username)).one_or_none()


def is_taken(session: Session, field: str, value: str, except_user_id: int | None) -> bool:
    """Tells if another user than `except_user_id` has this `username` or `gmail`."""
    taken = User.username == value if field == "username" else User.gmail_folded == fold(value)
    statement = select(User.id).where(taken)
    return session.scalars(statement).first() not in {None, except_user_id}


def create(session: Session, values: Mapping[str, Any]) -> int:
    """Makes a user of these columns and gives its id."""
    return session.scalars(insert(User).values(**_columns(values)).returning(User.id)).one()


def change(session: Session, user_id: int, values: Mapping[str, Any]) -> None:
    """Changes these columns of a user, if any."""
    if values:
        session.execute(update(User).where(User.id == user_id).values(**_columns(values)))


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    if values.get("gmail") is None:
        return dict(values)
    return {**values, "gmail_folded": fold(values["gmail"])}


def any_exists(session: Session) -> bool:
    """Tells if there is any account at all."""
    return session.scalars(select(User.id).limit(1)).first() is not None


def existing(session: Session, usernames: Collection[str]) -> set[str]:
    """Gives those of some usernames that an account has."""
    return set(session.scalars(select(User.username).where(User.username.in_(usernames))))


def set_password_hash(session: Session, username: str, password_hash: str) -> None:
    """Gives the account of a username another password."""
    statement = update(User).where(User.username == username)
    session.execute(statement.values(password_hash=password_hash))


def renew_hash(session: Session, user_id: int, *, old: str, new: str) -> None:
    """Replaces a user's password hash, if it is still the old one."""
    statement = update(User).where(User.id == user_id, User.password_hash == old)
    session.execute(statement.values(password_hash=new))
