"""`siteowner recharge-codes`: listed as filtered, created as ordered, gone on with."""

import base64
import csv
import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from siteowner_sdk import APIConnectionError, Request, Response, SiteOwner, Tokens, reconciling
from siteowner_sdk.cli.app import app
from siteowner_sdk.cli.code_journal import journal_file
from siteowner_sdk.cli.log_ins import LogIn
from siteowner_sdk.cli.operator import Surroundings
from siteowner_sdk.testing import ReferenceServer
from tests.cli.conftest import CommandLine, MemoryStore, as_account
from tests.sdk import code_server
from tests.sdk.code_server import CodeServer
from tests.sdk.fakes import BASE_URL, FakeTransport, answer, no_connection

CREATE = ("recharge-codes", "create", "--course", "3", "--value", "50")


@pytest.fixture(autouse=True)
def _looks_without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is looked into as often as ever, without a pause."""
    monkeypatch.setattr(reconciling, "LOOKS", (0.0, 0.0, 0.0))


def jwt_of(user: int) -> str:
    """An access token as simplejwt makes it, signed by nobody."""
    claims = base64.urlsafe_b64encode(json.dumps({"user_id": user}).encode()).decode()
    return f"e30.{claims.rstrip('=')}.x"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


FILTERS: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    ((), {}),
    (("--used",), {"is_used": True}),
    (("--unused",), {"is_used": False}),
    (("--course", "2"), {"course": 2}),
    (("--ordering=-value", "--unused"), {"is_used": False, "ordering": "-value"}),
]


@pytest.mark.parametrize(("options", "filters"), FILTERS)
def test_list(
    command: CommandLine, siteowner: SiteOwner, options: tuple[str, ...], filters: dict[str, Any]
) -> None:
    """Each filter is the API's, over all pages (COD-7, COD-8, COD-9)."""
    wanted = [code.id for code in siteowner.recharge_codes.list(**filters)]

    found = json.loads(command.output("recharge-codes", "list", *options, "--json"))

    assert wanted
    assert wanted == [code["id"] for code in found]


def test_list_under_its_short_name(command: CommandLine) -> None:
    """`codes` is `recharge-codes`, and a table has the code first."""
    lines = command.output("codes", "list", "--unused", "--limit", "3").splitlines()

    assert ["code", "value", "(EGP)"] == lines[0].split()[:3]
    assert 4 == len(lines)
    assert {19} == {len(line.split()[0]) for line in lines[1:]}


def test_a_file_of_codes_is_private(command: CommandLine) -> None:
    """What is worth money is readable for its owner alone."""
    command.output("codes", "list", "--limit", "2", "--csv", str(file := command.folder / "c.csv"))

    assert 0o600 == file.stat().st_mode & 0o777
    assert 2 == len(rows(file))


def test_create_on_a_server(command: CommandLine, siteowner: SiteOwner) -> None:
    """So many codes are on the server and in the file, with value and expiry (COD-1, COD-6)."""
    file = command.folder / "codes.csv"
    words = ("codes", "create", "--course", "4", "--value", "49.50", "--count", "12")

    done = command(*words, "--expires-at", "2027-06-30T18:00:00Z", "--csv", str(file))

    assert (0, "") == (done.exit_code, done.stdout)
    assert "12 codes of 49.50 EGP are made.\n" in done.stderr
    made = list(siteowner.recharge_codes.list(course=4).items(max_items=12))
    assert {Decimal("49.50")} == {code.value for code in made}
    assert {dt.datetime(2027, 6, 30, 18, tzinfo=dt.UTC)} == {code.expires_at for code in made}
    assert {code.code for code in made} == {row["code"] for row in rows(file)}
    assert 12 == len(rows(file))


def test_create_without_a_file(command: CommandLine) -> None:
    """The codes are printed, and no journal of them stays."""
    found = json.loads(
        command.output("codes", "create", "--course", "4", "--value", "5", "--count", "2", "--json")
    )

    assert ["5.00", "5.00"] == [code["value"] for code in found]
    assert [] == list((command.folder / "codes").iterdir())


def named_in_the_journal(line: CommandLine) -> object:
    """The account that a new order's journal names."""
    line.output(*CREATE, "--csv", str(line.folder / "codes.csv"))
    journal = line.folder / "codes.csv.journal"
    return json.loads(journal.read_text().splitlines()[0])["username"]


def test_the_journal_names_the_account_of_the_environment(anyone: CommandLine) -> None:
    """Who orders is known from the name in the environment."""
    anyone.environment |= {
        "SITEOWNER_USERNAME": "owner",
        "SITEOWNER_PASSWORD": anyone.server.password,
    }

    assert "owner" == named_in_the_journal(anyone)


def test_the_journal_names_the_account_that_is_logged_in(
    anyone: CommandLine, command: CommandLine
) -> None:
    """Who orders is known from the log-in that is kept."""
    token = command.environment["SITEOWNER_TOKEN"]
    log_in = LogIn(anyone.server.base_url, "owner", Tokens(token, "not to be renewed"))
    anyone.store.put("default", log_in.text())

    assert "owner" == named_in_the_journal(anyone)


def test_a_token_names_no_account(command: CommandLine) -> None:
    """A token alone does not say whose it is."""
    assert named_in_the_journal(command) is None


class Shop:
    """The command line on the fake backend that loses answers."""

    def __init__(self, folder: Path) -> None:
        self.server = CodeServer()
        self.folder = folder
        self.file = folder / "codes.csv"
        self.token = "t"

    def __call__(self, *words: str, count: int = 10) -> Any:
        """What comes of ordering so many codes, one after the other, without retries."""
        transport = FakeTransport(self.server)
        return CliRunner().invoke(
            app,
            [*CREATE, "--count", str(count), "--concurrency", "1", *words],
            env={"SITEOWNER_BASE_URL": BASE_URL, "SITEOWNER_TOKEN": self.token},
            obj=Surroundings(transport, (MemoryStore(),), self.folder),
            prog_name="siteowner",
        )

    def into_file(self, *words: str, count: int = 10) -> Any:
        """The same, into the file."""
        return self("--csv", str(self.file), *words, count=count)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """One without codes."""
    monkeypatch.setenv("SITEOWNER_CONFIG", str(tmp_path / "config.toml"))
    return Shop(tmp_path)


def test_a_lost_answer(shop: Shop) -> None:
    """A code that may still be made is told, and made up for when the server has had its time."""
    shop.server.faults = {4: code_server.lost}

    first = shop.into_file()
    second = shop.into_file("--settle", "0")

    assert 6 == first.exit_code
    assert "Of 10 codes 9 are made, 1 is unknown, since the answer was lost." in first.stderr
    assert "The last error: " in first.stderr
    assert "on it also knows what became of the unknown." in first.stderr
    assert (0, 10) == (second.exit_code, len(shop.server.codes))
    assert {code["code"] for code in shop.server.codes} == {row["code"] for row in rows(shop.file)}


def test_a_refusal_after_some(shop: Shop) -> None:
    """What was made is in the file, and the server's words are told with the field's name."""
    shop.server.faults = dict.fromkeys(range(3, 9), code_server.refused)

    done = shop.into_file()

    assert 6 == done.exit_code
    assert "Of 10 codes 3 are made, 7 are not made. The last error: " in done.stderr
    assert "value: No." in done.stderr
    assert ["1", "2", "3"] == [row["id"] for row in rows(shop.file)]


def test_a_refusal_of_the_first(shop: Shop) -> None:
    """Nothing was made: it is the server's refusal, and nothing stays that was in the way."""
    shop.server.faults = dict.fromkeys(range(9), code_server.refused)

    done = shop.into_file()

    assert 1 == done.exit_code
    assert "value: No" in done.stderr
    assert [] == list(shop.folder.iterdir())


def test_the_same_again_makes_none(shop: Shop) -> None:
    """An order that was met stays met, even where the file is gone."""
    shop.into_file()
    shop.file.unlink()

    done = shop.into_file()

    assert 0 == done.exit_code
    assert "None was made now: an earlier run had made them all." in done.stderr
    assert 10 == len(shop.server.orders) == len(rows(shop.file))


def test_codes_are_in_the_order_in_which_they_were_asked_for(shop: Shop) -> None:
    """Each is in the file once, those made later at the end."""
    shop.server.faults = {3: code_server.refused}

    shop.into_file()
    shop.into_file(count=12)

    assert [str(number) for number in range(1, 13)] == [row["id"] for row in rows(shop.file)]


def test_a_file_of_something_else_stays(shop: Shop) -> None:
    """Without a journal a file that is there is not replaced, and nothing is ordered."""
    shop.file.write_text("mine")

    done = shop.into_file()

    assert 2 == done.exit_code
    assert "codes.csv is there already: pass --overwrite to replace it" in done.stderr
    assert ("mine", []) == (shop.file.read_text(), shop.server.orders)


def test_two_at_once(shop: Shop) -> None:
    """A second command on the same journal is refused while the first one runs."""
    with journal_file(shop.folder / "codes.csv.journal") as journal:
        journal.append(b"{}")
        done = shop.into_file()

    assert 2 == done.exit_code
    assert "codes.csv.journal is in use: another command is making these codes now" in done.stderr


def test_another_order(shop: Shop) -> None:
    """The journal of another order is refused, and what differs is named."""
    shop.into_file()

    done = shop.into_file("--value", "60")

    assert 2 == done.exit_code
    assert "is the journal of another order: value is 50 there and 60 here" in done.stderr
    assert 10 == len(shop.server.orders)


def test_broken_off_without_a_file(shop: Shop) -> None:
    """The journal is in the state's folder, private, and the same command finds it."""
    shop.server.faults = {3: code_server.refused}

    first = shop("--json")
    journal = next((shop.folder / "codes").iterdir())
    modes = [path.stat().st_mode & 0o777 for path in (journal, journal.parent)]
    second = shop("--json")

    assert 6 == first.exit_code
    assert [1, 2, 3] == [code["id"] for code in json.loads(first.stdout)]
    assert "Run the same command again: it makes what is missing" in first.stderr
    assert [0o600, 0o700] == modes
    assert (0, list(range(1, 11))) == (
        second.exit_code,
        [code["id"] for code in json.loads(second.stdout)],
    )


def test_killed_without_a_file(shop: Shop) -> None:
    """However a run ended, the same command goes on, and shows what the first one had made."""
    shop.server.faults = {3: code_server.refused}
    shop("--json")

    other = shop("--json", "--value", "60", count=1)
    fewer = shop("--json", count=2)
    again = shop("--json", "--value", "50.00")
    new = shop("--json")

    assert [4] == [code["id"] for code in json.loads(other.stdout)]
    assert [5, 6] == [code["id"] for code in json.loads(fewer.stdout)]
    assert [1, 2, 3, *range(7, 14)] == [code["id"] for code in json.loads(again.stdout)]
    assert list(range(14, 24)) == [code["id"] for code in json.loads(new.stdout)]
    assert [] == list((shop.folder / "codes").iterdir())


def test_codes_that_cannot_be_shown(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are made and kept; the same command shows them, and makes none."""

    def fail(*_: object) -> None:
        raise UnicodeEncodeError("cp1252", "ج", 0, 1, "character maps to <undefined>")

    with monkeypatch.context() as patched:
        patched.setattr("siteowner_sdk.cli.code_run.show_rows", fail)
        first = shop("--json")
    second = shop("--json")

    assert 6 == first.exit_code
    assert "10 codes of 50.00 EGP are made, but could not be shown: 'cp1252'" in first.stderr
    assert "Run the same command again: it shows them, and makes nothing twice" in first.stderr
    assert (0, 10) == (second.exit_code, len(json.loads(second.stdout)))
    assert 10 == len(shop.server.orders)


def test_a_journal_and_a_file_that_are_named_apart(shop: Shop) -> None:
    """Whose the file is can't be known, so it is replaced only as the sentence says."""
    journal = ("--journal", str(shop.folder / "j"))
    shop.server.faults = {3: code_server.refused}

    first = shop.into_file(*journal)
    second = shop.into_file(*journal, "--overwrite")

    assert "Run the same command again with --overwrite: it makes" in first.stderr
    assert (0, 10) == (second.exit_code, len(rows(shop.file)))


def test_a_journal_that_is_the_file(shop: Shop) -> None:
    """One would replace the other, and the order would be lost."""
    done = shop.into_file("--journal", str(shop.folder / "x" / ".." / "codes.csv"))

    assert 2 == done.exit_code
    assert "can't be both the journal and what it is written into" in done.stderr.replace("\n", " ")
    assert [] == shop.server.orders


@pytest.mark.parametrize(
    ("account", "said"), [(jwt_of(7), ""), (jwt_of(8), "account is user_id 7 there and user_id 8")]
)
def test_a_token_of_another_account(shop: Shop, account: str, said: str) -> None:
    """An order is gone on with by the account that began it, which its token names."""
    shop.server.faults = {3: code_server.refused}
    shop.token = jwt_of(7)
    shop.into_file()

    shop.token = account
    done = shop.into_file()

    assert said in done.stderr
    assert (2 if said else 0) == done.exit_code


def test_a_token_that_names_nobody(shop: Shop) -> None:
    """It may be a newer one of the same account: what is unknown stays so."""
    shop.server.faults = {3: code_server.lost}
    shop.into_file()

    shop.token = "newer"
    done = shop.into_file("--settle", "0")

    assert 6 == done.exit_code
    assert "Of 10 codes 9 are made, 1 is unknown" in done.stderr
    assert "only certain for the account that asked for them: go on as that one" in done.stderr


def test_a_token_that_names_another_account(shop: Shop) -> None:
    """The codes that it has made prove nothing of what was asked for before, however often."""

    def by_another(server: CodeServer, order: dict[str, Any]) -> Response:
        return answer(server.make(order, creator=code_server.ANOTHERS), 201)

    shop.server.faults = {0: code_server.made_and_lost, 1: by_another, 2: by_another}
    shop.into_file(count=1)

    shop.token = jwt_of(code_server.ANOTHERS)
    ends = [shop.into_file("--settle", "0", count=3) for _ in range(3)]

    assert [6, 6, 6] == [done.exit_code for done in ends]
    assert 3 == len(shop.server.orders) == len(shop.server.codes)


WRONG = {
    ("--value", "x"): "--value: value must be a decimal number such as '150.00', not 'x'",
    ("--value", "nan"): "--value: ",
    ("--expires-at", "soon"): "--expires-at: 'soon' is no time: write it like 2027-06-30",
    ("--count", "0"): "--count",
    ("--csv", "none/codes.csv"): "none/codes.csv can't be written",
    ("--journal", "none/j"): "none/j can't be opened: No such file or directory",
}


@pytest.mark.parametrize(("words", "said"), WRONG.items())
def test_wrong_usage(shop: Shop, words: tuple[str, ...], said: str) -> None:
    """The option and what is wrong with it are named, and nothing is ordered."""
    done = shop(*words)

    assert 2 == done.exit_code
    assert said in done.stderr
    assert [] == shop.server.orders


def test_no_connection(shop: Shop) -> None:
    """Where nothing was made, it is the connection's failure."""

    def gone(request: Request) -> Response | APIConnectionError:
        return no_connection(sent=False)

    shop.server = gone  # type: ignore[assignment]

    assert 4 == shop("--journal", str(shop.folder / "j")).exit_code
    assert [] == list(shop.folder.iterdir())


def test_an_outsider(anyone: CommandLine, siteowner_server: ReferenceServer) -> None:
    """Who is no site owner is told so, and makes nothing (GEN-2)."""
    done = as_account(anyone, "teacher1")("codes", "create", "--course", "4", "--value", "5")

    assert 1 == done.exit_code
    assert "You do not have permission to perform this action" in done.stderr
