"""Teachers: made, changed, replaced, listed and looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from siteowner_contract.catalogue import Level
from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.machine import refusals
from siteowner_contract.machine.model import plain
from siteowner_contract.machine.scene import Draw, Scene
from siteowner_contract.machine.script import Played
from siteowner_contract.machine.steps import Ref, Step, Word
from siteowner_contract.pictures import WEBP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

    Meant = Mapping[str, Callable[[Any], JSON]]

Signs = st.SearchStrategy[dict[str, Any]]

LETTERS = st.sampled_from("abcd")
PHONES = ("01000000000", "01111111111", "01222222222", "01533333333")
# What is drawn is a sign for a value: ids and names depend on the server and the example.
FIELDS = {
    "username": LETTERS,
    "gmail": st.sampled_from("abcdABCD"),
    "name": LETTERS,
    "phone": st.sampled_from(PHONES),
    "gender": st.sampled_from(("male", "female")),
    "subject": st.sampled_from((0, 1)),
    "grades": st.sampled_from(((0,), (1,), (0, 1))),
}
OPTIONAL = {
    "secondary_phone": st.sampled_from((*PHONES, None)),
    "biography": st.sampled_from(("Teaches.", "يدرس", None)),
    "facebook": st.sampled_from(("https://example.com/teacher", None)),
    "is_active": st.booleans(),
    "video_security": st.sampled_from((0, None)),
    "profile_picture": st.sampled_from((WEBP.content, None)),
}
FORMS: Signs = st.fixed_dictionaries(FIELDS, optional=OPTIONAL)
CHANGES: Signs = st.fixed_dictionaries({}, optional={**FIELDS, **OPTIONAL, "password": st.just("")})
# Mostly nothing is wrong, and then one field.
WRONG: Signs = st.sampled_from(
    (
        *({},) * 16,
        {"phone": "01300000000"},
        {"secondary_phone": "0100000000"},
        {"password": "Vq7-abc"},
        {"gender": "other"},
        {"subject": -1},
        {"grades": (0, -1)},
    )
)
QUERIES = st.fixed_dictionaries(
    {}, optional={"is_active": st.booleans(), "subject": FIELDS["subject"], "grades": LETTERS}
)
BY_FILTER = {"is_active": "TCH-1", "subject": "TCH-2", "grades": "TCH-3"}
FIRST: dict[str, Any] = {
    "username": "a",
    "gmail": "a",
    "name": "a",
    "phone": PHONES[0],
    "gender": "male",
    "subject": 0,
    "grades": (0, 1),
}


class TeacherRules(Scene):
    """What may happen to teachers."""

    def create_teacher(self, draw: Draw) -> None:
        """Another one, which may be refused."""
        self._new_teacher(draw(FORMS) | draw(WRONG))

    def update_teacher(self, draw: Draw) -> None:
        """Some fields by PATCH."""
        if teacher := self.some_teacher(draw):
            form = draw(CHANGES) | draw(WRONG)
            self._change_teacher("update", teacher, self._meant(form, teacher))

    def replace_teacher(self, draw: Draw) -> None:
        """All required fields by PUT."""
        if teacher := self.some_teacher(draw):
            form = draw(FORMS) | draw(WRONG)
            self._change_teacher("replace", teacher, self._whole(form, teacher))

    def list_teachers(self, draw: Draw) -> None:
        """The teachers of this example, filtered, in pages or whole."""
        filters, method = self._filters(draw(QUERIES)), draw(st.sampled_from(("list", "all")))
        paging = {"page_size": draw(st.sampled_from((1, 2, 100)))} if method == "list" else {}
        self._list_teachers(method, filters, paging)

    def look_at_all(self) -> None:
        """Every teacher of the example is as the model has it, in the list of its flag."""
        for flag in sorted({teacher["is_active"] for teacher in self.model.teachers.values()}):
            self._list_teachers("all", {"is_active": flag}, {})
        for teacher in self.model.teachers.values():
            if self.tag not in teacher["name"]:
                self._is_unchanged(teacher["id"])
        super().look_at_all()

    def some_teacher(self, draw: Draw) -> Ref | None:
        """One of the example; the first is made for whoever needs it."""
        if not self.teachers:
            self._new_teacher(FIRST)
        return draw(st.sampled_from(self.teachers)) if self.teachers else None

    def _list_teachers(
        self, method: str, filters: dict[str, JSON], paging: dict[str, JSON]
    ) -> None:
        query = {"search": self.word("", ""), **filters, **paging}
        answer = self.play(Step("teachers", method, (), query))
        self._lists(answer.last, answer.items, filters)
        if method == "list":
            expected = {"count": sum(map(self._matcher(filters), self.model.teachers.values()))}
            self.same("GEN-3", answer.exchanges[0], expected, answer.exchanges[0].json)

    def _new_teacher(self, signs: dict[str, JSON]) -> None:
        if not self.world.may_make("teachers"):
            self._old_teacher()
            return
        form = self._whole(signs)
        found = refusals.of_teacher(self.model, form)
        name = self.next_name("teacher")
        exchange = self.play(Step("teachers", "create", (), form, name)).last
        if found:
            self.refused(exchange, found, "TCH-6", form)
            return
        body = self.accepted("TCH-6", exchange, form)
        self.carries("TCH-6", exchange, form, body, cleared="TCH-6")
        if "is_active" not in form:
            self.same("TCH-7", exchange, {"is_active": True}, body)
        self._keep(exchange, name)

    def _old_teacher(self) -> None:
        """Where no more may be made, one of an earlier example, as it is now."""
        if not self.world.retired:
            return
        name = self.next_name("teacher")
        step = Step("teachers", "retrieve", (self.world.retired.pop(0),), {}, name)
        exchange = self.play(step).last
        self.accepted("TCH-5", exchange)
        self._keep(exchange, name)
        # Another time it will have changed: the script makes one like it.
        step = Step("teachers", "create", (), self._like(exchange.json, name), name)
        self.played[-1] = Played(step, refused=False)

    def _like(self, teacher: JSON, name: str) -> dict[str, JSON]:
        """A form that makes such a teacher anew."""
        own = {
            "username": Word(teacher["username"], f'f"{{tag}}-{name}"'),
            "password": self.password,
            "gmail": Word(teacher["gmail"], f'f"{{tag}}-{name}@example.com"'),
            "name": "Contract, another",
            "subject": teacher["subject_id"],
            "grades": teacher["grade_ids"],
            "video_security": teacher["video_security_id"],
        }
        same = ("phone", "gender", "is_active", "secondary_phone", "biography", "facebook")
        form = own | {field: teacher[field] for field in same}
        return {field: value for field, value in form.items() if value not in (None, "")}

    def _keep(self, exchange: Exchange, name: str) -> None:
        body = exchange.json
        self._details_agree(exchange)
        ref = Ref(body["id"], name)
        self.model.teachers[ref] = {**body, "id": ref}
        self.teachers.append(ref)

    def _change_teacher(self, method: str, teacher: Ref, form: dict[str, JSON]) -> None:
        found = refusals.of_teacher(self.model, form, teacher)
        asked = "TCH-20" if method == "update" else "TCH-21"
        exchange = self.play(Step("teachers", method, (teacher,), form)).last
        if found:
            self.refused(exchange, found, asked, form)
            self._is_unchanged(teacher, found[0].requirement)
            return
        before = self.model.teachers[teacher]
        body = self.accepted(asked, exchange, form)
        self.carries(asked, exchange, form, body, cleared=asked)
        # That a PUT keeps what it does not name is only assumed.
        kept = Level.MUST if method == "update" else Level.SHOULD
        self.keeps(asked, exchange, form, before, kept)
        self._details_agree(exchange)
        self.model.teachers[teacher] = {**body, "id": teacher}
        self._is_unchanged(teacher, asked)

    def _is_unchanged(self, teacher: Ref, requirement: str = "TCH-20") -> None:
        exchange = self.play(Step("teachers", "retrieve", (teacher,))).last
        body = self.accepted(requirement, exchange)
        self.keeps(requirement, exchange, {}, self.model.teachers[teacher])
        self.same("GEN-6", exchange, {"id": teacher}, body)

    def _details_agree(self, exchange: Exchange) -> None:
        body = exchange.json
        ids = {
            name: (body[f"{name}_detail"] or {}).get("id") for name in ("subject", "video_security")
        }
        expected = {f"{name}_id": value for name, value in ids.items()}
        expected["grade_ids"] = [grade["id"] for grade in body["grades_detail"]]
        self.same("TCH-23", exchange, expected, body, level=Level.SHOULD)

    def _lists(self, exchange: Exchange, items: list[JSON], filters: dict[str, JSON]) -> None:
        came = {item["id"]: item for item in items}
        matches = self._matcher(filters)
        expected = {key for key, teacher in self.model.teachers.items() if matches(teacher)}
        what = ", ".join(f"{name} {value}" for name, value in filters.items()) or "no filter"
        stray = set(came) - expected
        missing = expected - set(came)
        asked, level = _by_filter(filters)
        for right, ids, wanted in (
            (not stray, stray, "no teacher"),
            (not missing, missing, "teacher"),
        ):
            expected_ids = f"with {what} {wanted} {sorted(map(int, ids))}"
            self.holds(asked, exchange, right, expected_ids, level=level)
        self.holds("GEN-3", exchange, len(items) == len(came), "each teacher once")
        for key in sorted(expected):
            known = self.model.teachers[key]
            self.same("TCH-5", exchange, known, came[key])

    def _matcher(self, filters: dict[str, JSON]) -> JSON:
        def matches(teacher: JSON) -> bool:
            return (
                self.tag in teacher["name"]
                and filters.get("is_active", teacher["is_active"]) == teacher["is_active"]
                and filters.get("subject", teacher["subject_id"]) == teacher["subject_id"]
                and filters.get("grades", plain("grade_ids", teacher["grade_ids"])[0])
                in teacher["grade_ids"]
            )

        return matches

    def _filters(self, query: dict[str, JSON]) -> dict[str, JSON]:
        meant: Meant = {
            "subject": lambda sign: self.world.lent.subjects[sign % len(self.world.lent.subjects)],
            "grades": lambda sign: self.world.lent.grades["abcd".index(sign) % 2],
        }
        return {
            name: meant[name](value) if name in meant else value for name, value in query.items()
        }

    def _whole(self, signs: dict[str, JSON], own: Ref | None = None) -> dict[str, JSON]:
        return self._meant({"password": "", **signs}, own)

    def _meant(self, signs: dict[str, JSON], own: Ref | None = None) -> dict[str, JSON]:
        """The form that the signs stand for."""
        lent = self.world.lent
        meant: Meant = {
            "password": lambda sign: sign or self.password,
            "username": lambda sign: self.word("", sign),
            "name": lambda sign: self.word("Contract ", f" {sign}"),
            "gmail": lambda sign: self._gmail(sign, own),
            "subject": lambda sign: (
                UNUSED_ID if sign < 0 else lent.subjects[sign % len(lent.subjects)]
            ),
            "grades": lambda signs: [
                UNUSED_ID if sign < 0 else lent.grades[sign] for sign in signs
            ],
            "video_security": lambda sign: sign if sign is None else lent.video_security,
        }
        return {
            name: meant[name](value) if name in meant else value for name, value in signs.items()
        }

    def _gmail(self, sign: str, own: Ref | None) -> Word:
        """An address; in capitals only where another teacher has it, since it is then refused."""
        gmail = self.word("", f"{sign.lower()}@example.com")
        others = [t["gmail"] for key, t in self.model.teachers.items() if key != own]
        shouted = Word(gmail.upper(), f"{gmail.code}.upper()")
        return shouted if sign.isupper() and gmail in others else gmail


def _by_filter(filters: dict[str, JSON]) -> tuple[str, Level]:
    """The requirement that a wrong list breaks: its one filter's, or that filters combine."""
    if len(filters) > 1:
        return "GEN-8", Level.SHOULD
    return next((BY_FILTER[name] for name in filters), "TCH-4"), Level.MUST
