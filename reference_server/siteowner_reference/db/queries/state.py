"""What the server keeps about itself."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from siteowner_reference.db.tables import ServerState


def kept(session: Session, name: str, initial: str) -> str:
    """Gives what is kept under a name; the first time that is `initial`."""
    state = session.get(ServerState, name)
    if state is None:
        state = ServerState(name=name, value=initial)
        session.add(state)
        session.flush()
    return state.value


def is_there(session: Session) -> bool:
    """Tells if the database answers, and has what the server keeps about itself."""
    return session.scalars(select(ServerState.name).limit(1)).first() is not None
