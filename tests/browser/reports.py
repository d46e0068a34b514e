"""Reports to look at: of a real run against a faulty server, and of the worst that may come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from siteowner_contract import Level, Status, load_catalogue, run
from siteowner_contract.known import Known, with_known
from siteowner_contract.report.building import MOST_EVIDENCE, report_of
from siteowner_contract.report.model import Judged, Report, counted
from tests.contract.conftest import broken_server
from tests.contract.exchanges import URL, exchange
from tests.contract.faults import FAULTS
from tests.contract.test_results import ERROR, FAILED, PASSED, finished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.contract.sabotage import App

SEED = 1
# Honest mistakes of a backend, each found by a requirement of its own; without a teacher whose
# phone is taken, another requirement can't be judged.
MISTAKES = (
    "phone_without_015",
    "search_without_arabic_names",
    "half_a_pound",
    "values_ordered_as_text",
    "active_assistants_alone",
    "page_past_the_end",
)
ONLY = ("GEN-14", "TCH-5", "TCH-8", "TCH-11", "STU-1", "STU-4", "STU-6", "COD-4", "COD-9", "DSH-3")
STATES = {
    "GEN-14": "warned", "TCH-5": "passed", "TCH-8": "skipped", "TCH-11": "failed",
    "STU-1": "passed", "STU-4": "failed", "STU-6": "passed", "COD-4": "failed",
    "COD-9": "known", "DSH-3": "failed",
}  # fmt: skip
TICKET = Known(requirement="COD-9", reason="Ticket 512", expires=date(2099, 12, 31))

MARKUP = "</script></style><img src=x onerror=alert(1)><script>alert(2)</script>"
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
ARABIC = "أحمد محمد"
HOSTILE = f"{MARKUP} {OVERRIDE}gpj.exe & 'quoted' \"twice\" {{{{ 7 * 7 }}}} \x1b[31m {ARABIC}"
LONG = "0123456789" * 10_000


def of_a_faulty_server(mistakes: Sequence[str] = MISTAKES, only: tuple[str, ...] = ONLY) -> Report:
    """The report of a real run against a reference server that makes some mistakes."""
    faults = [fault for fault in FAULTS if fault.name in mistakes]

    def broken(app: App) -> App:
        for fault in faults:
            app = fault.wrap(app)
        return app

    with pytest.MonkeyPatch.context() as patched:
        for fault in faults:
            fault.patch(patched)
        with broken_server(broken) as settings:
            made = run(replace(settings, only=only, seed=SEED))
    return with_known(report_of(made), [TICKET], made.started_at.date())


def of_a_hostile_server() -> Report:
    """A report of answers that would break out of a page, turn its text or never end."""
    catalogue = load_catalogue()
    said = exchange(500, {"detail": HOSTILE, "name": ARABIC}, url=f"{URL}?search={HOSTILE}")
    hostile = replace(FAILED.findings[1], expected=HOSTILE, came=HOSTILE, exchange=said)
    long = replace(hostile, came="much", exchange=exchange(200, {"detail": LONG}))
    made = finished(
        replace(FAILED, requirement=catalogue["TCH-9"], findings=[hostile], notes=[HOSTILE]),
        replace(FAILED, requirement=catalogue["TCH-11"], findings=[long]),
        replace(ERROR, requirement=catalogue["COD-1"], findings=[], errors=[HOSTILE]),
        replace(PASSED, requirement=catalogue["COD-2"]),
    )
    return report_of(replace(made, target=HOSTILE, notes=[HOSTILE]), personal=False)


def of_a_large_run(requirements: int = 500) -> Report:
    """A report of more requirements than there are, each with as much evidence as one may have."""
    [one] = report_of(
        finished(replace(FAILED, findings=[*FAILED.findings] * MOST_EVIDENCE)), personal=False
    ).requirements
    many = tuple(_numbered(one, number) for number in range(requirements))
    return report_of(finished(PASSED)).model_copy(
        update={"requirements": many, "summary": counted(many)}
    )


def _numbered(one: Judged, number: int) -> Judged:
    """Each second one a SHOULD that holds."""
    changed: dict[str, object] = {"id": f"BIG-{number}", "title": f"Rule {number} holds."}
    if number % 2:
        changed |= {"status": Status.PASSED, "level": Level.SHOULD, "evidence": ()}
    return one.model_copy(update=changed)
