"""Reading and signing Content Credentials, beside c2pa-python and beside the hash alone."""

import json
import shutil
import subprocess
from pathlib import Path

from report import median, spread

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
MANIFEST = {
    "title": "Measured",
    "claim_generator_info": [{"name": "Measured", "version": "1"}],
    "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [
        {"action": "c2pa.created", "digitalSourceType": SOURCE_TYPE}]}}],
}


class Worker:
    """A warm process that answers each line with what a round cost."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{command[0]} does not start")

    def ask(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the process ended at: {' '.join(str(word) for word in words)}")
        return json.loads(line)

    def stop(self):
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()


def run(*command):
    subprocess.run([str(word) for word in command], check=True)


def make_media(home):
    """Files of the sizes that count, with contents that no encoder can foresee."""
    ffmpeg = ("ffmpeg", "-v", "error", "-y")
    run(*ffmpeg, "-f", "lavfi", "-i", "anoisesrc=d=300:r=44100:seed=1", "-ac", "2",
        "-c:a", "pcm_s16le", home / "sound.wav")
    run(*ffmpeg, "-f", "lavfi", "-i", "testsrc2=d=10:s=1280x720:r=25,noise=alls=40:allf=t",
        "-f", "lavfi", "-i", "sine=d=10", "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "46M",
        "-minrate", "46M", "-maxrate", "46M", "-bufsize", "8M", "-pix_fmt", "yuv420p", "-c:a", "aac",
        "-movflags", "+faststart", home / "film.mp4")
    run("convert", "-size", "3360x2520", "plasma:tomato-steelblue", "-attenuate", "0.7",
        "-seed", "1", "+noise", "Gaussian", "-quality", "94", home / "large.jpg")
    run("convert", "-size", "1000x750", "plasma:tomato-steelblue", "-attenuate", "0.5",
        "-seed", "2", "+noise", "Gaussian", "-quality", "85", home / "small.jpg")
    # The same four times over, to see what grows with the file.
    for name in ("sound.wav", "film.mp4"):
        run(*ffmpeg, "-stream_loop", "3", "-i", home / name, "-c", "copy", home / f"long-{name}")


def make_signer(home):
    """A root, an authority below it, and a signer of claims: PEM files as everybody has them."""
    def openssl(*words):
        subprocess.run(
            ["openssl", *map(str, words)], check=True, cwd=home, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)

    usages = {
        "root": "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n",
        "authority":
            "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\n",
        "signer": "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
                  "extendedKeyUsage=1.3.6.1.5.5.7.3.36\n",
    }
    issuer = None
    for name, text in usages.items():
        ids = "subjectKeyIdentifier=hash\n"
        ids += "authorityKeyIdentifier=keyid\n" if issuer else ""
        (home / f"{name}.cnf").write_text(text + ids)
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.ec")
        openssl("pkcs8", "-topk8", "-nocrypt", "-in", f"{name}.ec", "-out", f"{name}.key")
        openssl(
            "req", "-new", "-key", f"{name}.key", "-subj", f"/O=Measured/CN=The {name}",
            "-out", f"{name}.csr")
        signing = ("-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key") if issuer else (
            "-signkey", f"{name}.key")
        openssl(
            "x509", "-req", "-in", f"{name}.csr", *signing, "-set_serial", "0x4d" + name[:4].encode().hex(),
            "-days", "3650", "-sha256", "-extfile", f"{name}.cnf", "-out", f"{name}.pem")
        issuer = name
    (home / "chain.pem").write_text(
        (home / "signer.pem").read_text() + (home / "authority.pem").read_text())
    (home / "manifest.json").write_text(json.dumps(MANIFEST))
    return [home / name for name in ("root.pem", "chain.pem", "signer.key", "manifest.json")]


class Bench:
    """The workers, and the files that they share."""

    def __init__(self, report, tools, rounds):
        self.report, self.rounds = report, rounds
        self.home = tools.folder / "credentials"
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        make_media(self.home)
        files = make_signer(self.home)
        engine = [tools.venv("python"), Path(__file__).with_name("engine.py")]
        self.ours = Worker([tools.program("bench-credentials"), *files])
        self.python = Worker([*engine, "python", *files])
        self.native = Worker([*engine, "native", *files])
        self.engines = {"c2pa-python": self.python, "its library alone": self.native}

    def stop(self):
        for worker in (self.ours, self.python, self.native):
            worker.stop()

    def signed(self, name):
        """A file signed by us, and the same signed by the engine."""
        told = []
        for word, worker in (("ours", self.ours), ("theirs", self.native)):
            told.append(self.home / f"{word}.{name}")
            worker.ask("keep", self.home / name, told[-1])
        return told

    def bounds(self, path, count):
        """The hash alone, by our library and by OpenSSL: the faster of both is the bound."""
        return {
            "hash, BoringSSL": (self.ours, ("hash", path, count)),
            "hash, OpenSSL": (self.native, ("hash", path, count)),
        }

    def turns(self, parts):
        """For each name, the milliseconds of every repetition: processor and wall."""
        told = {name: {"cpu": [], "wall": []} for name in parts}
        for at in range(-1, self.rounds):
            for name in list(parts) if at % 2 else list(parts)[::-1]:
                worker, words = parts[name]
                answer = worker.ask(*words)
                if at < 0:  # the first round warms all of them up
                    continue
                for clock in ("cpu", "wall"):
                    told[name][clock] += [value / 1e6 for value in answer[clock]]
        for name, costs in told.items():
            self.report.note(
                f"{name:<28} processor {median(costs['cpu']):8.3f} ms   "
                f"wall {median(costs['wall']):8.3f} ms ({spread(costs['wall'])})")
        return told

    def judge(self, told, what, name, others, bound=None, turned=False):
        """Both clocks of one work as so many times the fastest of others."""
        for clock, word in (("cpu", "CPU"), ("wall", "wall")):
            mine = median(told[name][clock])
            other = min(median(told[one][clock]) for one in others)
            beside = f"{mine:.3f} ms / {other:.3f} ms"
            if turned:
                beside += f", {other / mine:.2f} times faster"
            self.report.figure(f"{what}: {word}", mine / other, "times", bound, beside)


def reading(bench):
    for name, what, bound, count in (
            ("film.mp4", "MP4", 1.15, 3), ("sound.wav", "WAV", 1.15, 3),
            ("large.jpg", "JPEG", 1.25, 10)):
        for maker, path in zip(("us", "c2pa-python"), bench.signed(name)):
            size = path.stat().st_size / 1e6
            bench.report.heading(f"Reading a {what} of {size:.1f} MB that {maker} signed")
            parts = {"ours": (bench.ours, ("read", path, count))}
            for engine, worker in bench.engines.items():
                parts[engine] = (worker, ("read", path, 1))
            parts |= bench.bounds(path, count)
            told = bench.turns(parts)
            bench.judge(
                told, f"reading a {what} signed by {maker}, ours / the hash", "ours",
                ("hash, BoringSSL", "hash, OpenSSL"), bound)
    for maker, path in zip(("us", "c2pa-python"), bench.signed("small.jpg")):
        size = path.stat().st_size / 1e6
        bench.report.heading(f"Reading a JPEG of {size:.2f} MB that {maker} signed")
        parts = {
            "ours": (bench.ours, ("read", path, 100)),
            "ours, with JSON": (bench.ours, ("report", path, 100)),
        }
        for engine, worker in bench.engines.items():
            parts[engine] = (worker, ("read", path, 40))
            parts[engine + ", with JSON"] = (worker, ("report", path, 40))
        told = bench.turns(parts | bench.bounds(path, 100))
        for engine in bench.engines:
            bench.judge(
                told, f"reading a small JPEG signed by {maker}, ours / {engine}", "ours", [engine],
                1 / 3.5, turned=True)


def signing(bench):
    """Signing into a file beside, left to the system to write as the engine leaves it; and synced."""
    for name, what in (("film.mp4", "MP4"), ("sound.wav", "WAV")):
        path = bench.home / name
        bench.report.heading(f"Signing a {what} of {path.stat().st_size / 1e6:.1f} MB")
        target = bench.home / f"signed.{name}"
        parts = {
            "ours": (bench.ours, ("sign", path, target, 2)),
            "ours, synced": (bench.ours, ("synced", path, target, 2)),
        }
        for engine, worker in bench.engines.items():
            parts[engine] = (worker, ("sign", path, target, 1))
        told = bench.turns(parts | bench.bounds(path, 2))
        hashes = ("hash, BoringSSL", "hash, OpenSSL")
        bench.judge(told, f"signing a {what}, ours / the hash", "ours", hashes, 2.5)
        bench.judge(
            told, f"signing a {what}, synced, ours / the hash", "ours, synced", hashes, 2.5)
    path = bench.home / "small.jpg"
    bench.report.heading(f"Signing a JPEG of {path.stat().st_size / 1e6:.2f} MB")
    target = bench.home / "signed.jpg"
    parts = {
        "ours": (bench.ours, ("sign", path, target, 40)),
        "ours, synced": (bench.ours, ("synced", path, target, 20)),
    }
    for engine, worker in bench.engines.items():
        parts[engine] = (worker, ("sign", path, target, 30))
        parts[engine + ", checked"] = (worker, ("checked", path, target, 10))
    told = bench.turns(parts | bench.bounds(path, 40))
    # The engine reads nothing back here, and we do.
    for engine in bench.engines:
        bound = 1 / 1.7 if engine == "c2pa-python" else None
        bench.judge(
            told, f"signing a small JPEG, ours / {engine}", "ours", [engine], bound, turned=True)
    for engine in bench.engines:
        bench.judge(
            told, f"signing a small JPEG, ours / {engine}, checked", "ours", [f"{engine}, checked"],
            turned=True)


def memory(bench):
    bench.report.heading("Memory above the warm process, files of 200 MB and more")
    for name in ("long-film.mp4", "long-sound.wav"):
        path, target = bench.home / name, bench.home / f"signed.{name}"
        for verb in ("sign", "read"):
            grown = {}
            for who, worker in (("ours", bench.ours), ("c2pa", bench.native)):
                target.unlink(missing_ok=True)
                if verb == "read":
                    worker.ask("keep", path, target)
                words = ("memory", "read", target) if verb == "read" else (
                    "memory", "sign", path, target)
                told = worker.ask(*words)
                grown[who] = (told["peak"] - told["before"]) / (1 << 20)
            bench.report.figure(
                f"memory to {verb} {path.stat().st_size / 1e6:.0f} MB of {path.suffix[1:].upper()}",
                max(0, grown["ours"]), "MiB", 16, f"c2pa-python {grown['c2pa']:.0f} MiB")
            target.unlink(missing_ok=True)


def measure(report, tools, rounds):
    bench = Bench(report, tools, rounds)
    try:
        reading(bench)
        signing(bench)
        memory(bench)
    finally:
        bench.stop()
        shutil.rmtree(bench.home, ignore_errors=True)
