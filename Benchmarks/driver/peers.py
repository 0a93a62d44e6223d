"""nginx with the same bytes as files, and datasette with the same rows in SQLite."""

import json
import shutil
import sqlite3
from urllib.parse import quote

from processes import Server, free_port


def nginx(tools, folder, kept):
    """nginx, one worker: a file for each answer, under a name made of what the target asks for.

    Found by the path of a filing and by the undecoded `q` of a search, with nothing else to do.
    """
    root = tools.fresh("nginx")
    (root / "q").mkdir(parents=True)
    for target, file in kept:
        path, _, query = target.partition("?q=")
        place = root / "q" / query if query else root / path.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / file, place)
    port = free_port()
    (root / "nginx.conf").write_text(f"""
daemon off; worker_processes 1; pid {root}/nginx.pid; error_log {root}/error.log;
user root;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  default_type application/json;
  server {{
    listen 127.0.0.1:{port}; root {root};
    location = /api/v1/filings {{ try_files /q/$arg_q =404; }}
  }}
}}
""")
    binary = shutil.which("nginx") or "/usr/sbin/nginx"
    return Server(
        "nginx", [binary, "-c", root / "nginx.conf", "-p", root, "-e", root / "error.log"], port,
        root / "nginx.log", kept[0][0])


def bigrams(text):
    return " ".join(text[at:at + 2] for at in range(len(text) - 1))


def datasette(tools, found, few):
    """datasette in immutable mode over the same rows; and its targets for rows and searches.

    SQLite's own word splitter finds no Chinese name of two characters, so the full-text table holds
    pairs of characters, as our index does, and a search is a phrase of them.
    """
    folder = tools.fresh("datasette")
    folder.mkdir(parents=True)
    path = folder / "rows.db"
    database = sqlite3.connect(path)
    database.execute(
        "CREATE TABLE filings (id INTEGER PRIMARY KEY, number TEXT, algorithm TEXT, role TEXT,"
        " organization TEXT, products TEXT, purpose TEXT, notes TEXT, status TEXT, published TEXT,"
        " region TEXT, year INTEGER, places TEXT)")
    database.execute("CREATE VIRTUAL TABLE words USING fts5 (number, organization, algorithm,"
                     " products, purpose)")
    for at, filing in enumerate(reversed(found)):
        products = "、".join(product["name"] for product in filing["products"])
        places = "、".join(f"{place['list']}#{place['row']}" for place in filing["places"])
        notes = "；".join(note["text"] for note in filing["notes"])
        database.execute(
            "INSERT INTO filings VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (at + 1, filing["number"], filing["algorithm"], filing["role"],
             filing["organization"]["name"], products, filing["purpose"], notes,
             filing["status"], filing["published"], filing["region"], filing["year"], places))
        columns = (filing["number"], filing["organization"]["name"], filing["algorithm"], products,
                   filing["purpose"])
        database.execute(
            "INSERT INTO words (rowid, number, organization, algorithm, products, purpose)"
            " VALUES (?,?,?,?,?,?)", (at + 1, *map(bigrams, columns)))
    database.execute("INSERT INTO words (words) VALUES ('optimize')")
    database.commit()
    database.close()
    (folder / "metadata.json").write_text(json.dumps({"databases": {"rows": {"tables": {
        "filings": {"fts_table": "words", "fts_pk": "rowid", "searchmode": "raw"}}}}}))
    (folder / "rows").write_text(
        "".join(f"/rows/filings/{at + 1}.json\n" for at in range(len(found))))
    (folder / "searches").write_text("".join(
        "/rows/filings.json?_size=20&_sort_desc=id&_search=" + quote(f'"{bigrams(term)}"') + "\n"
        for term in few))
    port = free_port()
    server = Server(
        "datasette",
        [tools.venv("datasette"), "serve", "-i", path, "-m", folder / "metadata.json",
         "--port", port, "--setting", "default_cache_ttl", "0"], port, folder / "datasette.log",
        "/rows/filings/1.json")
    return server, folder / "rows", folder / "searches"
