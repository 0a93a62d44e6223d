"""Servers as processes: started, waited for, accounted for, stopped."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A server on the loopback, whose processor time and memory the system tells."""

    def __init__(self, name, command, port, log, probe="/", environment=None):
        self.name = name
        self.port = port
        self.log = Path(log)
        self.probe = probe
        started = time.monotonic()
        with open(self.log, "ab") as output:
            self.process = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output,
                stderr=output, env=environment)
        try:
            self.first_answer = self._wait(started, 900)
        except BaseException:
            self.stop()
            raise

    def _wait(self, started, limit):
        """Asks until there is an answer 200; the seconds from the start of the process to it."""
        while time.monotonic() - started < limit:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended at once:\n{self.log.read_text()[-2000:]}")
            if ask(self.port, self.probe) == 200:
                return time.monotonic() - started
            time.sleep(0.002)
        raise RuntimeError(f"{self.name} does not answer {self.probe}; see {self.log}")

    @property
    def processes(self):
        """The process and its children: nginx works in one."""
        pids = [self.process.pid]
        for pid in pids:
            for task in Path(f"/proc/{pid}/task").iterdir():
                pids += [int(child) for child in (task / "children").read_text().split()]
        return pids

    def processor(self):
        """Seconds of processor time so far, user and system (/proc/PID/stat)."""
        ticks = 0
        for pid in self.processes:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS

    def memory(self):
        """Megabytes resident now, and at most so far (/proc/PID/status)."""
        values = {}
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in ("VmRSS", "VmHWM"):
                values[name] = int(rest.split()[0]) * 1024 / 1e6
        return values["VmRSS"], values["VmHWM"]

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def ask(port, target):
    """The status of an answer, or nothing where nobody listens yet."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            connection.sendall(
                f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            head = connection.recv(64)
            return int(head.split()[1]) if head.startswith(b"HTTP/1.") else None
    except (ConnectionError, IndexError, ValueError):
        return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(command, **options):
    """Runs a command to its end and returns what it wrote; fails with what it said."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise RuntimeError(
            f"{' '.join(str(word) for word in command)[:400]} failed:\n"
            f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout
