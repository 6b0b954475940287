"""assay: inspection reports as tables.

    import assay
    results = assay.run("reports", out="results")
    results.table("findings").pandas()

`run` reads documents into a results folder, `open` opens one, `read` gives the
same tables without a folder, `inspect` shows one document. Every function starts
the program that comes with this package (or the one that ASSAY_BINARY or the
argument binary names), and raises AssayError with its message and its hint.
"""

from ._errors import AssayError, WorkerError
from ._read import Documents, read
from ._results import Results
from ._results import open_results as open
from ._run import inspect, run
from ._table import Table

__all__ = ["AssayError", "Documents", "Results", "Table", "WorkerError", "inspect", "open", "read", "run"]
