"""The shapes of the revenue reports, and what may be asked of them."""

from typing import Any

from django import forms
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from config.filters import IdField
from courses.models import Course


class Amount(serializers.DecimalField):
    """An amount in EGP, as a string whatever plain decimals are."""

    def __init__(self) -> None:
        super().__init__(max_digits=None, decimal_places=2, coerce_to_string=True)


class SummarySerializer(serializers.Serializer):
    """The sums over all courses."""

    total_revenue = Amount()
    total_purchases = serializers.IntegerField()
    total_students = serializers.IntegerField()
    total_courses = serializers.IntegerField()


class CourseRowSerializer(serializers.ModelSerializer):
    """A course in the overview."""

    enrolled_count = serializers.IntegerField()
    purchase_count = serializers.IntegerField()
    revenue = Amount()

    class Meta:
        model = Course
        fields = ("id", "name", "is_active", "enrolled_count", "purchase_count", "revenue")


class OverviewSerializer(serializers.Serializer):
    """The overview."""

    summary = SummarySerializer()
    courses = CourseRowSerializer(many=True)


class TopicRowSerializer(serializers.Serializer):
    """A topic of a course."""

    topic_id = serializers.IntegerField()
    topic_name = serializers.CharField()
    lecture_count = serializers.IntegerField()
    purchase_count = serializers.IntegerField()
    revenue = Amount()


class LectureRowSerializer(serializers.Serializer):
    """A lecture of a course."""

    lecture_id = serializers.IntegerField()
    lecture_name = serializers.CharField()
    topic_id = serializers.IntegerField()
    topic_name = serializers.CharField()
    price = Amount()
    final_price = Amount()
    purchase_count = serializers.IntegerField()
    revenue = Amount()


class SpendingSerializer(serializers.Serializer):
    """What a student spent in a course."""

    student_id = serializers.IntegerField()
    student_name = serializers.CharField()
    student_code = serializers.CharField()
    total_spent = Amount()
    lectures_purchased = serializers.IntegerField()


class CourseRevenueSerializer(serializers.Serializer):
    """The revenue of a course."""

    course_id = serializers.IntegerField()
    course_name = serializers.CharField()
    total_revenue = Amount()
    total_purchases = serializers.IntegerField()
    topics = TopicRowSerializer(many=True)
    lectures = LectureRowSerializer(many=True)
    student_spending = SpendingSerializer(many=True)


class PurchaseSerializer(serializers.Serializer):
    """A purchase of a lecture."""

    student_name = serializers.CharField(source="student.name_en")
    student_code = serializers.CharField(source="student.student_code")
    amount_paid = Amount()
    purchased_at = serializers.DateTimeField()


class LectureRevenueSerializer(serializers.Serializer):
    """The revenue of a lecture."""

    lecture_id = serializers.IntegerField()
    lecture_name = serializers.CharField()
    course_name = serializers.CharField()
    price = Amount()
    final_price = Amount()
    total_revenue = Amount()
    buyer_count = serializers.IntegerField()
    purchase_count = serializers.IntegerField()
    average_days_to_purchase = serializers.FloatField()
    purchase_timeline = PurchaseSerializer(many=True)


class StudentRevenueSerializer(serializers.Serializer):
    """What a student spent in all courses."""

    student_id = serializers.IntegerField(source="id")
    student_name = serializers.CharField(source="name_en")
    student_code = serializers.CharField()
    courses_enrolled = serializers.IntegerField()
    total_spent = Amount()
    lectures_purchased = serializers.IntegerField()
    last_purchase_at = serializers.DateTimeField(allow_null=True)


class DaySerializer(serializers.Serializer):
    """The purchases of a day."""

    date = serializers.DateField()
    revenue = Amount()
    purchase_count = serializers.IntegerField()


class TrendsSerializer(serializers.Serializer):
    """The days of a range."""

    start_date = serializers.DateField()
    end_date = serializers.DateField()
    total_revenue = Amount()
    total_purchases = serializers.IntegerField()
    daily_trends = DaySerializer(many=True)


class TrendsQuery(forms.Form):
    """The ends of a range, YYYY-MM-DD, either of which may be left out."""

    start_date = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    end_date = forms.DateField(required=False, input_formats=["%Y-%m-%d"])


class CourseQuery(forms.Form):
    """A course, which may be left out."""

    course = IdField(required=False)


def course_of(request: Request) -> int | None:
    """Gives the course that is asked for.

    Raises:
        ValidationError: It is no id.
    """
    query = CourseQuery(request.query_params)
    if not query.is_valid():
        raise ValidationError(query.errors)
    course: Any = query.cleaned_data["course"]
    return course
