"""Columns as Arrow and as Spark have them."""

from __future__ import annotations

import pyarrow as pa
from pyspark.sql import types as st

from .._errors import AssayError

_PLAIN = {
    pa.string(): st.StringType,
    pa.binary(): st.BinaryType,
    pa.int32(): st.IntegerType,
    pa.int64(): st.LongType,
    pa.float64(): st.DoubleType,
    pa.bool_(): st.BooleanType,
    pa.date32(): st.DateType,
    pa.timestamp("us"): st.TimestampNTZType,
    pa.timestamp("us", "UTC"): st.TimestampType,
}


def shape(t: st.DataType) -> object:
    """A type as what can be compared whatever the order of its fields: a lake puts new
    ones at the end."""
    if isinstance(t, st.StructType):
        return frozenset((f.name, shape(f.dataType)) for f in t.fields)
    return ("array", shape(t.elementType)) if isinstance(t, st.ArrayType) else t.simpleString()


def spark_type(t: pa.DataType) -> st.DataType:
    """The Spark type whose Arrow form is exactly t. Spark coerces others in silence,
    or fails far from here with an error that names no column, so there are no others."""
    if pa.types.is_list(t):
        return st.ArrayType(spark_type(t.value_type), containsNull=True)
    if pa.types.is_struct(t):
        return st.StructType([st.StructField(f.name, spark_type(f.type), nullable=True) for f in t])
    plain: st.DataType = _PLAIN[t]()
    return plain


def spark_schema(schema: pa.Schema) -> st.StructType:
    """The columns of schema for Spark, each of which may be null."""
    return st.StructType([st.StructField(f.name, spark_type(f.type), nullable=True) for f in schema])


def quoted(name: str) -> str:
    """A name for SQL; one with dots is quoted part by part."""
    return ".".join("`" + part.replace("`", "``") + "`" for part in name.split("."))


def arrow_type(t: st.DataType) -> pa.DataType:
    """The Arrow type of a plain Spark type, as a task is given it."""
    for arrow, spark in _PLAIN.items():
        if isinstance(t, spark):
            return arrow
    raise AssayError(f"a column of Spark's type {t.simpleString()} cannot be sent to a worker", 2)
