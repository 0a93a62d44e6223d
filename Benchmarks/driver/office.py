"""Sign-in, form save and queue, beside Hummingbird that gives pages of the same size."""

import html
import http.client
import json
import re
import time
from contextlib import ExitStack
from urllib.parse import urlencode

from load import take_turns
from processes import Server, free_port
from report import median, spread

FILINGS = 6000
CASES = 20
SIGN_IN = "/en/office/sign-in"
QUEUE = "/en/office/queue"
# The field in which every save writes something else.
CHANGED = "field-of-application"


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


class Walk:
    """Requests that are sent in turn, and what they are called."""

    def __init__(self, folder, name, connections=16):
        self.name = name
        self.connections = connections
        self.folder = folder / name
        self.folder.mkdir()
        self.lines = []

    def add(self, method, target, visitor, body=""):
        at = len(self.lines)
        headers, sent = self.folder / f"{at}.headers", self.folder / f"{at}.body"
        told = visitor.headers()
        if body:
            told["Content-Type"] = "application/x-www-form-urlencoded"
        headers.write_text("".join(f"{key}: {value}\n" for key, value in told.items()))
        sent.write_text(body)
        self.lines.append(f"{method}\t{target}\t{headers}\t{sent}\n")
        (self.folder / "requests").write_text("".join(self.lines))
        return self

    def set_body(self, body):
        """Sends something else from now on, with the first request."""
        (self.folder / "0.body").write_text(body)

    def send(self, server, seconds):
        return take_turns(server, self.folder / "requests", seconds, self.connections)


def changing(fields):
    """A form's body that says something else each time, over the revision that was read last."""
    sent = []
    for name, value in fields:
        if name == "revision":
            value = "@revision@"
        if name == CHANGED:
            value = "图像 <@turn@> 生成"
        sent.append((name, value))
    if not {"revision", CHANGED} <= {name for name, _ in sent}:
        raise RuntimeError("the form has other fields than it had")
    return urlencode(sent, safe="@")


def steps_of(page):
    """The forms of a queue that take a case in hand: where each is sent, and its token."""
    return re.findall(
        r'<form method="post" action="(/en/office/review/\w{26}/)claim"><input type="hidden" '
        r'name="form-token" value="([^"]+)">', page.decode())


def _form(step, visitor):
    target, token = step
    return target, visitor, urlencode({"form-token": token})


def release_token(visitor, case):
    """The token of the form that lays a case back, which stands in the queue of who has it in hand."""
    _, page, _ = visitor.ask("GET", QUEUE)
    return re.search(
        re.escape(case) + r'release"><input type="hidden" name="form-token" value="([^"]+)">',
        page.decode()).group(1)


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
        officers = [Visitor(port).sign_in(by_role["officer"]) for _ in range(2)]
        stranger = Visitor(port)
        # The draft that a demonstration leaves behind is the only one that can be written.
        _, listed, _ = applicant.ask("GET", "/en/office/applications")
        drafts = re.findall(r'href="(/en/office/applications/\w{26})"', listed.decode())
        form = next(
            target for target in (draft + "/sections/basics" for draft in drafts)
            if applicant.ask("GET", target)[0] == 200)
        pages = {"sign-in": (SIGN_IN, stranger), "queue": (QUEUE, officers[0]), "form": (form, applicant)}
        kept = []
        for name, (target, visitor) in pages.items():
            status, body, _ = visitor.ask("GET", target)
            if status != 200:
                raise RuntimeError(f"{target}: {status}")
            (folder / f"{name}.html").write_bytes(body)
            kept.append((target, f"{name}.html"))
        (folder / "targets").write_text("".join(f"{target}\t{file}\n" for target, file in kept))
        fields = fields_of((folder / "form.html").read_bytes(), form)
        status, text, _ = applicant.ask("POST", form, fields)
        if status != 303:
            raise RuntimeError(f"{form} is not saved: {status} {text[:300]!r}")
        queue = Walk(folder, "queue")
        for officer in officers:
            queue.add("GET", QUEUE, officer)
        save = Walk(folder, "save", 1).add("POST", form, applicant, urlencode(fields))
        # Taken in hand and laid back in turn, so that every queue that is asked for is another one.
        _, page, _ = officers[0].ask("GET", QUEUE)
        case, claim = steps_of(page)[0]
        status, text, _ = officers[0].ask("POST", case + "claim", {"form-token": claim})
        if status != 303:
            raise RuntimeError(f"no case can be taken in hand: {status} {text[:300]!r}")
        release = release_token(officers[0], case)
        officers[0].ask("POST", case + "release", {"form-token": release})
        steps = [(case + "claim", claim), (case + "release", release)]
        turns = Walk(folder, "turns", 1)
        turns_and_queue = Walk(folder, "turns and queue", 1)
        # The first request of a walk is never sent: it begins with taking the case in hand.
        turns.add("POST", *_form(steps[1], officers[0])).add("POST", *_form(steps[0], officers[0]))
        for step in steps:
            turns_and_queue.add("GET", QUEUE, officers[0]).add("POST", *_form(step, officers[0]))
        walks = [
            Walk(folder, "sign-in").add("GET", SIGN_IN, stranger),
            queue,
            Walk(folder, "form").add("GET", form, applicant),
            # One connection: of two that save the same draft one is told to look again.
            save,
            Walk(folder, "save and form", 1)
            .add("GET", form, applicant).add("POST", form, applicant, changing(fields)),
        ]
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
        changes = {}
        for at in range(rounds):
            for walk in walks if at % 2 == 0 else reversed(walks):
                if walk is save:
                    # What was saved before has another revision than the form that was read first.
                    _, text, _ = applicant.ask("GET", form)
                    walk.set_body(urlencode(fields_of(text, form)))
                for server in ((ours, bare) if at % 2 == 0 else (bare, ours)):
                    results.setdefault((walk.name, server.name), []).append(
                        walk.send(server, seconds))
            for walk in (turns, turns_and_queue):
                changes.setdefault(walk.name, []).append(walk.send(ours, seconds).each)
                # An odd number of steps leaves the case in hand, where the next round begins with it.
                officers[0].ask("POST", steps[1][0], {"form-token": release})
        _, text, _ = applicant.ask("GET", form)
        if dict(fields_of(text, form))[CHANGED] == dict(fields)[CHANGED]:
            raise RuntimeError("nothing that was saved has changed the draft")
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
            f"{name:<13} {server:<17} {median(each):8.1f} µs ({spread(each)})   "
            f"{median([one.requests / one.seconds for one in loads]):9,.0f} req/s")
    # Of a turn with its queue, what is not the turn.
    rebuilt = 2 * median(changes["turns and queue"]) - median(changes["turns"])
    report.note(
        f"a queue that has changed since anybody saw it: {rebuilt:.0f} µs, beside "
        f"{median(changes['turns']):.0f} µs of taking a case in hand or laying it back, durable")
    sizes = {name: (folder / f"{name}.html").stat().st_size for name in pages}

    def ratio(name):
        return cost[name, "countermark"] / cost[name, "bare Hummingbird"]

    report.figure(
        f"sign-in page, {sizes['sign-in']:,} bytes: CPU, ours / bare", ratio("sign-in"), "times", 3)
    report.figure(
        f"queue page, {sizes['queue']:,} bytes, two sessions in turn: ours / bare", ratio("queue"),
        "times", 3)
    report.figure(
        f"form page, {sizes['form']:,} bytes, nothing saved between: ours / bare", ratio("form"), "times")
    report.figure(
        "form save, durable, without the page after it: ours / bare", ratio("save"), "times")
    report.figure(
        "form save that changes the draft, with the page after it: ours / bare",
        ratio("save and form"), "times", 3)
