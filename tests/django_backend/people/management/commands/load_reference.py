"""`manage.py load_reference DATABASE_URL`: the data of a reference server, copied."""

from argparse import ArgumentParser

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.management.color import no_style
from django.db import connection, transaction

from accounts.models import User
from people.loading import COPIES, Copy, insert
from people.sources import open_source

ACCOUNTS = ("owner", "teacher1", "assistant1", "student1")


class Command(BaseCommand):
    """Makes the tables, empties them and fills them from a reference server's database."""

    help = "Copies all rows of a reference server's database, ids and all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Takes where to read, and the password of the four known accounts."""
        parser.add_argument("url", metavar="DATABASE_URL")
        parser.add_argument(
            "--password", help=f"for {', '.join(ACCOUNTS)}; the others can't log in"
        )

    def handle(self, *, url: str, password: str | None, **_options: object) -> None:
        """Copies table by table, in one transaction."""
        call_command("migrate", run_syncdb=True, verbosity=0)
        with open_source(url) as source, transaction.atomic():
            for copy in reversed(COPIES):
                copy.model.objects.all()._raw_delete(connection.alias)
            for copy in COPIES:
                insert(copy, source(copy.statement))
            if password is not None:
                User.objects.filter(username__in=ACCOUNTS).update(password=make_password(password))
            self._continue_ids(COPIES)

    def _continue_ids(self, copies: tuple[Copy, ...]) -> None:
        statements = connection.ops.sequence_reset_sql(no_style(), [one.model for one in copies])
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
