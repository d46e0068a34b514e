"""How an exchange is shown: one command to repeat it, and no secret anywhere."""

from __future__ import annotations

from siteowner_contract.bodies import Upload, write_form
from siteowner_contract.secret_fields import mask
from tests.contract.exchanges import exchange

SECRET = "Vq7-secret-Zm"


def test_curl_has_the_token_as_a_variable() -> None:
    """The scheme is shown, the token is not."""
    shown = exchange(headers={"authorization": f"Bearer {SECRET}"}).curl()
    assert '"Authorization: Bearer $TOKEN"' in shown
    assert SECRET not in shown


def test_curl_sends_json_quoted_for_the_shell() -> None:
    """A body with a quote is one argument all the same."""
    shown = exchange(
        method="POST", headers={"content-type": "application/json"}, content=b'{"name": "O\'Neil"}'
    ).curl()
    assert """--data-binary '{"name": "O'"'"'Neil"}'""" in shown
    assert "-H 'Content-Type: application/json'" in shown


def test_curl_of_a_form_names_files_and_hides_the_password() -> None:
    """A form is written part by part, its boundary left to curl."""
    form = {"password": SECRET, "picture": Upload("a.png", b"\x89PNG", "image/png")}
    content, content_type = write_form(form, "b0undary")
    shown = exchange(method="POST", headers={"content-type": content_type}, content=content).curl()
    assert '--form-string "password=$PASSWORD"' in shown
    assert "-F 'picture=@a.png;type=image/png'" in shown
    assert "boundary" not in shown
    assert SECRET not in shown


def test_report_has_no_secret_of_a_login() -> None:
    """Neither the password that was sent nor the tokens that came are in a report."""
    login = exchange(
        body={"access": SECRET, "refresh": SECRET},
        operation="auth_token_create",
        method="POST",
        headers={"authorization": f"Bearer {SECRET}", "content-type": "application/json"},
        content=f'{{"username": "owner", "password": "{SECRET}"}}'.encode(),
    )
    request, response = login.as_json()
    assert SECRET not in str(request) + str(response) + login.curl() + login.summary()
    assert {"username": "owner", "password": "***"} == request["body"]


def test_mask_reaches_every_depth() -> None:
    """A password in a list of objects is masked, and nothing beside it."""
    assert {"users": [{"name": "Mona", "password": "***"}]} == mask(
        "", {"users": [{"name": "Mona", "password": SECRET}]}
    )


def test_query_is_decoded_in_order() -> None:
    """An Arabic search is read back as it was typed."""
    asked = exchange(url="http://127.0.0.1/api/teachers/?search=%D8%A3%D8%AD&page=2")
    assert [("search", "أح"), ("page", "2")] == asked.query
