"""How `assay worker` is started, and what it answers. Knows no engine."""

from __future__ import annotations

import base64
import json
from typing import Any, Dict, List, NamedTuple, Sequence

import pyarrow as pa

from ._binary import code_cache
from ._errors import call


class Description(NamedTuple):
    """What a worker with these arguments answers, as it says itself."""

    args: List[str]  # of the verb worker
    assay: str  # version of the program
    config: str  # fingerprint of everything but the document that decides its row
    silence: float  # seconds: a document takes less, or the worker hangs
    schema: pa.Schema  # of the answers
    tables: Dict[str, pa.Schema]  # as a run writes them, in order

    def command(self, program: str) -> List[str]:
        """Starts such a worker here; one of another version or configuration refuses."""
        return [program, "worker", *self.args, f"--expect={self.config}", *cache_flag()]


def describe(program: str, args: Sequence[str]) -> Description:
    """Ask the program what a worker with these arguments answers. AssayError where
    they are wrong."""
    told: Dict[str, Any] = json.loads(call([program, "worker", "--describe", *args]))
    return Description(list(args), told["assay"], told["config"], told["silence_seconds"], _schema(told["arrow_schema_base64"]),
                       {name: _schema(told["tables"][name]["arrow_schema_base64"]) for name in told["table_order"]})


def cache_flag() -> List[str]:
    """Where the compiled PDF reader goes, where the program would find no place."""
    folder = code_cache()
    return [f"--cache-dir={folder}"] if folder else []


def _schema(text: str) -> pa.Schema:
    return pa.ipc.open_stream(base64.b64decode(text)).schema
