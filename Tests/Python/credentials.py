"""Reads and makes Content Credentials with another engine: a second opinion for tests.

credentials.py read TRUST.pem JOBS.json   a line of JSON a file: its state, its failures, what it says
credentials.py sign TRUST.pem JOBS.json   signs a file for each job; a line of JSON each

A job to read has path and format, and perhaps sidecar. One to sign has path, output, format, alg, chain,
key and definition.
"""

import io
import json
import sys

import c2pa

ALGORITHMS = {
    "es256": c2pa.C2paSigningAlg.ES256,
    "es384": c2pa.C2paSigningAlg.ES384,
    "es512": c2pa.C2paSigningAlg.ES512,
    "ps256": c2pa.C2paSigningAlg.PS256,
    "ps384": c2pa.C2paSigningAlg.PS384,
    "ps512": c2pa.C2paSigningAlg.PS512,
    "ed25519": c2pa.C2paSigningAlg.ED25519,
}

# Claim signing, signing of documents, e-mail, time-stamps, OCSP.
USAGES = """
1.3.6.1.4.1.62558.2.1
1.3.6.1.5.5.7.3.36
1.3.6.1.5.5.7.3.4
1.3.6.1.5.5.7.3.8
1.3.6.1.5.5.7.3.9
"""


def context(trust):
    anchors = open(trust).read()
    return c2pa.Context.from_dict(
        {
            "trust": {"trust_anchors": anchors, "trust_config": USAGES},
            "verify": {"verify_trust": True, "remote_manifest_fetch": False},
            "builder": {"thumbnail": {"enabled": False}},
        }
    )


def codes(results, kind):
    found = [entry["code"] for entry in results.get("activeManifest", {}).get(kind, [])]
    for delta in results.get("ingredientDeltas", []):
        found += [entry["code"] for entry in delta["validationDeltas"].get(kind, [])]
    return sorted(found)


def read(job, trust):
    data = None
    if "sidecar" in job:
        data = open(job["sidecar"], "rb").read()
    with open(job["path"], "rb") as stream:
        reader = c2pa.Reader(job["format"], stream, data, context=context(trust))
        answer = json.loads(reader.json())
        detailed = json.loads(reader.detailed_json())
    active = answer["manifests"][answer["active_manifest"]]
    results = answer.get("validation_results", {})
    return {
        "state": answer.get("validation_state"),
        "failures": codes(results, "failure"),
        "informational": codes(results, "informational"),
        "success": codes(results, "success"),
        "label": answer["active_manifest"],
        "title": active.get("title"),
        "alg": active.get("signature_info", {}).get("alg"),
        "time": active.get("signature_info", {}).get("time"),
        "manifests": len(answer["manifests"]),
        "ingredients": [item.get("relationship") for item in active.get("ingredients", [])],
        "assertions": sorted(
            detailed["manifests"][answer["active_manifest"]]["assertion_store"].keys()
        ),
    }


def sign(job, trust):
    info = c2pa.C2paSignerInfo(
        ALGORITHMS[job["alg"]],
        open(job["chain"], "rb").read(),
        open(job["key"], "rb").read(),
        None,
    )
    builder = c2pa.Builder(job["definition"], context=context(trust))
    with open(job["path"], "rb") as source, open(job["output"], "w+b") as target:
        builder.sign(c2pa.Signer.from_info(info), job["format"], source, target)
    return {"signed": job["output"]}


def main():
    trust, jobs = sys.argv[2], json.load(open(sys.argv[3]))
    work = {"read": read, "sign": sign}[sys.argv[1]]
    for job in jobs:
        try:
            answer = work(job, trust)
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        answer["path"] = job["path"]
        print(json.dumps(answer))


main()
