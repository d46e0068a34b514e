"""Deterministic, realistic data to develop and check against."""

from siteowner_reference.seed.planting import plant

__all__ = ["plant"]
