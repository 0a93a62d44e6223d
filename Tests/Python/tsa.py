"""A time-stamp authority over HTTP, with tokens by openssl, and with faults by the path of the request.

tsa.py FOLDER   FOLDER holds tsa.pem, tsa.key and ts.cnf; the port goes to FOLDER/port

/stamp      a token for the request
/slow       the same, two seconds later
/never      nothing at all
/drip       a byte now and then, without an end
/500        an error of the server
/garbage    bytes that are no answer
/empty      no bytes
/endless    more bytes than anybody wants
/refused    an answer of the authority that refuses
/nonce      a token for the same thing with another nonce
/imprint    a token for another thing
"""

import http.server
import os
import subprocess
import sys
import tempfile
import time

FOLDER = sys.argv[1]


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=FOLDER)


def reply(query):
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = os.path.join(folder, "q"), os.path.join(folder, "r")
        open(asked, "wb").write(query)
        openssl("ts", "-reply", "-config", "ts.cnf", "-queryfile", asked, "-out", answered)
        return open(answered, "rb").read()


def query(of):
    """A new request of openssl for a file with these bytes, with a nonce of its own."""
    with tempfile.TemporaryDirectory() as folder:
        data, asked = os.path.join(folder, "d"), os.path.join(folder, "q")
        open(data, "wb").write(of)
        openssl("ts", "-query", "-data", data, "-sha256", "-cert", "-out", asked)
        return open(asked, "rb").read()


def with_other_nonce(request):
    """The request with the last byte of its nonce changed: it stands before certReq, which ends it."""
    end = request.rfind(b"\x01\x01\xff")
    changed = bytearray(request)
    changed[end - 1] ^= 1
    return bytes(changed)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        path = self.path
        if path == "/never":
            time.sleep(30)
            return
        if path == "/500":
            self.send_error(500)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        if path in ("/drip", "/endless"):
            self.end_headers()
            try:
                for _ in range(100):
                    self.wfile.write(b"0" if path == "/drip" else b"0" * 100_000)
                    self.wfile.flush()
                    time.sleep(0.3 if path == "/drip" else 0)
            except OSError:
                pass
            return
        if path == "/slow":
            time.sleep(2)
        answer = {
            "/garbage": lambda: b"<html>this is no time-stamp</html>",
            "/empty": lambda: b"",
            "/refused": lambda: bytes.fromhex("30053003020102"),
            "/nonce": lambda: reply(with_other_nonce(body)),
            "/imprint": lambda: reply(query(b"another thing")),
        }.get(path, lambda: reply(body))()
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
with open(os.path.join(FOLDER, "port.new"), "w") as file:
    file.write(str(server.server_address[1]))
os.rename(os.path.join(FOLDER, "port.new"), os.path.join(FOLDER, "port"))
server.serve_forever()
