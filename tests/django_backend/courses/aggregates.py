"""Counts and sums of related rows, each a subquery, so that no join multiplies another."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Manager, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

NOTHING = Decimal(0)

Rows = Manager[Any] | QuerySet[Any]


def counted(rows: Rows, key: str) -> Coalesce:
    """Gives the number of rows that belong to an object."""
    return Coalesce(Subquery(grouped(rows, key).annotate(n=Count("pk")).values("n")), 0)


def summed(rows: Rows, key: str) -> Coalesce:
    """Gives what was paid in the purchases that belong to an object."""
    paid = grouped(rows, key).annotate(paid=Sum("amount_paid")).values("paid")
    return Coalesce(Subquery(paid), NOTHING)


def grouped(rows: Rows, key: str) -> QuerySet[Any]:
    """Groups rows by the object of the query around them."""
    return rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
