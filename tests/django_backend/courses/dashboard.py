"""The dashboard."""

from datetime import datetime

from django.db.models import Count, F
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Role, User
from people.models import (
    Area,
    Assistant,
    Division,
    Governorate,
    Grade,
    SchoolType,
    Student,
    Subject,
    Teacher,
    VideoSecurity,
)

CATALOGUE = {
    "total_subjects": Subject,
    "total_grades": Grade,
    "total_school_types": SchoolType,
    "total_divisions": Division,
    "total_governorates": Governorate,
    "total_areas": Area,
    "total_video_security_options": VideoSecurity,
}


class DashboardStats(APIView):
    """How many of everything there are."""

    def get(self, request: Request) -> Response:
        """Gives all counts."""
        new = User.objects.filter(created_at__gte=start_of_month())
        teachers = Teacher.objects.all()
        return Response(
            {
                "total_students": Student.objects.count(),
                "total_teachers": teachers.count(),
                "total_assistants": Assistant.objects.count(),
                "new_users_this_month": new.count(),
                "new_students_this_month": new.filter(role=Role.STUDENT).count(),
                "new_teachers_this_month": new.filter(role=Role.TEACHER).count(),
                "students_by_status": students_by_status(),
                "students_by_grade_school_division": students_by_group(),
                "teachers_active_count": teachers.filter(user__is_active=True).count(),
                "teachers_inactive_count": teachers.filter(user__is_active=False).count(),
                "teachers_by_grade_subject": teachers_by_group(),
                **{name: model.objects.count() for name, model in CATALOGUE.items()},
            }
        )


def start_of_month() -> datetime:
    """Gives the first midnight of this month in the backend's time zone."""
    return timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def students_by_status() -> dict[str, int]:
    """Gives the count of each of the five statuses."""
    rows = Student.objects.order_by().values_list("status").annotate(count=Count("id"))
    return {**dict.fromkeys(Student.Status.values, 0), **dict(rows)}


def students_by_group() -> list[dict[str, object]]:
    """Gives the groups that have members, of students with all three."""
    rows = (
        Student.objects.filter(
            grade__isnull=False, school_type__isnull=False, division__isnull=False
        )
        .values("grade_id", "school_type_id", "division_id")
        .annotate(
            grade_name=F("grade__name"),
            school_type_name=F("school_type__name"),
            division_name=F("division__name"),
            count=Count("id"),
        )
        .order_by("grade_id", "school_type_id", "division_id")
    )
    return [
        {
            "grade": row["grade_name"],
            "school_type": row["school_type_name"],
            "division": row["division_name"],
            "count": row["count"],
        }
        for row in rows
    ]


def teachers_by_group() -> list[dict[str, object]]:
    """Gives the groups that have members."""
    rows = (
        Teacher.objects.filter(grades__isnull=False, subject__isnull=False)
        .values("grades__id", "subject_id")
        .annotate(grade_name=F("grades__name"), subject_name=F("subject__name"), count=Count("id"))
        .order_by("grades__id", "subject_id")
    )
    return [
        {"grade": row["grade_name"], "subject": row["subject_name"], "count": row["count"]}
        for row in rows
    ]
