"""How start, memory, search and append grow with the register, on made-up filings."""

import json

import answers
from load import load
from processes import free_port, run
from report import median
from starting import start

PROBE = "/api/v1/filings?limit=20"


def measure(report, tools, sizes, rounds, seconds, appends):
    report.heading("The curve, on made-up filings in lists of 600")
    folders = []
    for size in sizes:
        data, told = tools.fill(f"curve-{size}", size)
        filled = json.loads(told.splitlines()[-1])
        folders.append(data)
        waits, resident, highest = start(tools, data, 3, PROBE)
        with tools.serve(data, free_port(), PROBE) as server:
            few, many = words(tools, server.port, size)
            rows, often, seldom = [], [], []
            for at in range(rounds):
                for targets, costs in ((few["row"], rows), (few["search"], often),
                                       (many, seldom)):
                    costs.append(load(server, targets, seconds, seed=815 + at).each)
            after = server.memory()
        report.note(
            f"{size:>9,} filings: filled in {filled['wall'] / 1e9:7.1f} s; first answer "
            f"{median(waits):6.2f} s; memory {median(resident):7.1f} MB at start, "
            f"{after[1]:7.1f} MB at most")
        report.note(
            f"{'':>19} row {median(rows):6.1f} µs; search {median(often):6.1f} µs (40 terms), "
            f"{median(seldom):6.1f} µs (2,000 terms), each the processor time of a request")
    lines = run([tools.program("bench-register"), "append", appends, *folders]).splitlines()
    told = [json.loads(line) for line in lines]
    report.heading(f"An append, durable and signed: {appends} of each, in turn over all sizes")
    for size, one in zip(sizes, told):
        for name, text in (("list", "a list of one filing"), ("decision", "a decision")):
            costs = one[name]
            report.note(
                f"{size:>9,} filings: {text:<21} wall: median {costs['wallMedian']:8.1f} µs, mean "
                f"{costs['wallMean']:8.1f} µs, 99% {costs['wall99']:9.1f} µs   processor: median "
                f"{costs['cpuMedian']:7.1f} µs, mean {costs['cpuMean']:7.1f} µs")
    if 1_000 in sizes and 100_000 in sizes:
        small, large = told[sizes.index(1_000)], told[sizes.index(100_000)]
        for name, text in (("list", "a list of one filing"), ("decision", "a decision")):
            for clock, of in (("wall", "wall"), ("cpu", "CPU")):
                mine, other = large[name][clock + "Median"], small[name][clock + "Median"]
                report.figure(
                    f"append of {text}, 100,000 / 1,000: {of}", mine / other, "times", 2,
                    f"{mine:.0f} µs / {other:.0f} µs")


def words(tools, port, size):
    """The walks over a made-up register: rows, a few searches, and many different ones."""
    client = answers.Client(port)
    page = client.json("/api/v1/filings?limit=500")
    found = list(page["filings"])
    # Enough of them, from all over the register, to take rows and words from.
    while page["next"] and len(found) < 20_000:
        page = client.json(page["next"]["href"])
        found += page["filings"]
    brands = sorted({filing["organization"]["name"][2:6] for filing in found})
    few = [brand[:2] for brand in brands[:: max(1, len(brands) // 40)]][:40]
    many = [piece for brand in brands for piece in (brand[:2], brand[1:3], brand[2:], brand[:3],
                                                    brand[1:], brand)]
    many = sorted(set(many))
    many = many[:: max(1, len(many) // 2000)][:2000]
    walks = {}
    for name, targets in (("row", [filing["href"] for filing in found]),
                          ("search", [answers.search(term) for term in few]),
                          ("many", [answers.search(term) for term in many])):
        walks[name] = tools.runs / f"curve-{size}-{name}.targets"
        walks[name].write_text("".join(target + "\n" for target in targets))
    return walks, walks["many"]
