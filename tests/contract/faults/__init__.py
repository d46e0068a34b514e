"""Known-bad servers: the reference server with one documented behaviour broken.

Each fault names the requirement that must catch it. Most are done from outside, by altering a
request or an answer; what depends on stored data is done inside, to the server's own tables of
rules, functions and statements. One module a resource; `python -m tests.contract.faults` shows
which of them the suite catches.
"""

from tests.contract.faults import (
    access,
    answers,
    assistants,
    course_revenue,
    courses,
    courses_update,
    dashboard,
    details,
    filters,
    pages,
    recharge_codes,
    refusals,
    revenue,
    searches,
    students,
    teachers,
    teachers_create,
    teachers_fields,
    teachers_update,
    trends,
    whole_sets,
)
from tests.contract.faults.fault import Fault

MODULES = (
    access,
    answers,
    refusals,
    pages,
    whole_sets,
    filters,
    searches,
    details,
    teachers,
    teachers_create,
    teachers_fields,
    teachers_update,
    students,
    courses,
    courses_update,
    assistants,
    recharge_codes,
    revenue,
    course_revenue,
    trends,
    dashboard,
)
FAULTS: tuple[Fault, ...] = tuple(fault for module in MODULES for fault in module.FAULTS)

__all__ = ["FAULTS", "Fault"]
