"""Checking and labelling files, beside exiftool, cp and the machine's own limits."""

import os
import re
import resource
import shutil
import subprocess
import time

from report import median

PHOTOS = 1_000
FILM_BYTES = 1 << 30
PRODUCER = "001191110108335469089C10001"


def spent(command, **more):
    """Runs a command to its end: processor seconds, wall seconds, exit code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, **more)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, done.returncode


def make_photos(folder):
    """A thousand photos of the usual formats and sizes; every other one carries a label."""
    folder.mkdir(parents=True)
    seeds = []
    for place, ending in enumerate(["jpg", "png", "webp", "gif", "tif", "jpg", "jpg", "png"]):
        seed = folder.parent / f"seed-{place}.{ending}"
        size = ["1600x1200", "800x600", "1024x768", "320x240", "640x480", "2400x1600", "640x480",
                "1200x900"][place]
        subprocess.run(
            ["convert", "-size", size, "plasma:fractal", "-seed", str(place), str(seed)], check=True)
        seeds.append(seed)
    for place in range(PHOTOS):
        seed = seeds[place % len(seeds)]
        shutil.copy(seed, folder / f"{place:04}{seed.suffix}")
    return folder


def photos(report, tools, rounds):
    report.heading(f"Checking a folder of {PHOTOS:,} mixed photos, in turn with exiftool -json")
    home = tools.folder / "marks"
    shutil.rmtree(home, ignore_errors=True)
    folder = make_photos(home / "photos")
    labelled = sorted(folder.iterdir())[::2]
    subprocess.run(
        [str(tools.program("countermark")), "label", "--producer", PRODUCER, *map(str, labelled)],
        stdout=subprocess.DEVNULL, check=True)
    ours, theirs = [], []
    for at in range(-1, min(rounds, 3)):
        mine = spent([str(tools.program("countermark")), "check", str(folder), "--ndjson"])
        other = spent(["exiftool", "-json", str(folder)])
        if mine[2] != 1 or other[2] != 0:
            raise RuntimeError(f"check ended with {mine[2]} and exiftool with {other[2]}")
        if at >= 0:
            ours.append(mine[0])
            theirs.append(other[0])
    mine, other = median(ours), median(theirs)
    report.figure(
        "check of a folder: CPU, ours / exiftool's", mine / other, "times", 1 / 20,
        f"{PHOTOS / mine:,.0f} / {PHOTOS / other:,.0f} files a CPU second")


def make_film(path, room, sparse=False):
    """A film of a gigabyte: a short one with a long `mdat`, and `room` bytes of `free` at the end."""
    seed = path.parent / "seed.mp4"
    if not seed.exists():
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc=d=4:s=640x360:r=25",
             "-c:v", "libx264", "-pix_fmt", "yuv420p", str(seed)], check=True)
    data = seed.read_bytes()
    place, boxes = 0, {}
    while place < len(data):
        size = int.from_bytes(data[place:place + 4], "big")
        boxes[data[place + 4:place + 8]] = (place, size)
        place += size
    at, size = boxes[b"mdat"]
    filler = FILM_BYTES - len(data)
    with open(path, "wb") as film:
        # What points into the samples stays right: they begin where they did.
        film.write(data[:at] + (size + filler).to_bytes(4, "big") + b"mdat")
        film.write(data[at + 8:at + size])
        if sparse:
            film.seek(filler, os.SEEK_CUR)
        else:
            block = os.urandom(1 << 20)
            for _ in range(filler >> 20):
                film.write(block)
            film.write(bytes(filler & ((1 << 20) - 1)))
        film.write(data[at + size:])
        if room:
            film.write(room.to_bytes(4, "big") + b"free" + bytes(room - 8))
    return path


def film(report, tools, rounds):
    report.heading("Labelling a film of 1 GB, in turn with cp and sync")
    home = tools.folder / "marks"
    home.mkdir(parents=True, exist_ok=True)
    source = make_film(home / "film.mp4", 0)
    copy, labelled = home / "copy.mp4", home / "labelled.mp4"
    def copied():
        subprocess.run(["cp", str(source), str(copy)], check=True)
        subprocess.run(["sync", str(copy)], check=True)

    def labelling():
        subprocess.run(
            [str(tools.program("countermark")), "label", str(source), "--producer", PRODUCER,
             "--output", str(labelled)], stdout=subprocess.DEVNULL, check=True)

    # Each writes into an empty disk cache of its own, and they take turns in going first.
    ours, theirs = [], []
    for at in range(-1, min(rounds, 5)):
        turns = [(copied, theirs), (labelling, ours)]
        for work, told in turns if at % 2 else turns[::-1]:
            for path in (copy, labelled):
                path.unlink(missing_ok=True)
            os.sync()
            start = time.monotonic()
            work()
            if at >= 0:
                told.append(time.monotonic() - start)
    if not labelled.exists():
        labelling()
    report.figure(
        "labelling 1 GB: wall, ours / cp and sync", median(ours) / median(theirs), "times", 1.3,
        f"{median(ours):.2f} s / {median(theirs):.2f} s")
    starts, walls, roomy = [], [], home / "roomy.mp4"
    for _ in range(5):
        make_film(roomy, 4096, sparse=True)
        os.sync()
        starts.append(spent([str(tools.program("countermark")), "label", "correct", "--help"])[1])
        _, wall, code = spent(
            [str(tools.program("countermark")), "label", str(roomy), "--producer", PRODUCER])
        if code != 0:
            raise RuntimeError(f"labelling in place ended with {code}")
        walls.append(wall)
    report.figure(
        "labelling 1 GB in place: wall beyond the start of a program",
        (median(walls) - median(starts)) * 1e3, "ms", 5,
        f"{median(walls) * 1e3:.1f} ms whole, {median(starts) * 1e3:.1f} ms to start")
    trace = home / "trace.txt"
    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=read,pread64", "-o", str(trace), str(tools.program("countermark")), "check",
         str(labelled)], stdout=subprocess.DEVNULL, check=False)
    touched = sum(
        int(found.group(1)) for line in trace.read_text(errors="replace").splitlines()
        if "pread64" in line and (found := re.search(r"= (\d+)$", line)))
    report.figure(
        "checking 1 GB: bytes read / the film's", touched / labelled.stat().st_size * 100, "%", 1,
        f"{touched:,} bytes")
    for path in (source, copy, labelled, roomy):
        path.unlink(missing_ok=True)


def measure(report, tools, rounds):
    photos(report, tools, rounds)
    film(report, tools, rounds)
