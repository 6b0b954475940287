"""Hold the colours of the charts apart for people who are colour-blind, and legends outside the axes.

    python check_colours.py ROOT NOTEBOOK...

The colours are those of the dictionary COLOURS of a notebook, with the white they stand
on, the stances of the report's style sheet, light and dark, with the ground, and those of the
workbook and of the exchanged codebook; ROOT is the folder of the repository. Each pair must differ by MINIMUM in CIELAB for normal sight and for the three kinds of
dichromacy. A notebook may name no other colour in figures, and its legends must be laid out
outside the axes. Ends with 1 and says what does not hold.
"""

import ast
import itertools
import json
import math
import pathlib
import re
import sys

# The least CIE 1976 difference of two colours; one of about 2.3 is just seen.
MINIMUM = 20

# What is seen of linear sRGB, at severity 1.0: G. M. Machado, M. M. Oliveira, L. A. F.
# Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009.
SIGHT = {
    "normal sight": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}

# Pairs that normal sight tells apart and that must fail for the kind named: blue
# and violet, red and green of one lightness, blue and green.
CONFUSED = {"protanopia": ("#2a78b8", "#7a5aa6"), "deuteranopia": ("#c03030", "#4a8020"), "tritanopia": ("#2a78b8", "#2a8070")}

XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))  # of linear sRGB, D65


def times(matrix, vector):
    return [sum(m * v for m, v in zip(row, vector)) for row in matrix]


def lab(colour, sight):
    """L*, a*, b* of what is seen of a colour #rrggbb."""
    levels = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in levels]
    seen = [min(1, max(0, c)) for c in times(SIGHT[sight], linear)]
    x, y, z = (math.cbrt(v / w) if v / w > (6 / 29) ** 3 else v / w / (3 * (6 / 29) ** 2) + 4 / 29 for v, w in zip(times(XYZ, seen), times(XYZ, (1, 1, 1))))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def alike(colours, sight):
    """The pairs of names whose colours differ by less than MINIMUM, with by how much."""
    for a, b in itertools.combinations(colours, 2):
        apart = math.dist(lab(colours[a], sight), lab(colours[b], sight))
        if apart < MINIMUM:
            yield a, b, apart


def check_itself():
    """The simulation must leave greys alone and must be able to find a confusion."""
    for sight in SIGHT:
        lightness, *hue = lab("#808080", sight)
        assert abs(lightness - 53.585) < 0.01 and max(map(abs, hue)) < 0.01, f"{sight}: grey is seen as {lightness, hue}"
    for sight, (a, b) in CONFUSED.items():
        pair = {"a": a, "b": b}
        assert not list(alike(pair, "normal sight")) and list(alike(pair, sight)), f"{sight}: {a} and {b} are told apart"


STANCES = ("positive", "mixed", "neutral", "negative")


def report_colours(css):
    """The stances and the ground of the light and of the dark style."""
    blocks = [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})\b", block)) for block in re.findall(r":root \{(.*?)\}", css, re.S) if "--positive" in block]
    return {f"report, {name}": {n: block[n] for n in (*STANCES, "ground")} for name, block in zip(("light", "dark"), blocks, strict=True)}


def go_colours(source):
    """The stances of the one line of a Go file that sets their colours."""
    line, = re.findall(r"^var stanceColou?rs = .*$", source, re.M)
    colours = {stance.lower(): "#" + digits for stance, digits in re.findall(r'(\w+)"?: "#?([0-9A-F]{6})"', line)}
    return {n: colours[n] for n in STANCES}


def notebook(path):
    """COLOURS of a notebook (None without charts), and what it says of colours and legends elsewhere that it may not."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    tree = ast.parse("\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code"))
    tables = [n.value for n in ast.walk(tree) if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "COLOURS"]
    inside = {n for t in tables for n in ast.walk(t)}
    problems = []
    for n in ast.walk(tree):
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and re.fullmatch(r"#[0-9a-fA-F]{3,8}", n.value) and n not in inside:
            problems.append(f"{n.value} is not among COLOURS")
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr == "legend":
            if not any(k.arg == "loc" and str(getattr(k.value, "value", "")).startswith("outside ") for k in n.keywords):
                problems.append(f"{ast.unparse(n)} may lie on labels: fig.legend(loc=\"outside ...\") in a constrained layout does not")
    return ast.literal_eval(tables[0]) if tables else None, problems


def main():
    check_itself()
    root, *notebooks = map(pathlib.Path, sys.argv[1:])
    palettes, problems = report_colours((root / "report/assets/report.css").read_text(encoding="utf-8")), []
    palettes |= {name: go_colours((root / name).read_text(encoding="utf-8")) for name in ("report/workbook/tables.go", "study/refi/codebook.go")}
    for path in notebooks:
        colours, found = notebook(path)
        problems += [f"{path.name}: {p}" for p in found]
        if colours is not None:
            palettes[path.name] = {**colours, "ground": "#ffffff"}
    problems += [f"{where}: {a} and {b} differ by {apart:.1f} for {sight}, want {MINIMUM}" for where, colours in palettes.items() for sight in SIGHT for a, b, apart in alike(colours, sight)]
    if len(palettes) < 5:
        problems.append("no notebook has COLOURS: are they still named so?")
    for p in problems:
        print("check_colours:", p, file=sys.stderr)
    if problems:
        return 1
    print(f"{len(palettes)} palettes are told apart by {', '.join(SIGHT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
