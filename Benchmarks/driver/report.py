"""What was measured, as lines of a table, each with its bound where it has one."""

import json


class Report:
    """Collects figures and prints them as they come."""

    def __init__(self):
        self.figures = []

    def heading(self, text):
        print(f"\n{text}", flush=True)

    def note(self, text):
        print(f"  {text}", flush=True)

    def figure(self, name, value, unit="", bound=None, beside=""):
        """A figure; with a bound it passes where it is not above it."""
        verdict = "" if bound is None else ("PASS" if value <= bound else "MISS")
        limit = "" if bound is None else f"at most {bound:g} {unit}".rstrip()
        self.figures.append(
            {"name": name, "value": value, "unit": unit, "bound": bound, "verdict": verdict,
             "beside": beside})
        shown = f"{number(value)} {unit}".rstrip()
        print(f"  {name:<58} {shown:>12}  {limit:<15} {verdict:<4}  {beside}".rstrip(), flush=True)

    @property
    def missed(self):
        return [figure for figure in self.figures if figure["verdict"] == "MISS"]

    def summary(self):
        self.heading("Bounds")
        for figure in self.figures:
            if figure["bound"] is not None:
                shown = f"{number(figure['value'])} {figure['unit']}".rstrip()
                limit = f"at most {figure['bound']:g} {figure['unit']}".rstrip()
                print(f"  {figure['verdict']}  {figure['name']:<58} {shown:>12}  {limit}")

    def write(self, path):
        path.write_text(json.dumps(self.figures, indent=1, ensure_ascii=False) + "\n")


def number(value):
    """A figure with three digits that mean something."""
    if value == 0:
        return "0"
    size = abs(value)
    if size >= 1000:
        return f"{value:,.0f}"
    if size >= 100:
        return f"{value:.0f}"
    if size >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if size >= 0.1 else f"{value:.3f}"


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def spread(values):
    """The lowest and the highest, for the reader to judge the median by."""
    return f"{number(min(values))} to {number(max(values))}"
