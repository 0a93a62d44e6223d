"""The machine that was measured on, without its name."""

import os
import platform
import shutil
import sqlite3
import subprocess
from pathlib import Path


def first(command, line=0):
    try:
        done = subprocess.run(
            [str(word) for word in command], capture_output=True, text=True, timeout=60)
    except OSError:
        return "absent"
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[line].strip() if lines else "silent"


def version(tools, name, *words):
    """What a program of the virtual environment says of itself; a part that needs it says so itself."""
    try:
        return first([tools.venv(name), *words])
    except RuntimeError:
        return f"{name} absent"


def describe(tools):
    facts = dict(
        line.split(":", 1) for line in Path("/proc/cpuinfo").read_text().split("\n\n")[0].splitlines()
        if ":" in line)
    facts = {name.strip(): value.strip() for name, value in facts.items()}
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1e6
    release = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line)
    flags = facts.get("flags", "").split()
    return [
        f"{os.cpu_count()} cores of {facts.get('model name', 'unknown')}"
        f"{' with SHA instructions' if 'sha_ni' in flags else ''}, {memory:.0f} GB,"
        f" {release.get('PRETTY_NAME', '').strip(chr(34))}, Linux {platform.release()},"
        f" {filesystem(tools.runs)}",
        f"load average {os.getloadavg()[0]:.1f}",
        f"{first(['swift', '--version'])}; {version(tools, 'go', 'version')};"
        f" {first([shutil.which('nginx') or '/usr/sbin/nginx', '-v'])};"
        f" {version(tools, 'datasette', '--version')}; SQLite {sqlite3.sqlite_version}",
    ]


def filesystem(path):
    """The kind of the file system that a path is on."""
    best, kind = "", "unknown"
    for line in Path("/proc/mounts").read_text().splitlines():
        _, mount, found, *_ = line.split()
        if str(path).startswith(mount) and len(mount) > len(best):
            best, kind = mount, found
    return kind
