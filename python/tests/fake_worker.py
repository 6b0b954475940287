"""A worker that misbehaves on documents whose content says how. It speaks the
protocol of `assay worker` with the standard library and pyarrow."""

import os
import select
import signal
import sys
import time

import pyarrow as pa

SCHEMA = pa.schema([
    ("uri", pa.string()), ("doc_id", pa.string()), ("sha256", pa.string()), ("bytes", pa.int64()), ("status", pa.string()), ("config", pa.string()),
    ("words", pa.list_(pa.field("element", pa.struct([("text", pa.string())])))),
    ("failures", pa.list_(pa.field("element", pa.struct([
        ("uri", pa.string()), ("stage", pa.string()), ("reason", pa.string()), ("severity", pa.string()), ("permanent", pa.bool_()),
        ("message", pa.string()), ("hint", pa.string())])))),
])


def row(uri, content):
    return {"uri": uri, "doc_id": "", "sha256": "", "bytes": len(content), "status": "document", "config": "c",
            "words": [{"text": w} for w in content.decode().split()], "failures": []}


class Whole:
    """Standard input without a buffer, so that it can be seen whether it has more."""

    closed = False

    def read(self, n=-1):
        parts = []
        while n and (part := os.read(0, n if n > 0 else 1 << 16)):
            parts.append(part)
            n -= len(part) if n > 0 else 0
        return b"".join(parts)

    def fileno(self):
        return 0

    def flush(self):
        pass

    def close(self):
        pass


def main():
    started = sys.argv[1]  # a file with a line for each start
    with open(started, "a") as f:
        f.write(f"{os.getpid()}\n")
    mode = sys.argv[2] if len(sys.argv) > 2 else ""
    keep = 4 if mode == "batches" else 1
    if mode == "usage":
        print("assay: bad codebook\n  mend it", file=sys.stderr)
        sys.exit(2)
    schema = SCHEMA if mode != "columns" else SCHEMA.remove(6)
    out = pa.ipc.new_stream(sys.stdout.buffer, schema)
    held = []

    def answer():
        if held:
            out.write_batch(pa.RecordBatch.from_pylist(held, schema=schema))
            sys.stdout.buffer.flush()
            held.clear()

    stdin = Whole()
    reader = pa.ipc.open_stream(stdin)
    for batch in reader:
        for uri, content in zip(batch.column("uri").to_pylist(), batch.column("content").to_pylist()):
            what = content.split()[0] if content else b""
            if what == b"exit":
                print("panic: out of luck\ngoroutine 1", file=sys.stderr, flush=True)
                os._exit(7)
            if what == b"hang":
                time.sleep(3600)
            if what == b"killonce" and not os.path.exists(started + ".killed"):
                open(started + ".killed", "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
            if what == b"other":
                uri = "no such document"
            held.append(row(uri, content))
            if what == b"half":
                sink = pa.BufferOutputStream()
                with pa.ipc.new_stream(sink, SCHEMA) as w:
                    w.write_batch(pa.RecordBatch.from_pylist(held, schema=SCHEMA))
                whole = sink.getvalue().to_pybytes()
                sys.stdout.buffer.write(whole[len(whole) // 2: len(whole) // 2 + 40])
                sys.stdout.buffer.flush()
                os._exit(0)
            if what == b"twice":
                held.append(row(uri, content))
            if len(held) >= keep or not select.select([stdin], [], [], 0)[0]:
                answer()
    answer()
    out.close()


if __name__ == "__main__":
    main()
