"""Sign-in, form save and queue, beside Hummingbird that gives pages of the same size."""

import html
import http.client
import json
import re
import time
from contextlib import ExitStack
from urllib.parse import urlencode

from load import send
from processes import Server, free_port
from report import median, spread

FILINGS = 6000
CASES = 20
SIGN_IN = "/en/office/sign-in"
QUEUE = "/en/office/queue"


class Visitor:
    """A browser's part: keeps the cookie, reads the token of a form."""

    def __init__(self, port):
        self.port = port
        self.cookie = None

    def headers(self):
        told = {"Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}
        if self.cookie:
            told["Cookie"] = self.cookie
        return told

    def ask(self, method, target, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = self.headers()
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        begun = answer.getheader("Set-Cookie")
        if begun:
            self.cookie = begun.split(";")[0]
        return answer.status, text, answer

    def sign_in(self, person):
        status, text, _ = self.ask(
            "POST", SIGN_IN, {"login": person["email"], "password": person["password"]})
        if status != 303:
            raise RuntimeError(f"nobody can sign in: {status} {text[:300]!r}")
        return self


def fields_of(page, action):
    """What the form of a page sends as it stands: hidden fields, texts, what is chosen."""
    text = page.decode()
    form = re.search(
        r'<form[^>]*action="' + re.escape(action) + r'"[^>]*>(.*?)</form>', text, re.S).group(1)
    found = []
    for tag in re.findall(r"<input [^>]*>", form):
        value = {name: html.unescape(text) for name, text in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if value.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        if "name" in value:
            found.append((value["name"], value.get("value", "")))
    for name, value in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        found.append((name, html.unescape(value)))
    return found + [("do", "stay")]


def measure(report, tools, rounds, seconds):
    data = tools.fresh("office")
    tools.run_register("queue", data, FILINGS, CASES)
    people = json.loads((data.parent / (data.name + ".local") / "sign-ins.json").read_text())
    folder = tools.fresh("pages")
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        port = free_port()
        ours = stack.enter_context(tools.serve(data, port, "/api/v1/filings?limit=1"))
        by_role = {person["roles"][0]: person for person in people}
        applicant = Visitor(port).sign_in(by_role["applicant"])
        officer = Visitor(port).sign_in(by_role["officer"])
        stranger = Visitor(port)
        # The draft that a demonstration leaves behind is the only one that can be written.
        _, listed, _ = applicant.ask("GET", "/en/office/applications")
        drafts = re.findall(r'href="(/en/office/applications/\w{26})"', listed.decode())
        form = next(
            target for target in (draft + "/sections/basics" for draft in drafts)
            if applicant.ask("GET", target)[0] == 200)
        pages = {"sign-in": (SIGN_IN, stranger), "queue": (QUEUE, officer), "form": (form, applicant)}
        kept = []
        walks = []
        for name, (target, visitor) in pages.items():
            status, body, _ = visitor.ask("GET", target)
            if status != 200:
                raise RuntimeError(f"{target}: {status}")
            (folder / f"{name}.html").write_bytes(body)
            kept.append((target, f"{name}.html"))
            walks.append((name, "GET", target, visitor, b"", 16))
            if name == "form":
                sent = urlencode(fields_of(body, target)).encode()
                status, text, _ = visitor.ask("POST", target, fields_of(body, target))
                if status != 303:
                    raise RuntimeError(f"{target} is not saved: {status} {text[:300]!r}")
                # One connection: of two that save the same draft one is told to look again.
                walks.append(("save", "POST", target, visitor, sent, 1))
        (folder / "targets").write_text("".join(f"{target}\t{file}\n" for target, file in kept))
        port = free_port()
        bare = stack.enter_context(
            Server(
                "bare Hummingbird", [tools.program("bench-bare"), folder, port], port,
                tools.runs / "bare-office.log", SIGN_IN))
        report.heading(
            f"The office: {FILINGS:,} made-up filings, {CASES} cases in the queue; {rounds} rounds of "
            f"{seconds} s each, in turn; processor time of the server a request, median (lowest to "
            "highest)")
        results = {}
        for at in range(rounds):
            for name, method, target, visitor, body, connections in (
                    walks if at % 2 == 0 else reversed(walks)):
                (folder / "headers").write_text("".join(
                    f"{key}: {value}\n" for key, value in visitor.headers().items())
                    + ("Content-Type: application/x-www-form-urlencoded\n" if body else ""))
                (folder / "body").write_bytes(body)
                for server in ((ours, bare) if at % 2 == 0 else (bare, ours)):
                    results.setdefault((name, server.name), []).append(
                        send(server, method, target, folder / "headers", folder / "body", seconds,
                             connections))
        before, started = ours.processor(), time.monotonic()
        for _ in range(5):
            Visitor(ours.port).sign_in(by_role["applicant"])
        scrypt = (ours.processor() - before) / 5
        report.note(
            f"a sign-in that is sent: {scrypt * 1000:.0f} ms of processor time, "
            f"{(time.monotonic() - started) / 5 * 1000:.0f} ms on the wall; that is scrypt, on purpose")

    cost = {}
    for (name, server), loads in results.items():
        each = [one.each for one in loads]
        cost[name, server] = median(each)
        report.note(
            f"{name:<8} {server:<17} {median(each):8.1f} µs ({spread(each)})   "
            f"{median([one.requests / one.seconds for one in loads]):9,.0f} req/s")
    sizes = {name: (folder / f"{name}.html").stat().st_size for name in pages}

    def ratio(*names):
        mine = sum(cost[name, "countermark"] for name in names)
        return mine / sum(cost[name, "bare Hummingbird"] for name in names)

    report.figure(
        f"sign-in page, {sizes['sign-in']:,} bytes: CPU, ours / bare", ratio("sign-in"), "times", 3)
    report.figure(
        f"queue page, {sizes['queue']:,} bytes: CPU, ours / bare", ratio("queue"), "times", 3)
    report.figure(
        f"form page, {sizes['form']:,} bytes: CPU, ours / bare", ratio("form"), "times")
    report.figure(
        "form save, durable, without the page after it: ours / bare", ratio("save"), "times")
    report.figure(
        "form save with the page that follows it: CPU, ours / bare", ratio("save", "form"), "times",
        3)
