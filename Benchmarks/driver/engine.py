"""Reads and signs with c2pa-python as a warm process, in the words of bench-credentials.

engine.py python|native ANCHORS.pem CHAIN.pem KEY.pem MANIFEST.json

With `python` it is used as its documentation says, through Python's files. With `native` its library
calls the system's read, write and lseek itself, and no Python stands between it and the file: that is
the fastest it can be.
"""

import ctypes
import hashlib
import json
import os
import sys
import time

import c2pa
from c2pa import c2pa as internals

# The usages of certificates that are trusted: signing of claims, of documents, and e-mail.
USAGES = "1.3.6.1.4.1.62558.2.1\n1.3.6.1.5.5.7.3.36\n1.3.6.1.5.5.7.3.4\n"


class NativeStream:
    """A stream for the library that is an open file and the functions of the C library.

    The context that a callback gets is the number of the open file.
    """

    _libc = ctypes.CDLL(None)

    def __init__(self, file):
        def function(kind, name):
            return kind(ctypes.cast(getattr(self._libc, name), ctypes.c_void_p).value)

        self._callbacks = (
            function(internals.ReadCallback, "read"), function(internals.SeekCallback, "lseek"),
            function(internals.WriteCallback, "write"),
            # Nothing is buffered; it says 0 of a file, which is what is wanted of a flush.
            function(internals.FlushCallback, "isatty"))
        number = ctypes.cast(
            ctypes.c_void_p(file.fileno()), ctypes.POINTER(internals.StreamContext))
        self._stream = internals._lib.c2pa_create_stream(number, *self._callbacks)

    def close(self):
        if self._stream:
            internals._lib.c2pa_release_stream(self._stream)
            self._stream = None

    __del__ = close


class Engine:
    def __init__(self, anchors, chain, key, manifest):
        self.manifest = open(manifest).read()
        settings = {
            "trust": {"trust_anchors": open(anchors).read(), "trust_config": USAGES},
            "verify": {"verify_trust": True, "remote_manifest_fetch": False,
                       "verify_after_sign": False},
            "builder": {"thumbnail": {"enabled": False}},
        }
        self.plain = c2pa.Context.from_dict(settings)
        settings["verify"]["verify_after_sign"] = True
        self.checking = c2pa.Context.from_dict(settings)
        self.signer = c2pa.Signer.from_info(
            c2pa.C2paSignerInfo(
                c2pa.C2paSigningAlg.ES256, open(chain, "rb").read(), open(key, "rb").read(), None))

    def read(self, path, wants_report=False):
        with open(path, "rb") as file:
            reader = c2pa.Reader(kind(path), file, context=self.plain)
            text = reader.json() if wants_report else None
            reader.close()
        return text

    def sign(self, path, output, context):
        builder = c2pa.Builder(self.manifest, context=context)
        with open(path, "rb") as source, open(output, "w+b") as target:
            builder.sign(self.signer, kind(path), source, target)

    def state(self, path):
        return json.loads(self.read(path, True)).get("validation_state")

    def answer(self, words):
        verb, path = words[0], words[1]
        if verb in ("read", "report"):
            if self.state(path) != "Trusted":
                raise RuntimeError(f"{path} is {self.state(path)}")
            return repeated(words[2], lambda: self.read(path, verb == "report"))
        if verb in ("sign", "checked"):
            output = words[2]
            context = self.checking if verb == "checked" else self.plain
            return repeated(
                words[3], lambda: self.sign(path, output, context), lambda: os.remove(output))
        if verb == "keep":
            return repeated(1, lambda: self.sign(path, words[2], self.plain))
        if verb == "hash":
            return repeated(words[2], lambda: hashed(path))
        if verb == "memory" and path == "read":
            return growth(lambda: self.read(words[2]))
        if verb == "memory":
            return growth(lambda: self.sign(words[2], words[3], self.plain))
        raise RuntimeError(" ".join(words))


def kind(path):
    return {"jpg": "image/jpeg", "wav": "audio/wav", "mp4": "video/mp4"}[path.rpartition(".")[2]]


def hashed(path):
    """The bound: read in pieces of 64 KB and hashed, by OpenSSL."""
    digest, piece = hashlib.sha256(), bytearray(65_536)
    view = memoryview(piece)
    with open(path, "rb", buffering=0) as file:
        while count := file.readinto(piece):
            digest.update(view[:count])
    digest.digest()


def repeated(count, work, after=lambda: None):
    wall, processor = [], []
    for _ in range(int(count)):
        start, used = time.perf_counter_ns(), time.process_time_ns()
        work()
        processor.append(time.process_time_ns() - used)
        wall.append(time.perf_counter_ns() - start)
        after()
    return {"wall": wall, "cpu": processor}


def growth(work):
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    before = value("VmRSS")
    work()
    return {"before": before, "peak": value("VmHWM")}


def value(name):
    for line in open("/proc/self/status"):
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(name)


def main():
    if sys.argv[1] == "native":
        internals.Stream = NativeStream
    engine = Engine(*sys.argv[2:6])
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(engine.answer(line.split())), flush=True)


if __name__ == "__main__":
    main()
