"""What is measured with: built once, in folders of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from processes import run


class Tools:
    def __init__(self, root):
        self.root = root
        self.folder = root / ".build" / "bench"
        self.builds = self.folder / "build"
        self.runs = self.folder / "run"
        self.runs.mkdir(parents=True, exist_ok=True)

    def build(self, parts):
        """Builds for release what measures some parts: what `make demo` builds, and beside what."""
        environment = dict(os.environ, COUNTERMARK_BENCHMARKS="1")
        # The plan of the build does not see files that were added to the package above; without it
        # there is a new one, and nothing is compiled twice.
        (self.builds / "release.yaml").unlink(missing_ok=True)
        measuring = {"proofs": "bench-proofs", "credentials": "bench-credentials"}
        products = [measuring[part] for part in measuring if part in parts]
        for product in (*products, "bench-register", "bench-bare", "countermark"):
            print(f"Building {product}", flush=True)
            subprocess.run(
                ["swift", "build", "-c", "release", "--package-path", self.root / "Benchmarks",
                 "--scratch-path", self.builds, "--product", product],
                check=True, env=environment, stdout=sys.stderr)
        if "proofs" not in parts:
            return
        print("Building tlog", flush=True)
        subprocess.run(
            [self.venv("go"), "build", "-o", self.tlog(), "."], check=True,
            cwd=self.root / "Benchmarks" / "tlog",
            env=dict(os.environ, GOFLAGS="-mod=mod", GOPROXY="off", GOTOOLCHAIN="local"))

    def program(self, name):
        return self.builds / "release" / name

    def tlog(self):
        return self.folder / "tlog"

    def venv(self, name):
        path = self.root / ".venv" / "bin" / name
        if not path.exists():
            raise RuntimeError(f"{name} is not in .venv: run scripts/setup --for bench")
        return path

    def fresh(self, name):
        """An empty place for a data directory."""
        for folder in (self.runs / name, self.runs / (name + ".local")):
            shutil.rmtree(folder, ignore_errors=True)
        return self.runs / name

    @property
    def lists(self):
        """The official lists, where they lie beside the checkout."""
        return sorted((self.root.parent / "shared" / "data" / "lists").glob("*.docx"))

    @property
    def cancellations(self):
        path = self.root.parent / "shared" / "data" / "cancellations.csv"
        return [path] if path.exists() else []

    def fill(self, name, count):
        """A register of made-up filings; its folder and what filling it took."""
        data = self.fresh(name)
        told = run([self.program("bench-register"), "fill", data, count])
        return data, told

    def run_register(self, *words):
        """Runs `bench-register`; what it told."""
        return run([self.program("bench-register"), *words])

    def official(self, name):
        """A register of the official lists, or of as many made-up filings; and which of the two."""
        if not self.lists:
            return self.fill(name, 5735)[0], "5,735 made-up filings (the lists are not here)"
        data = self.fresh(name)
        run([self.program("countermark"), "register", "import", *self.lists, *self.cancellations,
             "--data", data])
        return data, f"the {len(self.lists)} official lists"

    def serve(self, data, port, probe):
        """The command that serves a register."""
        from processes import Server

        return Server(
            "countermark",
            [self.program("countermark"), "serve", "--data", data, "--port", port], port,
            self.runs / "countermark.log", probe)
