"""A row by its number and a search, beside Hummingbird with the same bytes, nginx and datasette."""

from contextlib import ExitStack

import answers
import peers
from load import load
from processes import Server, free_port
from report import median, spread

SEARCHES = f"search of {answers.ROWS} rows"


def measure(report, tools, rounds, seconds):
    data, what = tools.official("lists")
    with ExitStack() as stack:
        port = free_port()
        ours = stack.enter_context(tools.serve(data, port, "/api/v1/filings?limit=1"))
        found = answers.filings(port)
        few, many = answers.terms(found)
        client = answers.Client(port)
        folder = tools.fresh("answers")
        rows = answers.save(folder / "rows", client, [filing["href"] for filing in found])
        searches = answers.save(folder / "few", client, [answers.search(term) for term in few])
        others = answers.save(folder / "many", client, [answers.search(term) for term in many])
        kept = rows + searches + others
        (folder / "targets").write_text("".join(f"{target}\t{file}\n" for target, file in kept))
        walks = {}
        for name, part in (("row", rows), ("search", searches), ("other", others)):
            walks[name] = folder / f"{name}.targets"
            walks[name].write_text("".join(target + "\n" for target, _ in part))
        port = free_port()
        bare = stack.enter_context(
            Server(
                "bare Hummingbird", [tools.program("bench-bare"), folder, port], port,
                tools.runs / "bare.log", rows[0][0]))
        files = stack.enter_context(peers.nginx(tools, folder, kept))
        compare(folder, kept, (bare, files))
        sette, sette_rows, sette_searches = peers.datasette(tools, found, few)
        stack.enter_context(sette)

        size = {name: mean_size(folder, part)
                for name, part in (("row", rows), ("search", searches), ("other", others))}
        report.heading(
            f"Serving {what}: {len(found):,} filings; {rounds} rounds of {seconds} s each, in turn; "
            "processor time of the server a request, median (lowest to highest)")
        walk = [("row", server, walks["row"]) for server in (ours, bare, files)]
        walk += [("search", server, walks["search"]) for server in (ours, bare, files)]
        walk += [("other", server, walks["other"]) for server in (ours, bare, files)]
        walk += [("row", sette, sette_rows), ("search", sette, sette_searches)]
        results = {}
        for at in range(rounds):
            for name, server, targets in (walk if at % 2 == 0 else reversed(walk)):
                results.setdefault((name, server.name), []).append(
                    load(server, targets, seconds, seed=4711 + at))
        memory = ours.memory()

    texts = {"row": f"row by number, {size['row']:,.0f} bytes",
             "search": f"{SEARCHES}, {len(few)} terms, {size['search']:,.0f} bytes",
             "other": f"{SEARCHES}, {len(many):,} terms, {size['other']:,.0f} bytes"}
    for name, text in texts.items():
        report.note(text)
        for (which, server), loads in results.items():
            if which == name:
                each = [one.each for one in loads]
                rate = median([one.requests / one.seconds for one in loads])
                report.note(
                    f"  {server:<17} {median(each):8.1f} µs ({spread(each)})   {rate:9,.0f} req/s   "
                    f"median {median([one.middle for one in loads]):.2f} ms, "
                    f"99% {median([one.slow for one in loads]):.2f} ms")

    def ratio(name, other):
        mine = median([one.each for one in results[name, "countermark"]])
        return mine / median([one.each for one in results[name, other]])

    report.figure(
        "row by number: CPU, ours / bare Hummingbird", ratio("row", "bare Hummingbird"), "times",
        1.5)
    report.figure(
        f"{SEARCHES}: CPU, ours / bare Hummingbird", ratio("search", "bare Hummingbird"),
        "times", 2)
    report.figure(
        f"{SEARCHES}, hardly ever the same one twice", ratio("other", "bare Hummingbird"), "times")
    for peer in ("nginx", "datasette"):
        for name in ("row", "search"):
            report.figure(f"{texts[name].split(',')[0]}: CPU, ours / {peer}", ratio(name, peer),
                          "times")
    report.figure(
        "memory after all of this, highest", memory[1], "MB", 150, f"{memory[0]:.0f} MB at the end")


def compare(folder, kept, servers):
    """That the others give the same bytes: every fiftieth answer is asked for."""
    for server in servers:
        client = answers.Client(server.port)
        for target, file in kept[::50]:
            if client.bytes(target) != (folder / file).read_bytes():
                raise RuntimeError(f"{server.name} gives other bytes for {target}")


def mean_size(folder, part):
    return sum((folder / file).stat().st_size for _, file in part) / len(part)
