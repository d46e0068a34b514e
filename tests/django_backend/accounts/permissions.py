"""Who may call."""

from typing import Any

from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from accounts.models import Role


class IsSiteOwner(IsAuthenticated):
    """The site owner, and nobody else."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Tells if the caller is the owner."""
        return super().has_permission(request, view) and request.user.role == Role.OWNER
