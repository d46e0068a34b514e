"""The revenue reports."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from courses.aggregates import NOTHING, counted, grouped, summed
from courses.models import Course, Enrolment, Lecture, Purchase
from courses.reports import (
    CourseRevenueSerializer,
    LectureRevenueSerializer,
    OverviewSerializer,
    StudentRevenueSerializer,
    TrendsQuery,
    TrendsSerializer,
    course_of,
)
from people.models import Student

SECONDS_A_DAY = 86_400


class Overview(APIView):
    """All courses, and their sum."""

    def get(self, request: Request) -> Response:
        """Gives the overview."""
        courses = Course.objects.order_by("id").annotate(
            enrolled_count=counted(Enrolment.objects, "course"),
            purchase_count=counted(Purchase.objects, "lecture__topic__course"),
            revenue=summed(Purchase.objects, "lecture__topic__course"),
        )
        courses = list(courses)
        summary = {
            "total_revenue": sum((course.revenue for course in courses), NOTHING),
            "total_purchases": sum(course.purchase_count for course in courses),
            "total_students": Purchase.objects.aggregate(n=Count("student", distinct=True))["n"],
            "total_courses": len(courses),
        }
        return Response(OverviewSerializer({"summary": summary, "courses": courses}).data)


class CourseRevenue(APIView):
    """One course by topic, lecture and student."""

    def get(self, request: Request, pk: str) -> Response:
        """Gives the course's revenue."""
        course = existing(Course.objects.all(), pk)
        lectures = lecture_rows(course)
        return Response(
            CourseRevenueSerializer(
                {
                    "course_id": course.pk,
                    "course_name": course.name,
                    "total_revenue": total(lectures, "revenue"),
                    "total_purchases": total(lectures, "purchase_count"),
                    "topics": [
                        topic_row(topic, lectures) for topic in course.topics.order_by("id")
                    ],
                    "lectures": lectures,
                    "student_spending": spending_rows(course),
                }
            ).data
        )


class LectureRevenue(APIView):
    """One lecture and who bought it."""

    def get(self, request: Request, pk: str) -> Response:
        """Gives the lecture's revenue."""
        lecture = existing(Lecture.objects.select_related("topic__course"), pk)
        enrolled = Enrolment.objects.filter(
            course=OuterRef("lecture__topic__course"), student=OuterRef("student")
        )
        purchases = list(
            lecture.purchases.select_related("student")
            .annotate(enrolled_at=Subquery(enrolled.values("enrolled_at")))
            .order_by("purchased_at", "id")
        )
        return Response(
            LectureRevenueSerializer(
                {
                    "lecture_id": lecture.pk,
                    "lecture_name": lecture.name,
                    "course_name": lecture.topic.course.name,
                    "price": lecture.price,
                    "final_price": lecture.final_price,
                    "total_revenue": sum((one.amount_paid for one in purchases), NOTHING),
                    "buyer_count": len({one.student_id for one in purchases}),
                    "purchase_count": len(purchases),
                    "average_days_to_purchase": average_days(purchases),
                    "purchase_timeline": purchases,
                }
            ).data
        )


class StudentRevenue(APIView):
    """Each student who is enrolled or has bought."""

    def get(self, request: Request) -> Response:
        """Gives the students, of one course or of all."""
        course = course_of(request)
        enrolments, purchases = Enrolment.objects.all(), Purchase.objects.all()
        if course is not None:
            enrolments = enrolments.filter(course_id=course)
            purchases = purchases.filter(lecture__topic__course_id=course)
        involved = Q(pk__in=enrolments.values("student")) | Q(pk__in=purchases.values("student"))
        rows = spent(Student.objects.filter(involved), purchases).annotate(
            courses_enrolled=counted(enrolments, "student")
        )
        return Response(StudentRevenueSerializer(rows, many=True).data)


class Trends(APIView):
    """The revenue of each day."""

    def get(self, request: Request) -> Response:
        """Gives the days of a range."""
        query = TrendsQuery(request.query_params)
        if not query.is_valid():
            raise ValidationError(query.errors)
        start, end = date_range(query.cleaned_data["start_date"], query.cleaned_data["end_date"])
        rows = list(
            Purchase.objects.annotate(date=TruncDate("purchased_at"))
            .filter(date__range=(start, end))
            .values("date")
            .annotate(revenue=Sum("amount_paid"), purchase_count=Count("id"))
            .order_by("date")
        )
        return Response(
            TrendsSerializer(
                {
                    "start_date": start,
                    "end_date": end,
                    "total_revenue": total(rows, "revenue"),
                    "total_purchases": total(rows, "purchase_count"),
                    "daily_trends": rows,
                }
            ).data
        )


def existing(queryset: QuerySet[Any], pk: str) -> Any:
    """Gives the object with an id, or 404."""
    try:
        return get_object_or_404(queryset, pk=pk)
    except (TypeError, ValueError) as error:
        raise NotFound from error


def date_range(start: date | None, end: date | None) -> tuple[date, date]:
    """Completes a range: until today, for thirty days."""
    end = end or timezone.localdate()
    try:
        start = start or end - timedelta(days=30)
    except OverflowError:
        start = date.min
    if start > end:
        raise ValidationError({"detail": "start_date must not be after end_date."})
    return start, end


def lecture_rows(course: Course) -> list[dict[str, Any]]:
    """Gives the lectures of a course with what they brought."""
    return list(
        Lecture.objects.filter(topic__course=course)
        .values(
            "price",
            "final_price",
            "topic_id",
            lecture_id=F("id"),
            lecture_name=F("name"),
            topic_name=F("topic__name"),
        )
        .annotate(
            purchase_count=Count("purchases"),
            revenue=Coalesce(Sum("purchases__amount_paid"), NOTHING),
        )
        .order_by("topic_id", "id")
    )


def topic_row(topic: Any, lectures: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Gives what a topic brought, from the lectures of its course."""
    by_topic = {key: list(rows) for key, rows in groupby(lectures, itemgetter("topic_id"))}
    rows = by_topic.get(topic.pk, [])
    return {
        "topic_id": topic.pk,
        "topic_name": topic.name,
        "lecture_count": len(rows),
        "purchase_count": total(rows, "purchase_count"),
        "revenue": total(rows, "revenue"),
    }


def spending_rows(course: Course) -> QuerySet[Any]:
    """Gives what each buyer spent in a course."""
    return (
        Purchase.objects.filter(lecture__topic__course=course)
        .values(
            "student_id",
            student_name=F("student__name_en"),
            student_code=F("student__student_code"),
        )
        .annotate(total_spent=Sum("amount_paid"), lectures_purchased=Count("id"))
        .order_by("student_id")
    )


def average_days(purchases: Sequence[Purchase]) -> float:
    """Gives the mean time from enrolment to purchase."""
    days = [
        (one.purchased_at - one.enrolled_at).total_seconds() / SECONDS_A_DAY
        for one in purchases
        if one.enrolled_at is not None
    ]
    return sum(days) / len(days) if days else 0.0


def spent(students: QuerySet[Student], purchases: QuerySet[Purchase]) -> QuerySet[Student]:
    """Adds what students spent in some purchases."""
    return students.order_by("id").annotate(
        total_spent=summed(purchases, "student"),
        lectures_purchased=counted(purchases, "student"),
        last_purchase_at=Subquery(
            grouped(purchases, "student").annotate(at=Max("purchased_at")).values("at")
        ),
    )


def total(rows: Sequence[dict[str, Any]], name: str) -> Any:
    """Adds one column up."""
    return sum(row[name] for row in rows)
