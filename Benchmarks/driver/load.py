"""Load from wrk: one thread, sixteen connections, targets walked pseudo-randomly."""

import json
from dataclasses import dataclass
from pathlib import Path

from processes import run

SCRIPTS = Path(__file__).resolve().parent.parent / "load"


@dataclass
class Load:
    requests: int
    seconds: float
    processor: float  # seconds of the server's processor time
    middle: float  # milliseconds, the median answer
    slow: float  # milliseconds, the 99th percentile

    @property
    def each(self):
        """Microseconds of the server's processor time a request."""
        return self.processor / self.requests * 1e6


def load(server, targets, seconds, seed):
    """Asks a server for the targets in a file for some seconds; fails on any answer but 200."""
    return measured(server, seconds, 16, "walk.lua", [targets, seed])


def take_turns(server, requests, seconds, connections):
    """Sends the requests in a file in turn for some seconds; fails on an error."""
    return measured(server, seconds, connections, "turns.lua", [requests])


def measured(server, seconds, connections, script, arguments):
    before = server.processor()
    written = run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s",
         SCRIPTS / script, f"http://127.0.0.1:{server.port}", "--", *map(str, arguments)])
    after = server.processor()
    told = json.loads(written.strip().splitlines()[-1])
    if told["failed"] or not told["requests"]:
        raise RuntimeError(
            f"{server.name}: {told['failed']} of {told['requests']} requests failed for "
            f"{' '.join(map(str, arguments))[:200]}; see {server.log}")
    return Load(
        told["requests"], told["microseconds"] / 1e6, after - before, told["middle"] / 1e3,
        told["slow"] / 1e3)
