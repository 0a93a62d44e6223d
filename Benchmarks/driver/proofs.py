"""Inclusion proofs made and checked, beside Go's sumdb/tlog: the same leaves, the same indices."""

import json
import subprocess

from report import median, spread

LEAVES = 1_000_000
COUNT = 40_000


class Prover:
    """A program that answers each line with what a round cost."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [str(program), str(LEAVES)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.rounds = []

    def ready(self):
        word, root = self.process.stdout.readline().split()
        assert word == "ready"
        return root

    def round(self, seed, count):
        self.process.stdin.write(f"{seed} {count}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()

    def micro(self, *names):
        """Microseconds a proof, round by round."""
        return [sum(told[name] for name in names) / COUNT / 1e3 for told in self.rounds]


def measure(report, tools, rounds):
    report.heading(
        f"Inclusion proofs at {LEAVES:,} leaves: {rounds} rounds of {COUNT:,}, in turn with "
        "golang.org/x/mod/sumdb/tlog")
    ours, theirs = Prover(tools.program("bench-proofs")), Prover(tools.tlog())
    try:
        if ours.ready() != theirs.ready():
            raise RuntimeError("the two trees have different roots: one of them is wrong")
        for at in range(-1, rounds):
            order = (ours, theirs) if at % 2 == 0 else (theirs, ours)
            told = {prover: prover.round(1000 + at, COUNT) for prover in order}
            if told[ours]["digest"] != told[theirs]["digest"]:
                raise RuntimeError("the two make different proofs: one of them is wrong")
            if at >= 0:  # the first round warms both up
                for prover in order:
                    prover.rounds.append(told[prover])
    finally:
        ours.stop()
        theirs.stop()
    for clock, name in (("CPU", "processor"), ("Wall", "wall")):
        for step, text in (("make", "make"), ("check", "check")):
            mine, other = ours.micro(step + clock), theirs.micro(step + clock)
            report.note(
                f"{text:<6} {name:<10} ours {median(mine):6.2f} µs ({spread(mine)})   "
                f"Go {median(other):6.2f} µs ({spread(other)})")
    mine = median(ours.micro("makeCPU", "checkCPU"))
    other = median(theirs.micro("makeCPU", "checkCPU"))
    report.figure(
        "proof made and checked: CPU, ours / Go's", mine / other, "times", 1,
        f"{mine:.2f} µs / {other:.2f} µs")
