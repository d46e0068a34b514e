# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""The resources that a client has, each loaded when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..core.engine import AsyncEngine, Engine
    from .assistants import Assistants, AsyncAssistants
    from .courses import AsyncCourses, Courses
    from .dashboard import AsyncDashboard, Dashboard
    from .recharge_codes import AsyncRechargeCodes, RechargeCodes
    from .revenue import AsyncRevenue, Revenue
    from .students import AsyncStudents, Students
    from .teachers import AsyncTeachers, Teachers


class Resources:
    """The resources of a `SiteOwner`."""

    _engine: Engine

    @cached_property
    def teachers(self) -> Teachers:
        """Teachers, their subjects and the grades they teach.

        There is no delete.
        """
        from .teachers import Teachers

        return Teachers(self._engine)

    @cached_property
    def students(self) -> Students:
        """Students, and the status that lets them in or keeps them out."""
        from .students import Students

        return Students(self._engine)

    @cached_property
    def courses(self) -> Courses:
        """Courses of a teacher for one grade.

        There is no list; `revenue_overview` names every course.
        """
        from .courses import Courses

        return Courses(self._engine)

    @cached_property
    def assistants(self) -> Assistants:
        """The assistants of all teachers."""
        from .assistants import Assistants

        return Assistants(self._engine)

    @cached_property
    def recharge_codes(self) -> RechargeCodes:
        """Codes that students redeem for one course."""
        from .recharge_codes import RechargeCodes

        return RechargeCodes(self._engine)

    @cached_property
    def revenue(self) -> Revenue:
        """What was bought, by course, lecture, student and day."""
        from .revenue import Revenue

        return Revenue(self._engine)

    @cached_property
    def dashboard(self) -> Dashboard:
        """Counts over the whole platform."""
        from .dashboard import Dashboard

        return Dashboard(self._engine)


class AsyncResources:
    """The resources of an `AsyncSiteOwner`."""

    _engine: AsyncEngine

    @cached_property
    def teachers(self) -> AsyncTeachers:
        """Teachers, their subjects and the grades they teach.

        There is no delete.
        """
        from .teachers import AsyncTeachers

        return AsyncTeachers(self._engine)

    @cached_property
    def students(self) -> AsyncStudents:
        """Students, and the status that lets them in or keeps them out."""
        from .students import AsyncStudents

        return AsyncStudents(self._engine)

    @cached_property
    def courses(self) -> AsyncCourses:
        """Courses of a teacher for one grade.

        There is no list; `revenue_overview` names every course.
        """
        from .courses import AsyncCourses

        return AsyncCourses(self._engine)

    @cached_property
    def assistants(self) -> AsyncAssistants:
        """The assistants of all teachers."""
        from .assistants import AsyncAssistants

        return AsyncAssistants(self._engine)

    @cached_property
    def recharge_codes(self) -> AsyncRechargeCodes:
        """Codes that students redeem for one course."""
        from .recharge_codes import AsyncRechargeCodes

        return AsyncRechargeCodes(self._engine)

    @cached_property
    def revenue(self) -> AsyncRevenue:
        """What was bought, by course, lecture, student and day."""
        from .revenue import AsyncRevenue

        return AsyncRevenue(self._engine)

    @cached_property
    def dashboard(self) -> AsyncDashboard:
        """Counts over the whole platform."""
        from .dashboard import AsyncDashboard

        return AsyncDashboard(self._engine)
