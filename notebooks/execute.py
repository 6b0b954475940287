"""Execute notebooks headless over a run: python execute.py RUN NOTEBOOK...

Ends with 1 where a cell fails, after showing it. With --keep FOLDER the executed
notebooks are kept there, with --html FOLDER as pages; the ones in the repository
stay without outputs.
Also fails where a committed notebook holds outputs.
"""

import argparse
import os
import pathlib
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("run", type=pathlib.Path)
    args.add_argument("notebooks", type=pathlib.Path, nargs="+")
    args.add_argument("--keep", type=pathlib.Path)
    args.add_argument("--html", type=pathlib.Path)
    opt = args.parse_args()
    os.environ["ASSAY_RUN"] = str(opt.run.resolve())
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    failed = False
    for path in opt.notebooks:
        nb = nbformat.read(path, as_version=4)
        nbformat.validate(nb)
        if any(c.cell_type == "code" and (c.outputs or c.execution_count) for c in nb.cells):
            print(f"{path}: is stored with outputs: clear them before committing", file=sys.stderr)
            failed = True
        try:
            NotebookClient(nb, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
        except CellExecutionError as err:
            print(f"{path}: {err}", file=sys.stderr)
            failed = True
            continue
        figures = sum("image/png" in o.get("data", {}) for c in nb.cells if c.cell_type == "code" for o in c.outputs)
        print(f"{path}: {len(nb.cells)} cells, {figures} figures")
        if opt.keep:
            opt.keep.mkdir(parents=True, exist_ok=True)
            nbformat.write(nb, opt.keep / path.name)
        if opt.html:
            opt.html.mkdir(parents=True, exist_ok=True)
            page, _ = HTMLExporter(template_name="lab").from_notebook_node(nb)
            (opt.html / path.with_suffix(".html").name).write_text(page, encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
