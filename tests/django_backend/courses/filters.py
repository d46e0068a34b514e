"""What the list of recharge codes can be filtered by."""

import django_filters
from django.db.models import QuerySet

from config.filters import BooleanFilter, IdFilter
from courses.models import RechargeCode


class RechargeCodeFilter(django_filters.FilterSet):
    """Codes by course and by being used."""

    course = IdFilter(field_name="course_id")
    is_used = BooleanFilter(method="filter_used")

    class Meta:
        model = RechargeCode
        fields = ()

    def filter_used(self, codes: QuerySet, _name: str, value: bool) -> QuerySet:
        """Gives those that are used, or those that are not."""
        return codes.filter(used_at__isnull=not value)
