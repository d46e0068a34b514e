"""A backend that makes recharge codes, and loses answers as it is told to."""

import datetime as dt
import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from siteowner_sdk import Request, Response
from tests.sdk.fakes import NOW, Outcome, answer, no_connection

OURS, ANOTHERS = 7, 8

Fault = Callable[["CodeServer", dict[str, Any]], Outcome]


@dataclass
class CodeServer:
    """Makes codes and lists them newest first.

    Attributes:
        faults: What happens to which order, by its number, in place of making the code.
        codes: The codes that were made.
        orders: The bodies of the orders, in the order in which they came.
        looks: How often the list was read from its beginning.
        late: What is made before a look, by its number.
        behind: How many seconds its clock was put back.
        whole_seconds: Whether its database keeps no fractions of seconds of an expiry.
    """

    faults: Mapping[int, Fault] = field(default_factory=dict)
    codes: list[dict[str, Any]] = field(default_factory=list)
    orders: list[dict[str, Any]] = field(default_factory=list)
    looks: int = 0
    late: dict[int, Callable[[], object]] = field(default_factory=dict)
    behind: float = 0.0
    whole_seconds: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, request: Request) -> Outcome:
        """Answers an order or a look into the list."""
        with self.lock:
            if request.method == "GET":
                return self._list(parse_qs(urlsplit(request.url).query))
            assert request.body is not None
            order: dict[str, Any] = json.loads(b"".join(request.body))
            fault = self.faults.get(len(self.orders), made)
            self.orders.append(order)
            return fault(self, order)

    def make(self, order: dict[str, Any], creator: int = OURS, age: float = 0.0) -> dict[str, Any]:
        """Makes a code, so many seconds before its turn."""
        number = len(self.codes) + 1
        created_at = NOW + dt.timedelta(seconds=number / 1000 - age - self.behind)
        expires_at = order.get("expires_at")
        if expires_at is not None and self.whole_seconds:
            expires_at = re.sub(r"\.\d+", "", expires_at)
        code = {
            "id": number,
            "course": order["course"],
            "course_name": "Algebra",
            "teacher_name": "A teacher",
            "code": f"{number:04}-AAAA-BBBB-CCCC",
            "value": f"{float(order['value']):.2f}",
            "is_used": False,
            "used_by": None,
            "used_by_name": None,
            "used_at": None,
            "created_at": created_at.isoformat(),
            "expires_at": expires_at,
            "created_by": creator,
            "created_by_username": f"user{creator}",
        }
        self.codes.append(code)
        return code

    def _list(self, query: dict[str, list[str]]) -> Response:
        number, size = int(query.get("page", ["1"])[0]), int(query["page_size"][0])
        if number == 1:
            self.looks += 1
            self.late.pop(self.looks, lambda: None)()
        course = int(query["course"][0])
        found = [code for code in self.codes if code["course"] == course]
        found.sort(key=lambda code: code["created_at"], reverse=True)
        end = number * size
        link = f"http://x/?course={course}&page={number + 1}&page_size={size}"
        return answer(
            {
                "count": len(found),
                "next": link if end < len(found) else None,
                "previous": None if number == 1 else "http://x/",
                "results": found[end - size : end],
            }
        )


def made(server: CodeServer, order: dict[str, Any]) -> Outcome:
    """The code is made and answered."""
    return answer(server.make(order), 201)


def made_and_lost(server: CodeServer, order: dict[str, Any]) -> Outcome:
    """The code is made, and the connection breaks before the answer."""
    server.make(order)
    return no_connection(sent=True, operation_id="recharge_codes_create")


def lost(_: CodeServer, order: dict[str, Any]) -> Outcome:
    """The connection breaks, and no code is made."""
    return no_connection(sent=True, operation_id="recharge_codes_create")


def never_left(_: CodeServer, order: dict[str, Any]) -> Outcome:
    """There is no connection."""
    return no_connection(sent=False, operation_id="recharge_codes_create")


def made_and_garbled(server: CodeServer, order: dict[str, Any]) -> Outcome:
    """The code is made, and the answer can't be read."""
    server.make(order)
    return Response(201, {}, b'{"id": 1, "cou')


def made_and_failed(server: CodeServer, order: dict[str, Any]) -> Outcome:
    """The code is made, and something fails afterwards."""
    server.make(order)
    return answer({"detail": "failed"}, 500)


def failed(_: CodeServer, order: dict[str, Any]) -> Outcome:
    """The application fails, and no code is made."""
    return answer({"detail": "failed"}, 500)


def bad_gateway(_: CodeServer, order: dict[str, Any]) -> Outcome:
    """A gateway answers, and no code is made as far as one can see."""
    return answer({"detail": "bad gateway"}, 502)


def refused(_: CodeServer, order: dict[str, Any]) -> Outcome:
    """The order is refused."""
    return answer({"value": ["No."]}, 400)


def forbidden(_: CodeServer, order: dict[str, Any]) -> Outcome:
    """The caller may not."""
    return answer({"detail": "no"}, 403)
