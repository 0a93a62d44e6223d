"""A decision, durable and in a signed checkpoint, beside one commit of SQLite."""

import json

from processes import run

FILINGS = 6000


def measure(report, tools, rounds):
    report.heading(
        f"A decision in a register of {FILINGS:,} made-up filings, in turn with one row in a plain "
        f"SQLite file in the same folder (WAL, synchronous=FULL); {rounds} of each")
    data = tools.fresh("decisions")
    told = json.loads(
        run([tools.program("bench-register"), "decide", data, FILINGS, rounds]).splitlines()[-1])
    for name, costs in (("commit", told["commit"]), ("decision", told["decision"])):
        report.note(
            f"{name:<9} wall: median {costs['wallMedian']:8.1f} µs, mean {costs['wallMean']:8.1f} µs,"
            f" 99% {costs['wall99']:8.1f} µs   processor: mean {costs['cpuMean']:7.1f} µs")
    mine, other = told["decision"]["wallMedian"], told["commit"]["wallMedian"]
    report.figure(
        "decision / FULL commit: wall, medians", mine / other, "times", 3,
        f"{mine:.0f} µs / {other:.0f} µs")
