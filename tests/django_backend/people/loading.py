"""From the tables of a reference server to the models of this backend."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import connection, models

from accounts.models import User
from courses import models as courses
from people import models as people

PORTION = 10_000


@dataclass(frozen=True)
class Copy:
    """One table.

    Attributes:
        model: Where its rows go.
        table: The reference server's name of it.
        columns: The reference server's names of the columns that have another one there.
    """

    model: type[models.Model]
    table: str
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> list[models.Field]:
        """The columns that are read."""
        return [one for one in self.model._meta.fields if self.columns.get(one.column) != "NULL"]

    @property
    def statement(self) -> str:
        """The SQL that reads them."""
        names = (self.columns.get(one.column, one.column) for one in self.fields)
        return f"SELECT {', '.join(names)} FROM {self.table}"


def linked(model: type[models.Model], name: str, table: str) -> Copy:
    """Gives the copy of a many-to-many table, whose rows have no ids there."""
    through = model._meta.get_field(name).remote_field.through
    return Copy(through, table, {"id": "NULL", "schooltype_id": "school_type_id"})


COPIES = (
    Copy(User, "users", {"password": "'!'", "last_login": "NULL"}),
    Copy(people.Grade, "grades"),
    Copy(people.SchoolType, "school_types"),
    Copy(people.Division, "divisions"),
    linked(people.Division, "grades", "division_grades"),
    linked(people.Division, "school_types", "division_school_types"),
    Copy(people.Subject, "subjects"),
    linked(people.Subject, "grades", "subject_grades"),
    linked(people.Subject, "divisions", "subject_divisions"),
    linked(people.Subject, "school_types", "subject_school_types"),
    Copy(people.Governorate, "governorates"),
    Copy(people.Area, "areas"),
    Copy(people.VideoSecurity, "video_securities"),
    Copy(people.Teacher, "teachers"),
    linked(people.Teacher, "grades", "teacher_grades"),
    Copy(people.Assistant, "assistants"),
    Copy(people.Student, "students"),
    Copy(courses.Course, "courses"),
    Copy(courses.Topic, "topics"),
    Copy(courses.Lecture, "lectures"),
    Copy(courses.Video, "videos"),
    Copy(courses.Enrolment, "enrolments"),
    Copy(courses.Purchase, "purchases"),
    Copy(courses.RechargeCode, "recharge_codes"),
)


def insert(copy: Copy, rows: Iterable[tuple[Any, ...]]) -> None:
    """Inserts rows, a portion at a time, as bulk_create would, but without an object each."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(one.column) for one in copy.fields)
    places = ", ".join("%s" for _ in copy.fields)
    table = quote(copy.model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"
    converters = [converter(one) for one in copy.fields]
    converted = (
        tuple(convert(value) for convert, value in zip(converters, row, strict=True))
        for row in rows
    )
    with connection.cursor() as cursor:
        for portion in portions(converted):
            cursor.executemany(statement, portion)


def portions(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Cuts rows into lists of a bounded length."""
    while portion := list(islice(rows, PORTION)):
        yield portion


def converter(field: models.Field) -> Callable[[Any], Any]:
    """Gives what turns a value of the reference server into one of this database."""
    read = next((READERS[kind] for kind in READERS if isinstance(field, kind)), as_it_is)

    def convert(value: Any) -> Any:
        return field.get_db_prep_save(None if value is None else read(value), connection)

    return convert


def as_it_is(value: Any) -> Any:
    """Reads what is the same on both sides."""
    return value


def instant(value: str | datetime) -> datetime:
    """Gives an instant; SQLite has a text of it, in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def money(value: int) -> Decimal:
    """Gives EGP from piastres."""
    return Decimal(int(value)).scaleb(-2)


READERS: Mapping[type[models.Field], Callable[[Any], Any]] = {
    models.DateTimeField: instant,
    models.DecimalField: money,
    models.BooleanField: bool,
}
