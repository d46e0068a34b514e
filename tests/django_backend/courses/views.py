"""Courses and recharge codes."""

from django.db import transaction
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import mixins
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.filters import StableOrderingFilter
from courses.aggregates import counted
from courses.filters import RechargeCodeFilter
from courses.models import Course, Lecture, RechargeCode, Topic, Video
from courses.serializers import CourseSerializer, CourseWriteSerializer, RechargeCodeSerializer


class CourseViewSet(
    mixins.CreateModelMixin, mixins.UpdateModelMixin, mixins.DestroyModelMixin, GenericViewSet
):
    """Courses are made, changed and deleted here; they are read in the revenue."""

    queryset = Course.objects.select_related("teacher", "grade")
    serializer_class = CourseWriteSerializer
    parser_classes = (MultiPartParser,)

    def create(self, request: Request) -> Response:
        """Makes a course and answers it whole."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response(self._whole(serializer.save()), 201)

    def update(self, request: Request, pk: str, *, partial: bool = False) -> Response:
        """Changes a course and answers it whole."""
        serializer = self.get_serializer(self.get_object(), data=request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        return Response(self._whole(serializer.save()))

    @transaction.atomic
    def perform_destroy(self, instance: Course) -> None:
        """Deletes a course that nobody is enrolled in."""
        Course.objects.select_for_update().get(pk=instance.pk)
        if instance.enrolments.exists():
            detail = "Cannot delete a course that has students enrolled in it."
            raise ValidationError({"detail": detail})
        instance.delete()

    def _whole(self, course: Course) -> dict[str, object]:
        counted = counts(Course.objects.select_related("teacher__subject", "grade"))
        course = counted.prefetch_related("topics").get(pk=course.pk)
        return CourseSerializer(course, context=self.get_serializer_context()).data


def counts(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Adds how many topics, lectures and videos a course has."""
    return courses.annotate(
        topic_count=counted(Topic.objects, "course"),
        total_lectures=counted(Lecture.objects, "topic__course"),
        total_videos=counted(Video.objects, "lecture__topic__course"),
    )


class RechargeCodeViewSet(mixins.ListModelMixin, mixins.CreateModelMixin, GenericViewSet):
    """Recharge codes are made and listed."""

    queryset = RechargeCode.objects.select_related("course__teacher", "used_by", "created_by")
    serializer_class = RechargeCodeSerializer
    filter_backends = (DjangoFilterBackend, StableOrderingFilter)
    filterset_class = RechargeCodeFilter
    ordering_fields = ("created_at", "value", "expires_at", "used_at")
    ordering = ("-created_at",)
