"""Finds the C2PA manifest stores of pictures in the plainest way: a second opinion for tests.

stores.py FILE...         a line a file: the SHA-256 of each store, or "-"
stores.py --parts FILE    reads "name start end" lines and prints which entries of the box hash they fit
"""

import base64
import hashlib
import re
import struct
import sys

MARK = bytes.fromhex("6332706100110010800000aa00389b71")


def jpeg(data):
    found, place = {}, 2
    while data[place + 1] != 0xDA:
        length = struct.unpack(">H", data[place + 2 : place + 4])[0]
        body = data[place + 4 : place + 2 + length]
        if data[place + 1] == 0xEB and body[:2] == b"JP":
            number = body[2:4]
            if body[24:40] == MARK:
                found[number] = body[8:]
            elif number in found:
                found[number] += body[16:]
        place += 2 + length
    return list(found.values())


def png(data):
    place, found = 8, []
    while place + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        if kind == b"caBX":
            found.append(data[place + 8 : place + 8 + length])
        place += 12 + length
    return found


def gif(data):
    start = data.find(b"\x21\xff\x0bC2PA_GIF\x01\x00\x00")
    if start < 0:
        return []
    place, store = start + 14, b""
    while data[place]:
        store += data[place + 1 : place + 1 + data[place]]
        place += 1 + data[place]
    return [store]


def tiff(data):
    order = "<" if data[:2] == b"II" else ">"
    place, found = struct.unpack(order + "I", data[4:8])[0], []
    while place:
        count = struct.unpack(order + "H", data[place : place + 2])[0]
        for entry in range(count):
            at = place + 2 + 12 * entry
            tag, _, length, value = struct.unpack(order + "HHII", data[at : at + 12])
            if tag == 0xCD41:
                found.append(data[value : value + length])
        at = place + 2 + 12 * count
        place = struct.unpack(order + "I", data[at : at + 4])[0]
    return found


def svg(data):
    return [
        base64.b64decode(text)
        for text in re.findall(rb"<c2pa:manifest[^>]*>([^<]*)</c2pa:manifest>", data)
    ]


def jxl(data):
    place, found = 0, []
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        length = length or len(data) - place
        if kind == b"jumb":
            found.append(data[place : place + length])
        place += length
    return found


def stores(data):
    kinds = {b"\xff\xd8": jpeg, b"\x89P": png, b"GI": gif, b"II": tiff, b"MM": tiff, b"\0\0": jxl}
    return kinds.get(data[:2], svg)(data)


def entries(store):
    """The single names of the box hash and their hashes, found by their CBOR."""
    for name in re.finditer(rb"enames\x81([\x60-\x77])", store):
        length = name.group(1)[0] - 0x60
        text = store[name.end() : name.end() + length].decode()
        rest = store[name.end() + length : name.end() + length + 120]
        digest = re.search(rb"dhash(?:X\x20(.{32})|A\0)", rest, re.S)
        yield text, digest and digest.group(1)


if sys.argv[1] == "--parts":
    data = open(sys.argv[2], "rb").read()
    wanted = list(entries(stores(data)[0]))
    parts = [line.split() for line in sys.stdin.read().splitlines()]
    assert [part[0] for part in parts] == [name for name, _ in wanted], (parts, wanted)
    checked = 0
    for (name, start, end), (_, digest) in zip(parts, wanted):
        if digest is not None:
            assert hashlib.sha256(data[int(start) : int(end)]).digest() == digest, name
            checked += 1
    print(checked)
else:
    for path in sys.argv[1:]:
        try:
            found = stores(open(path, "rb").read())
            print(" ".join(hashlib.sha256(store).hexdigest() for store in found) or "-")
        except (IndexError, struct.error) as error:
            print("broken", error)
