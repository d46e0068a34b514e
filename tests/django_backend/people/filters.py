"""What lists of people can be filtered by."""

import django_filters

from config.filters import BooleanFilter, IdFilter
from people.models import Assistant, Student, Teacher


class TeacherFilter(django_filters.FilterSet):
    """Teachers by activity, subject and grade."""

    is_active = BooleanFilter(field_name="user__is_active")
    subject = IdFilter(field_name="subject_id")
    grades = IdFilter(field_name="grades__id")

    class Meta:
        model = Teacher
        fields = ()


class StudentFilter(django_filters.FilterSet):
    """Students by status, grade and school type."""

    status = django_filters.ChoiceFilter(choices=Student.Status.choices)
    grade = IdFilter(field_name="grade_id")
    school_type = IdFilter(field_name="school_type_id")

    class Meta:
        model = Student
        fields = ()


class AssistantFilter(django_filters.FilterSet):
    """Assistants by teacher."""

    teacher = IdFilter(field_name="teacher_id")

    class Meta:
        model = Assistant
        fields = ()
