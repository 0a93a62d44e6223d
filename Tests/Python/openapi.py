"""Holds a running server to its OpenAPI document: python openapi.py BASE

The document is validated; every path in it is requested, with every parameter, and each answer is
held to the status codes, media types, headers and schemas that the document promises. Prints what
was done, and one line for each thing that is wrong; the exit code says whether there was any.
"""

import http.client
import json
import re
import sys
import urllib.parse

from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

base = urllib.parse.urlsplit(sys.argv[1])
faults = []
done = {"requests": 0, "answers held to a schema": 0}


def fetch(target, method="GET", headers=None, body=None):
    connection = http.client.HTTPConnection(base.hostname, base.port, timeout=60)
    connection.request(method, target, body=body, headers=headers or {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    done["requests"] += 1
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body


def load(target):
    status, _, body = fetch(target)
    if status != 200:
        sys.exit(f"{target} answered {status}")
    return json.loads(body)


document = load("/openapi.json")
validate(document)


def resolve(node):
    while "$ref" in node:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def holds(value, schema, where):
    done["answers held to a schema"] += 1
    validator = Draft202012Validator(
        {**schema, "components": document["components"]},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    for error in list(validator.iter_errors(value))[:5]:
        faults.append(f"{where}: at {error.json_path}: {error.message[:300]}")


def check(operation, target, expected, where, headers=None):
    """Requests a target and holds the answer to what the operation promises for its status."""
    status, fields, body = fetch(target, headers=headers)
    if status != expected:
        faults.append(f"{where}: {target} answered {status}, not {expected}: {body[:300]!r}")
        return None
    if str(status) not in operation["responses"]:
        faults.append(f"{where}: {target} answered {status}, which is not in the document")
        return None
    promised = resolve(operation["responses"][str(status)])
    for name, header in promised.get("headers", {}).items():
        value = fields.get(name.lower())
        if value is None:
            faults.append(f"{where}: {target} has no {name}")
        else:
            holds(value, resolve(header)["schema"], f"{where}: {name}")
    content = promised.get("content")
    if content is None:
        if body:
            faults.append(f"{where}: {target} has a body for {status}")
        return fields
    if fields.get("content-type") not in content:
        faults.append(f"{where}: {target} is {fields.get('content-type')}, promised {list(content)}")
        return fields
    schema = content[fields["content-type"]].get("schema")
    if schema is not None:
        value = json.loads(body) if "json" in fields["content-type"] else body.decode("utf-8")
        holds(value, schema, f"{where}: {target}")
    return fields


# What the register holds, to ask for things that are there.
filings = load("/api/v1/filings?limit=500")["filings"]
lists = load("/api/v1/lists")["lists"]
size = load("/health")["size"]
first = lists[0]["id"].split("/")
known = {
    "number": filings[0]["id"],
    "text": filings[0]["number"],
    "id": filings[0]["organization"]["id"],
    "track": first[0],
    "period": first[1],
    "kind": "invalid-parameter",
    "rulebook": "cn-deep-synthesis",
    "level": 0,
    "index": "000",
    "width": size % 256,
    "code": "001191110108335469089C10001",
}
query = {
    "q": filings[0]["organization"]["name"][:2],
    "track": first[0],
    "list": lists[0]["id"],
    "role": "provider",
    "status": "in-force",
    "region": "11",
    "year": 2023,
    "as-of": "2030-01-01",
    "at": size,
    "limit": 3,
    "after": "0.1",
    "dialect": "exact",
    "on": "2026-10-01",
}
missing = {
    "number": "000000000000000000000",
    "id": "0000000",
    "track": "nowhere",
    "period": "1999-01",
    "kind": "nothing",
    "rulebook": "nothing",
    "level": 7,
    "index": "999",
    "width": 255,
}
wrong = {
    "track": "no such track",
    "list": "nowhere/1999-01",
    "role": "nobody",
    "status": "unheard-of",
    "region": "7",
    "year": "last",
    "as-of": "soon",
    "at": size + 1,
    "limit": 0,
    "after": "here",
    "dialect": "shouted",
    "q": "x" * 201,
    "on": "soon",
}


def fill(path, values, own):
    def segment(match):
        name = match.group(1)
        if path.startswith("/log/tile") and name == "index":
            # A partial tile is the last one, a full tile the first.
            value = f"{size // 256:03}" if "{width}" in path and values is known else values[name]
        else:
            value = values.get(name, own.get(name))
        return urllib.parse.quote(str(value), safe="" if name != "index" else "/")

    return re.sub(r"\{([a-z-]+)\}", segment, path)


operations = 0
for path, item in document["paths"].items():
    for method, operation in item.items():
        if method.startswith("x-"):
            continue
        operations += 1
        where = f"{method.upper()} {path}"
        if "security" in operation:
            # A mirror has none of these.
            status, fields, body = fetch(re.sub(r"\{[a-z0-9]+\}", "1", path), method.upper())
            if status != 404 or "access-control-allow-origin" in fields:
                faults.append(f"{where}: a mirror answered {status}")
            holds(json.loads(body), {"$ref": "#/components/schemas/Problem"}, where)
            continue
        if operation["operationId"] == "checkFile":
            # The one address that takes a body without a token: a file, here a stretch of PNG.
            picture = bytes.fromhex("89504e470d0a1a0a")
            status, fields, body = fetch(path + "?name=a.png", "POST", {}, picture)
            if status != 200:
                faults.append(f"{where}: answered {status}")
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            holds(json.loads(body), schema, where)
            status, fields, body = fetch(path, "POST", {}, b"")
            if status != 400:
                faults.append(f"{where}: an empty file was answered {status}")
            holds(json.loads(body), {"$ref": "#/components/schemas/Problem"}, where)
            continue
        if method != "get":
            faults.append(f"{where}: this check knows GET only")
            continue
        parameters = [resolve(p) for p in operation.get("parameters", [])]
        for parameter in parameters:
            if "example" not in parameter:
                faults.append(f"{where}: {parameter['name']} has no example")
            else:
                holds(parameter["example"], parameter["schema"], f"{where}: {parameter['name']}")
        named = [p["name"] for p in parameters if p["in"] == "path"]
        if sorted(named) != sorted(re.findall(r"\{([a-z-]+)\}", path)):
            faults.append(f"{where}: the parameters of the path are {named}")
        target = fill(path, known, {})
        fields = check(operation, target, 200, where)
        if fields and "304" in operation["responses"]:
            check(operation, target, 304, where, {"If-None-Match": fields["etag"]})
        if "404" in operation["responses"]:
            check(operation, fill(path, missing, known), 404, where)
        check(operation, target + "?no-such-parameter=1", 400, where)
        asked = [p for p in parameters if p["in"] == "query"]
        for parameter in asked:
            name = parameter["name"]
            value = urllib.parse.quote(str(query[name]))
            check(operation, f"{target}?{name}={value}", 200, where)
            bad = urllib.parse.quote(str(wrong[name]))
            check(operation, f"{target}?{name}={bad}", 400, where)
            check(operation, f"{target}?{name}={value}&{name}={value}", 400, where)
        together = "&".join(
            f"{p['name']}={urllib.parse.quote(str(query[p['name']]))}" for p in asked
        )
        if asked:
            check(operation, f"{target}?{together}", 200, where)

# Every filing, list and organization of the register, and numbers of every grade.
paths = document["paths"]
for filing in filings[:80] + filings[-10:]:
    path = "/api/v1/filings/{number}"
    number = urllib.parse.quote(filing["id"], safe="")
    for suffix in ["", f"?at={size}", "?as-of=2029-12"]:
        check(paths[path]["get"], f"/api/v1/filings/{number}{suffix}", 200, path)
for entry in lists:
    path = "/api/v1/lists/{track}/{period}"
    check(paths[path]["get"], f"/api/v1/lists/{entry['id']}", 200, path)
for organization in {f["organization"]["id"] for f in filings}:
    path = "/api/v1/organizations/{id}"
    check(paths[path]["get"], f"/api/v1/organizations/{organization}", 200, path)
for text in ["x", "网信算备1号", "网信算备110108700000101230011号", "Beijing-A-20240101S0001", " "]:
    path = "/api/v1/numbers/{text}"
    check(paths[path]["get"], "/api/v1/numbers/" + urllib.parse.quote(text), 200, path)

print(f"{operations} operations, " + ", ".join(f"{n} {what}" for what, n in done.items()))
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
