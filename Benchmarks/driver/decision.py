"""A decision, durable and in a signed checkpoint, beside one commit of SQLite."""

import json

from processes import run

FILINGS = 6000

KINDS = [
    ("decide", "decision", "A decision"),
    ("approve", "approval", "An approval, with its number, its records and its commitment"),
]


def measure(report, tools, rounds):
    for command, name, words in KINDS:
        report.heading(
            f"{words}, in a register of {FILINGS:,} made-up filings, in turn with one row in a "
            f"plain SQLite file in the same folder (WAL, synchronous=FULL); {rounds} of each")
        data = tools.fresh(name + "s")
        told = json.loads(
            run([tools.program("bench-register"), command, data, FILINGS, rounds]).splitlines()[-1])
        for what in ("commit", name):
            costs = told[what]
            report.note(
                f"{what:<9} wall: median {costs['wallMedian']:8.1f} µs, "
                f"mean {costs['wallMean']:8.1f} µs, 99% {costs['wall99']:8.1f} µs   "
                f"processor: mean {costs['cpuMean']:7.1f} µs")
        mine, other = told[name]["wallMedian"], told["commit"]["wallMedian"]
        report.figure(
            f"{name} / FULL commit: wall, medians", mine / other, "times", 3,
            f"{mine:.0f} µs / {other:.0f} µs")
