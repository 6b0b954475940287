"""Between the tables of a run and the lists that a worker's rows hold of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import accumulate
from typing import Any, Dict, List, Mapping

import pyarrow as pa


def flat(rows: pa.ListArray, schema: pa.Schema) -> pa.RecordBatch:
    """The rows of a table in the lists of the documents."""
    columns = rows.flatten().flatten()
    return pa.RecordBatch.from_arrays([retyped(c, f.type) for c, f in zip(columns, schema)], schema=schema)


def nested(tables: Mapping[str, pa.Table], schema: pa.Schema, constants: Mapping[str, str]) -> pa.Table:
    """A row a document, of the worker's schema, out of the tables of a run, documents
    and failures among them. What only a worker measures is null."""
    status = {row["uri"]: row["severity"] for row in tables["failures"].select(["uri", "severity"]).to_pylist() if row["severity"] != "warning"}
    documents = {row["uri"]: row for row in tables["documents"].to_pylist()}
    order = sorted({*status, *documents}, key=lambda uri: uri.encode(errors="surrogateescape"))
    ids = [hashlib.sha256(uri.encode(errors="surrogateescape")).hexdigest()[:16] for uri in order]
    known: Dict[str, List[Any]] = {"uri": order, "doc_id": ids, "status": [status.get(uri, "document") for uri in order]}
    for name in ("sha256", "bytes", "text_key"):
        known[name] = [documents.get(uri, {}).get(name) for uri in order]
    columns = []
    for field in schema:
        if pa.types.is_list(field.type):
            key = "uri" if field.name in ("documents", "failures") else "doc_id"
            columns.append(_lists(tables[field.name], key, order if key == "uri" else ids, field.type))
        else:
            values = known.get(field.name) or [constants.get(field.name)] * len(order)
            columns.append(pa.array(values, field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def _lists(table: pa.Table, key: str, order: List[str], typ: pa.DataType) -> pa.Array:
    """The rows of each document as one list; they stand in the order of the documents."""
    counts = Counter(table[key].to_pylist())
    if sum(counts[name] for name in order) != table.num_rows:
        raise ValueError(f"rows of no document in {table.schema.names}")
    values = [retyped(column.combine_chunks(), field.type) for column, field in zip(table.columns, typ.value_type)]
    rows = pa.StructArray.from_arrays(values, fields=list(typ.value_type))
    offsets = pa.array([0, *accumulate(counts[name] for name in order)], pa.int32())
    return pa.Array.from_buffers(typ, len(order), [None, offsets.buffers()[1]], 0, children=[rows])


def retyped(array: pa.Array, typ: pa.DataType) -> pa.Array:
    """The same values under a type that differs only in what may be null, and in
    metadata."""
    if pa.types.is_list(typ):
        children = [retyped(array.values, typ.value_type)]
        return pa.Array.from_buffers(typ, len(array), array.buffers()[:2], array.null_count, array.offset, children)
    if pa.types.is_struct(typ):
        return pa.StructArray.from_arrays([retyped(array.field(i), typ.field(i).type) for i in range(typ.num_fields)],
                                          fields=[typ.field(i) for i in range(typ.num_fields)], mask=array.is_null() if array.null_count else None)
    return array
