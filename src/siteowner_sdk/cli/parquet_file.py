"""Parquet, whose columns have the types that the API's fields have."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from importlib.util import find_spec
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from siteowner_sdk.cli.failures import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

__all__ = ["check_installed", "parquet_bytes"]


def check_installed() -> None:
    """See that what writes Parquet is there.

    Raises:
        WrongUsageError: It is not; says how to install it.
    """
    if find_spec("pyarrow") is None:
        raise WrongUsageError(
            "--parquet needs the package 'pyarrow', which is not installed: "
            "pip install 'siteowner-sdk[parquet]'"
        )


def parquet_bytes(rows: Sequence[Any], model: Any) -> bytes:  # noqa: ANN401 - any model
    """Models as a Parquet file, with all their fields; a field of objects has objects."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema(_fields(model))
    table = pa.Table.from_pylist([row.model_dump() for row in rows], schema=schema)
    file = io.BytesIO()
    parquet.write_table(table, file)
    return file.getvalue()


def _fields(model: Any) -> list[pa.Field]:  # noqa: ANN401 - any model
    import pyarrow as pa

    return [pa.field(name, _type(each.annotation)) for name, each in model.model_fields.items()]


def _type(annotation: Any) -> pa.DataType:  # noqa: ANN401 - any annotation
    import pyarrow as pa

    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return _type(next(each for each in inner if each is not NoneType))
    if origin is Literal:
        return pa.string()
    if origin is list:
        return pa.list_(_type(inner[0]))
    return _plain_types().get(annotation) or pa.struct(_fields(annotation))


def _plain_types() -> dict[type, pa.DataType]:
    import pyarrow as pa

    return {
        bool: pa.bool_(),
        int: pa.int64(),
        float: pa.float64(),
        str: pa.string(),
        # Two decimals are the contract's; a server that sends more loses none of them.
        Decimal: pa.decimal128(38, 6),
        dt.date: pa.date32(),
        dt.datetime: pa.timestamp("us", tz="UTC"),
    }
