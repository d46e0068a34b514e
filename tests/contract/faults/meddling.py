"""The ways of breaking a server from inside, by what is sent and by who is calling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siteowner_reference.domain.accounts import PHONE, account
from siteowner_reference.drf.errors import PermissionDeniedError
from siteowner_reference.drf.fields import CharField
from siteowner_reference.drf.multipart import Form
from siteowner_reference.drf.serializers import validate
from siteowner_reference.http.request import APIRequest
from siteowner_reference.http.views import View

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    import pytest

    from siteowner_reference.drf.fields import Lookup
    from siteowner_reference.drf.serializers import Serializer
    from siteowner_reference.http.operations import Answer, Operation
    from siteowner_reference.http.request import Message
    from tests.contract.faults.fault import Patch

VALIDATE = "siteowner_reference.http.request.validate"
Values = dict[str, Any]


def kept_when_cleared(model: type[Serializer], field: str) -> Patch:
    """An empty part, which clears a field, is read as none at all."""
    return sent_is_read_as(
        model,
        lambda sent: {
            name: parts for name, parts in sent.items() if name != field or parts != [""]
        },
    )


def sent_is_read_as(model: type[Serializer], change: Callable[[Values], Values]) -> Patch:
    """What comes for a serializer is changed before it is judged: lists of parts, or JSON."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        def changed(
            asked: type[Serializer], data: object, lookup: Lookup, *, partial: bool = False
        ) -> Values:
            if asked is model and isinstance(data, Form):
                data = Form(change(dict(data.parts)))
            elif asked is model and isinstance(data, dict):
                data = change(data)
            return validate(asked, data, lookup, partial=partial)

        monkeypatch.setattr(VALIDATE, changed)

    return patch


def validated_becomes(
    model: type[Serializer], change: Callable[[Values], Values], *, partial: bool | None = None
) -> Patch:
    """What a serializer gives is changed before it is used; of PATCHes alone, or of the others."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        def changed(asked: type[Serializer], data: object, lookup: Lookup, **how: bool) -> Values:
            values = validate(asked, data, lookup, **how)
            applies = asked is model and partial in {None, how["partial"]}
            return change(values) if applies else values

        monkeypatch.setattr(VALIDATE, changed)

    return patch


def always_partial(model: type[Serializer]) -> Patch:
    """A serializer lets every field be left out, whatever the method."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        def lenient(
            asked: type[Serializer], data: object, lookup: Lookup, *, partial: bool = False
        ) -> Values:
            return validate(asked, data, lookup, partial=partial or asked is model)

        monkeypatch.setattr(VALIDATE, lenient)

    return patch


def phones_match(pattern: re.Pattern[str]) -> Patch:
    """Phones are held against another pattern."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        well_formed = CharField.is_well_formed

        def judged(field: CharField, text: str) -> bool:
            if field.pattern is PHONE:
                return pattern.search(text) is not None
            return well_formed(field, text)

        monkeypatch.setattr(CharField, "is_well_formed", judged)

    return patch


def open_to_accounts(operation: str) -> Patch:
    """One operation asks for any account instead of the site owner's."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        perform = View._perform

        def lenient(
            view: View, asked: Operation | None, message: Message, user_id: int | None
        ) -> Answer:
            if asked is None or asked.id != operation or user_id is None:
                return perform(view, asked, message, user_id)
            return _done(view, asked, message, user_id)

        monkeypatch.setattr(View, "_perform", lenient)

    return patch


def refused_too_late(operation: str) -> Patch:
    """One operation is done first, and then the caller is told that they may not."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        perform = View._perform

        def hasty(
            view: View, asked: Operation | None, message: Message, user_id: int | None
        ) -> Answer:
            try:
                return perform(view, asked, message, user_id)
            except PermissionDeniedError:
                if asked is not None and asked.id == operation and user_id is not None:
                    _done(view, asked, message, user_id)
                raise

        monkeypatch.setattr(View, "_perform", hasty)

    return patch


def open_to_anybody(operation: str) -> Patch:
    """One operation has no permission classes, so it needs no credentials either."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        answer = View._answer

        def lenient(view: View, message: Message) -> Answer:
            asked = view._operations.get(message.method)
            if asked is None or asked.id != operation:
                return answer(view, message)
            return view._perform(asked, message, None)

        monkeypatch.setattr(View, "_answer", lenient)

    return patch


def _done(view: View, operation: Operation, message: Message, user_id: int) -> Answer:
    with view._site.writing() as work:
        caller = account(work.session, user_id)
        return operation.handler(APIRequest(view._site, operation, message, work, caller))
