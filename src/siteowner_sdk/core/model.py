"""What all models of answers have in common."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Model(BaseModel):
    """An object of an answer.

    Fields that the contract does not name are kept: a newer backend breaks nothing.
    `model_dump(mode="json")` gives the server's JSON again, with decimals as strings and the same
    instants.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="allow", frozen=True)


class OpenEnum:
    """Marks an enum of an answer as open: a value the contract does not name stays a string."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.str_schema()
