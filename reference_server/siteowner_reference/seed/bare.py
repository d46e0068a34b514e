"""The bare seed: what no operation can make."""

from datetime import datetime

from siteowner_reference.db import tables
from siteowner_reference.db.rows import Rows
from siteowner_reference.seed.accounts import owner
from siteowner_reference.seed.catalogue import catalogue


def bare(now: datetime) -> Rows:
    """Gives the owner's account, subjects, grades and so on, and nobody and nothing else."""
    return {**catalogue(), tables.User: [owner(now)]}
