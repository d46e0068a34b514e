"""What the control surface does, by the same rules as everything else."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from siteowner_reference.control import commands, states
from siteowner_reference.db import snapshots
from siteowner_reference.db.rows import Row, Rows
from siteowner_reference.domain import courses, enrolments, recharge_codes, students
from siteowner_reference.domain.clock import ClockError, SettableClock
from siteowner_reference.domain.errors import MissingError, RefusedError
from siteowner_reference.http.site import Site
from siteowner_reference.seed.planting import sow
from siteowner_reference.settings import Settings


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The data as it was.

    Attributes:
        rows: By table.
        pictures: By name.
    """

    rows: Rows
    pictures: Mapping[str, bytes]


class Surface:
    """The commands of one server.

    Args:
        site: The server.
        settings: What it was started with.
        clock: The server's clock.
        passwords: Those of the seed's accounts, by username, as far as they are known; a reset
            gives these accounts the same ones again.
    """

    def __init__(
        self, site: Site, settings: Settings, clock: SettableClock, passwords: Mapping[str, str]
    ) -> None:
        self._site = site
        self._settings = settings
        self._clock = clock
        self._passwords = dict(passwords)
        self._snapshots: dict[str, Snapshot] = {}

    def reset(self, _command: commands.Nothing) -> Row:
        """Brings back the data of the seed, whose dates count back from the clock.

        Tokens stay good and passwords the same; the clock stays as it is.
        """
        with self._site.writing() as work:
            pictures = snapshots.picture_names(work.session)
            snapshots.removed(work.session)
            self._passwords |= sow(work.session, self._settings, work.now, self._passwords)
        self._put_pictures(pictures, {})
        return {"passwords": self._passwords}

    def snapshot(self, _command: commands.Nothing) -> Row:
        """Keeps all data as it is now, in this process."""
        name = uuid4().hex
        with self._site.writing() as work:
            names = snapshots.picture_names(work.session)
            pictures = {name: self._site.media.read(name) for name in names}
            self._snapshots[name] = Snapshot(snapshots.taken(work.session), pictures)
        return {"snapshot": name}

    def restore(self, command: commands.Restore) -> Row:
        """Brings back the data of a snapshot, which can be restored again.

        Raises:
            RefusedError: There is no such snapshot.
        """
        snapshot = self._snapshots.get(command.snapshot)
        if snapshot is None:
            raise RefusedError(f"There is no snapshot {command.snapshot!r} in this process.")
        with self._site.writing() as work:
            pictures = snapshots.picture_names(work.session)
            snapshots.put_back(work.session, snapshot.rows)
        self._put_pictures(pictures, snapshot.pictures)
        return {"snapshot": command.snapshot}

    def clock(self, command: commands.SetClock) -> Row:
        """Stops the clock at an instant, moves it, or lets it run again; tells what time it is.

        Raises:
            RefusedError: It can't be set so.
        """
        try:
            if command.advance is not None:
                self._clock.advance(timedelta(seconds=command.advance))
            elif command.now is not None:
                self._clock.stop_at(command.now)
            else:
                self._clock.let_go()
        except (ClockError, OverflowError, ValueError) as error:
            raise RefusedError(str(error)) from error
        return {"now": self._clock()}

    def purchases(self, command: commands.Purchase) -> Row:
        """Records that a student buys a lecture now, at its present price.

        Raises:
            RefusedError: There is no such student or lecture.
        """
        with self._site.writing() as work:
            with named("student", command.student):
                students.existing(work, command.student)
            with named("lecture", command.lecture):
                paid = enrolments.buy_lecture(work, command.student, command.lecture)
        return {"amount_paid": paid}

    def enrolments(self, command: commands.Enrolment) -> Row:
        """Records that a student enrols in a course now; an enrolment that is there is enough.

        Raises:
            RefusedError: There is no such student or course.
        """
        with self._site.writing() as work:
            with named("student", command.student):
                students.existing(work, command.student)
            with named("course", command.course):
                courses.existing(work, command.course)
            enrolments.ensure_enrolled(work, command.student, command.course)
        return {}

    def redemptions(self, command: commands.Redemption) -> Row:
        """Records that a student redeems a code now.

        Raises:
            RefusedError: There is no such student or code, or the code is another course's,
                expired or used.
        """
        with self._site.writing() as work:
            with named("student", command.student):
                students.existing(work, command.student)
            recharge_codes.redeem(work, command.student, command.course, command.code)
        return {}

    def states(self, command: commands.State) -> Row:
        """Prepares a provider state and tells what is in it.

        Raises:
            RefusedError: There is no such state, or the data has nothing to make it of.
        """
        prepare = states.STATES.get(command.state)
        if prepare is None:
            known = ", ".join(states.STATES)
            raise RefusedError(f"There is no state {command.state!r}; there are: {known}.")
        with self._site.writing() as work:
            return {"state": command.state, **prepare(work, command.params)}

    def _put_pictures(self, old: Collection[str], new: Mapping[str, bytes]) -> None:
        for name in old:
            self._site.media.remove(name)
        for name, content in new.items():
            self._site.media.write(name, content)


@contextmanager
def named(what: str, pk: int) -> Iterator[None]:
    """Says what is missing, where the rules only say that something is.

    Raises:
        RefusedError: It is missing.
    """
    try:
        yield
    except MissingError as error:
        raise RefusedError(f"There is no {what} {pk}.") from error
