"""What is measured: each operation, on data of any size."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from json import dumps
from typing import Any

from benchmarks.serving.load import Request
from siteowner_reference.seed.large import Size

API = "/api"
CREDENTIALS = {"username": "owner", "password": "Sesame-2026!"}
BOUNDARY = "benchmark"
FORM_TYPE = f"multipart/form-data; boundary={BOUNDARY}"
WRITES = 40
"""How often an operation that changes data is measured: each time with another row."""
NUMBERS = count(1)
"""No two things that are made have the same name."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A server under measurement.

    Attributes:
        size: How much data it has.
        ask: Sends a request and gives the answer, parsed.
    """

    size: Size
    ask: Callable[[Request], Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the table.

    Attributes:
        name: The operation id, and what is particular.
        requests: Gives its requests to a server.
        grows: Whether its answer grows with the data: then the cost is per row.
        writes: Whether it changes data: then each request is sent once.
    """

    name: str
    requests: Callable[[Subject], Sequence[Request]]
    grows: bool = False
    writes: bool = False


def get(path: str, _subject: Subject) -> Sequence[Request]:
    """Asks for one path."""
    return [Request("GET", f"{API}{path}")]


def middle(path: str, kind: str, subject: Subject) -> Sequence[Request]:
    """Asks for the page of 20 that is farthest from both ends."""
    rows: int = getattr(subject.size, kind)
    return [Request("GET", f"{API}{path}?page={max(1, rows // 40)}")]


def throughout(path: str, kind: str, subject: Subject) -> Sequence[Request]:
    """Asks for rows from all over the data."""
    rows: int = getattr(subject.size, kind)
    return [Request("GET", f"{API}{path.format(rows * part // 20 + 1)}") for part in range(20)]


def json(method: str, path: str, body: Mapping[str, object]) -> Request:
    """Gives a request with a JSON body."""
    return Request(method, f"{API}{path}", dumps(body).encode())


def form(method: str, path: str, fields: Mapping[str, object]) -> Request:
    """Gives a request with a multipart body."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    body = "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode()
    return Request(method, f"{API}{path}", body, FORM_TYPE)


def teacher(name: str) -> Mapping[str, object]:
    """Gives all that a teacher must have."""
    return {
        "username": name,
        "password": "Correct-Horse-7",
        "name": "Nadia Fouad",
        "phone": "01012345678",
        "gmail": f"{name}@example.com",
        "gender": "female",
        "subject": 1,
        "grades": 1,
    }


def new_teachers(_subject: Subject) -> Sequence[Request]:
    """Makes teachers."""
    names = (f"benchmark.{next(NUMBERS)}" for _ in range(WRITES))
    return [form("POST", "/teachers/", teacher(name)) for name in names]


def replaced_teachers(subject: Subject) -> Sequence[Request]:
    """Replaces teachers."""
    ids = [number % subject.size.teachers + 1 for number in range(WRITES)]
    return [form("PUT", f"/teachers/{pk}/", teacher(f"teacher{pk}")) for pk in ids]


def changed_teachers(subject: Subject) -> Sequence[Request]:
    """Changes teachers."""
    fields = {"biography": "Has taught for many years.", "is_active": "true"}
    ids = [number % subject.size.teachers + 1 for number in range(WRITES)]
    return [form("PATCH", f"/teachers/{pk}/", fields) for pk in ids]


def changed_students(subject: Subject) -> Sequence[Request]:
    """Changes the status of students."""
    ids = [number * 7 % subject.size.students + 1 for number in range(WRITES)]
    return [json("PATCH", f"/students/{pk}/", {"status": "suspended_temporary"}) for pk in ids]


def course(subject: Subject, course_id: int) -> Mapping[str, object]:
    """Gives a course under a new name, with its own teacher and grade."""
    present = subject.ask(form("PATCH", f"/courses/{course_id}/", {}))
    fixed = {name: present[name] for name in ("teacher", "grade")}
    return {"name": f"Benchmark {next(NUMBERS)}", **fixed}


def new_courses(subject: Subject) -> Sequence[Request]:
    """Makes courses."""
    return [form("POST", "/courses/", course(subject, 1)) for _ in range(WRITES)]


def replaced_courses(subject: Subject) -> Sequence[Request]:
    """Replaces courses."""
    ids = [number % subject.size.courses + 1 for number in range(WRITES)]
    return [form("PUT", f"/courses/{pk}/", course(subject, pk)) for pk in ids]


def changed_courses(subject: Subject) -> Sequence[Request]:
    """Changes courses."""
    ids = [number % subject.size.courses + 1 for number in range(WRITES)]
    return [form("PATCH", f"/courses/{pk}/", {"description": "Revised."}) for pk in ids]


def deleted_courses(subject: Subject) -> Sequence[Request]:
    """Deletes courses that were made for it."""
    made = [subject.ask(request)["id"] for request in new_courses(subject)]
    return [Request("DELETE", f"{API}/courses/{pk}/") for pk in made]


def new_codes(subject: Subject) -> Sequence[Request]:
    """Makes recharge codes."""
    ids = [number % subject.size.courses + 1 for number in range(WRITES)]
    return [json("POST", "/recharge-codes/", {"course": pk, "value": "50.00"}) for pk in ids]


def log_in(_subject: Subject) -> Sequence[Request]:
    """Logs in."""
    return [json("POST", "/auth/token/", CREDENTIALS)]


def refreshed(subject: Subject) -> Sequence[Request]:
    """Asks for further access tokens."""
    pair = subject.ask(json("POST", "/auth/token/", CREDENTIALS))
    return [json("POST", "/auth/token/refresh/", {"refresh": pair["refresh"]})]


def read(name: str, path: str, *, grows: bool = False) -> Measured:
    """Measures one path."""
    return Measured(name, partial(get, path), grows)


MEASURED = (
    read("teachers_list", "/teachers/"),
    read("teachers_list, active ones", "/teachers/?is_active=true"),
    read("teachers_list, search", "/teachers/?search=mohamed", grows=True),
    Measured("teachers_retrieve", partial(throughout, "/teachers/{}/", "teachers")),
    read("students_list", "/students/"),
    read("students_list, page_size=100", "/students/?page_size=100"),
    Measured("students_list, middle page", partial(middle, "/students/", "students")),
    read("students_list, last page", "/students/?page=last"),
    read("students_list, three filters", "/students/?status=verified&grade=1&school_type=2"),
    read("students_list, search for one", "/students/?search=ST240777"),
    read("students_list, search for a common name", "/students/?search=mohamed"),
    Measured("students_retrieve", partial(throughout, "/students/{}/", "students")),
    read("assistants_list", "/assistants/"),
    read("assistants_list, search", "/assistants/?search=assistant7@"),
    read("recharge_codes_list", "/recharge-codes/"),
    Measured("recharge_codes_list, middle page", partial(middle, "/recharge-codes/", "codes")),
    read("recharge_codes_list, last page", "/recharge-codes/?page=last"),
    read("recharge_codes_list, used", "/recharge-codes/?is_used=true"),
    read("recharge_codes_list, of a course", "/recharge-codes/?course=7"),
    read("recharge_codes_list, by use", "/recharge-codes/?ordering=-used_at"),
    Measured("revenue_course", partial(throughout, "/revenue/courses/{}/", "courses")),
    Measured("revenue_lecture", partial(throughout, "/revenue/lectures/{}/", "courses")),
    read("revenue_students, of a course", "/revenue/students/?course=7"),
    read("revenue_trends", "/revenue/trends/"),
    read("revenue_trends, a year", "/revenue/trends/?start_date=2020-01-01"),
    read("dashboard_stats", "/dashboard/stats/"),
    read("revenue_overview", "/revenue/", grows=True),
    read("revenue_students", "/revenue/students/", grows=True),
    read("teachers_list, all=true", "/teachers/?all=true", grows=True),
    read("students_list, all=true", "/students/?all=true", grows=True),
    Measured("auth_token_create", log_in),
    Measured("auth_token_refresh", refreshed),
    Measured("teachers_create", new_teachers, writes=True),
    Measured("teachers_update", replaced_teachers, writes=True),
    Measured("teachers_partial_update", changed_teachers, writes=True),
    Measured("students_partial_update", changed_students, writes=True),
    Measured("courses_create", new_courses, writes=True),
    Measured("courses_update", replaced_courses, writes=True),
    Measured("courses_partial_update", changed_courses, writes=True),
    Measured("courses_destroy", deleted_courses, writes=True),
    Measured("recharge_codes_create", new_codes, writes=True),
)
COMPARED = (
    read("20 teachers with nested detail", "/teachers/?page_size=20"),
    read("20 students", "/students/?page_size=20"),
    read("dashboard", "/dashboard/stats/"),
    read("revenue overview", "/revenue/"),
)
"""What is measured side by side with the Django backend."""
