"""Faults of who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jwt

from siteowner_reference.db.queries import users
from siteowner_reference.domain import accounts
from siteowner_reference.domain.errors import LogInError
from siteowner_reference.domain.passwords import verify_password
from siteowner_reference.domain.tokens import TokenError, Tokens
from siteowner_reference.http import views
from siteowner_reference.http.authentication import permitted_account
from tests.contract.faults.breaking import ID, answers, sets, statuses
from tests.contract.faults.fault import Fault
from tests.contract.faults.meddling import open_to_accounts, open_to_anybody, refused_too_late

if TYPE_CHECKING:
    from typing import Any

    import pytest

    from siteowner_reference.db.database import Session
    from siteowner_reference.db.tables import User
    from siteowner_reference.domain.accounts import Account
    from siteowner_reference.domain.work import Work
    from tests.contract.faults.fault import Patch


def _admits(role: str) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        def permitted(work: Work, user_id: int) -> Account:
            caller = accounts.account(work.session, user_id)
            if caller is not None and caller.role == role:
                return caller
            return permitted_account(work, user_id)

        monkeypatch.setattr(views, "permitted_account", permitted)

    return patch


def _signature_not_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tokens, "_claims", lambda _, token: _unverified(token))


def _none_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = Tokens._claims

    def believing(tokens: Tokens, token: str) -> dict[str, Any]:
        unsigned = token.endswith(".") and token.count(".") == 2
        return _unverified(token) if unsigned else claims(tokens, token)

    monkeypatch.setattr(Tokens, "_claims", believing)


def _expiry_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(tokens: Tokens, token: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token, tokens.secret, ["HS256"], options={"verify_exp": False}
            )
        except jwt.InvalidTokenError as error:
            raise TokenError("Token is invalid") from error
        return claims

    monkeypatch.setattr(Tokens, "_claims", read)


def _type_ignored_for(kind: str) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        user_id = Tokens.user_id

        def read(tokens: Tokens, token: str, token_type: str) -> int | None:
            if token_type == kind:
                return int(tokens._claims(token)["user_id"])
            return user_id(tokens, token, token_type)

        monkeypatch.setattr(Tokens, "user_id", read)

    return patch


def _unverified(token: str) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError as error:
        raise TokenError("Token is invalid") from error
    return claims


def _inactive_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def log_in(session: Session, username: str, password: str) -> User:
        user = users.credentials(session, username)
        if user is None or not verify_password(user.password_hash, password):
            raise LogInError
        return user

    monkeypatch.setattr(accounts, "log_in", log_in)


FAULTS = (
    Fault(
        "anonymous_read",
        "GEN-1",
        "A view has no permission classes.",
        statuses("GET", "/revenue/", old=401, new=200),
    ),
    Fault(
        "anonymous_text",
        "GEN-1",
        "The documented text is replaced by a house style.",
        answers("GET", "/dashboard/stats/", sets(detail="Log in first."), status=401),
    ),
    Fault(
        "anonymous_403",
        "GEN-1",
        "One view has session authentication first, so the framework answers 403 there.",
        statuses("PATCH", f"/students/{ID}/", old=401, new=403),
    ),
    Fault(
        "anybody_lists",
        "GEN-1",
        "A list was opened while somebody tried it in a browser, and stayed open.",
        patch=open_to_anybody("assistants_list"),
    ),
    Fault(
        "anybody_deletes",
        "GEN-1",
        "get_permissions() has a branch for every action but destroy.",
        patch=open_to_anybody("courses_destroy"),
    ),
    Fault(
        "outsider_reads",
        "GEN-2",
        "A list asks for any log-in instead of the site owner's.",
        statuses("GET", "/assistants/", old=403, new=200),
    ),
    Fault(
        "outsider_creates_code",
        "GEN-2",
        "A permission covers reading, and nobody thought of POST.",
        statuses("POST", "/recharge-codes/", old=403, new=201),
    ),
    Fault(
        "teacher_admitted",
        "GEN-2",
        "The permission asks for staff, and teachers are staff.",
        patch=_admits("teacher"),
    ),
    Fault(
        "student_admitted",
        "GEN-2",
        "The permission compares roles by a prefix, and `student` slips through.",
        patch=_admits("student"),
    ),
    Fault(
        "outsider_deletes",
        "GEN-2",
        "get_permissions() has a branch for every action but destroy.",
        patch=open_to_accounts("courses_destroy"),
    ),
    Fault(
        "outsider_patches_teacher",
        "GEN-2",
        "PUT is guarded, PATCH is another method of the view and is not.",
        patch=open_to_accounts("teachers_partial_update"),
    ),
    Fault(
        "outsider_reads_one",
        "GEN-2",
        "The list is guarded, the single object is not.",
        patch=open_to_accounts("students_retrieve"),
    ),
    Fault(
        "outsider_reads_trends",
        "GEN-2",
        "A function view forgot its decorator.",
        patch=open_to_accounts("revenue_trends"),
    ),
    Fault(
        "done_then_refused",
        "GEN-2",
        "The permission is checked on the object after it was saved.",
        patch=refused_too_late("courses_partial_update"),
    ),
    Fault(
        "made_then_refused",
        "GEN-2",
        "The permission is checked when the answer is rendered, after the teacher was made.",
        patch=refused_too_late("teachers_create"),
    ),
    Fault(
        "status_set_then_refused",
        "GEN-2",
        "A signal sets the student's flag before the permission is looked at.",
        patch=refused_too_late("students_partial_update"),
    ),
    Fault(
        "forbidden_in_other_words",
        "GEN-2",
        "The permission has a message of its own.",
        answers("POST", "/courses/", sets(detail="Site owners only."), status=403),
    ),
    Fault(
        "bad_token_is_403",
        "GEN-10",
        "An authentication class has no authenticate header, so the framework answers 403.",
        statuses("GET", "/students/", old=401, new=403),
    ),
    Fault(
        "signature_not_verified",
        "GEN-10",
        "Tokens are decoded without verification, which was meant for a test.",
        patch=_signature_not_verified,
    ),
    Fault(
        "algorithm_none_believed",
        "GEN-10",
        "The algorithm is taken from the token itself.",
        patch=_none_is_believed,
    ),
    Fault(
        "expiry_ignored",
        "GEN-10",
        "verify_exp was switched off while a clock was wrong.",
        patch=_expiry_ignored,
    ),
    Fault(
        "refresh_token_opens",
        "GEN-10",
        "The type of a token is not looked at, so one that lives a day opens everything.",
        patch=_type_ignored_for("access"),
    ),
    Fault(
        "access_token_renews",
        "GEN-10",
        "The type of a token is not looked at, so an access token never dies.",
        patch=_type_ignored_for("refresh"),
    ),
    Fault(
        "media_type_not_looked_at",
        "GEN-11",
        "A view reads whatever comes as a form, and misses its fields.",
        statuses("POST", "/courses/", old=415, new=400),
    ),
    Fault(
        "malformed_json_is_a_bad_log_in",
        "GEN-11",
        "A view catches every exception of the log-in.",
        statuses("POST", "/auth/token/", old=400, new=401),
    ),
    Fault(
        "inactive_let_in",
        "GEN-13",
        "An authentication backend of one's own forgot the flag.",
        patch=_inactive_let_in,
    ),
)
