"""An update killed anywhere leaves the lake as it was or as it should be."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from assay import spark as assay_spark

LETTER = "# Letter {0}\n\nSocial workers visit children at school. Caseloads are too high for newly qualified workers {0}.\n"


def held(lake):
    from deltalake import DeltaTable

    import pyarrow as pa

    t = pa.table(DeltaTable(lake).to_pyarrow_table(columns=["uri", "sha256"]))
    return sorted(zip(t["uri"].to_pylist(), t["sha256"].to_pylist()))


def left_behind(token):
    """Processes of a killed update that still live."""
    found = []
    for p in Path("/proc").iterdir():
        if p.name.isdigit():
            try:
                if token.encode() in (p / "environ").read_bytes():
                    found.append(int(p.name))
            except OSError:
                pass
    return found


def test_a_kill_at_every_step(spark, tmp_path):
    corpus, lake, scratch = tmp_path / "in", str(tmp_path / "docs"), str(tmp_path / "scratch")
    corpus.mkdir()
    for i in range(4):
        (corpus / f"{i}.txt").write_text(LETTER.format(i))

    def update():
        return assay_spark.update(spark, assay_spark.source(spark, str(corpus)), assay_spark.DeltaFolder(lake), scratch=scratch)

    update()
    old = held(lake)
    (corpus / "1.txt").write_text(LETTER.format("one"))
    (corpus / "2.txt").unlink()
    for i in range(4, 7):
        (corpus / f"{i}.txt").write_text(LETTER.format(i))
    token = f"killed-{os.getpid()}-{time.monotonic_ns()}"
    seen = []
    for point in ("plan", "rows", "judge", "data", "clear"):
        child = subprocess.run([sys.executable, str(Path(__file__).parent / "killed_update.py"), str(corpus), lake, scratch, point],
                               env={**os.environ, "KILLED_UPDATE": token}, capture_output=True, timeout=400)
        assert child.returncode == -signal.SIGKILL, child.stderr.decode()[-2000:]
        seen.append((point, held(lake)))
        for _ in range(200):
            if not left_behind(token):
                break
            time.sleep(0.05)
        assert left_behind(token) == []
    last = update()
    new = held(lake)
    assert [u for u, _ in new] == ["0.txt", "1.txt", "3.txt", "4.txt", "5.txt", "6.txt"] and dict(new)["1.txt"] != dict(old)["1.txt"]
    assert all(state in (old, new) for _, state in seen), [point for point, state in seen if state not in (old, new)]
    assert dict(seen)["judge"] == old and dict(seen)["clear"] == new and last.done == 0
    assert not os.path.exists(scratch + "/rows")
