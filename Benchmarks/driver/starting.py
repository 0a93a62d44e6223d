"""How soon a register answers, and how much memory it takes."""

from processes import free_port
from report import median, spread


def start(tools, data, times, probe):
    """Starts a server again and again: seconds to the first answer, and its memory then."""
    waits, resident, highest = [], [], []
    for _ in range(times):
        with tools.serve(data, free_port(), probe) as server:
            now, most = server.memory()
            waits.append(server.first_answer)
            resident.append(now)
            highest.append(most)
    return waits, resident, highest


def measure(report, tools, times):
    data, what = tools.official("start")
    report.heading(f"Starting with {what}: from the start of the process to the first answer 200")
    waits, resident, highest = start(tools, data, times, "/api/v1/filings?limit=20")
    report.figure(
        "first answer after start, median", median(waits), "s", 1, f"{times} starts: {spread(waits)}")
    report.figure(
        "memory at the first answer, highest", max(highest), "MB", 150,
        f"{median(resident):.0f} MB then")
