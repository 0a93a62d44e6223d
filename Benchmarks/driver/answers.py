"""What a register answers, fetched once: the targets of the load, and the same bytes for others."""

import http.client
import json
from collections import Counter
from urllib.parse import quote

ROWS = 20  # an answer of a search has this many
TERMS = 40
MANY = 2000  # more searches than the register remembers


class Client:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def bytes(self, target):
        self.connection.request("GET", target)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{target}: {response.status} {body[:300]!r}")
        return body

    def json(self, target):
        return json.loads(self.bytes(target))


def filings(port):
    """All filings, page by page."""
    client = Client(port)
    target = "/api/v1/filings?limit=500"
    found = []
    while target:
        page = client.json(target)
        found += page["filings"]
        target = page["next"]["href"] if page["next"] else None
    return found


def search(term):
    return "/api/v1/filings?q=" + quote(term, safe="")


def terms(found):
    """Words that each find a full page: first those of the 40 that are asked again and again, then
    as many others as are needed so that nearly every search is a new one.

    They are what people look for, by its frequency in the names: two to four characters of an
    organization's, an algorithm's or a product's name.
    """
    counts = Counter()
    for filing in found:
        names = [filing["organization"]["name"], filing["algorithm"]]
        names += [product["name"] for product in filing["products"]]
        pieces = set()
        for name in names:
            for length in (2, 3, 4):
                pieces.update(name[at:at + length] for at in range(len(name) - length + 1))
        counts.update(pieces)
    enough = sorted(
        (piece for piece, count in counts.items() if count >= ROWS and piece.isalnum()),
        key=lambda piece: (counts[piece], piece))
    # From rare to common in even steps, so that neither kind makes up the whole.
    few = [enough[len(enough) * at // TERMS] for at in range(TERMS)]
    many = [enough[len(enough) * at // MANY] for at in range(MANY)] if enough[MANY:] else enough
    return few, many


def save(folder, client, targets):
    """Fetches the answers to some targets into files, and says which file is whose."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = []
    for at, target in enumerate(targets):
        name = f"{folder.name}-{at}.json"
        (folder / name).write_bytes(client.bytes(target))
        kept.append((target, f"{folder.name}/{name}"))
    return kept
