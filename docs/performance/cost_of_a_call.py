#!/usr/bin/env python3
"""What one hook call costs beside the least any answer costs, measured in one run on one machine.

Starts services with the journal and without it, and without it for a registered client, and sends the same 100 KB call to
  floor      the same bytes received and read as a tree, a constant card returned
  call       the whole way of the data, decision and audit event made and thrown away
  RS384      the same with a token each call: verified, held to its rate, and kept as used in the database
  ES384      the same with the other recommended algorithm
  journal    the whole way of the data, durable before it is answered, what was answered before looked up
in turns, and prints p50, p95, throughput and the service's CPU time for each call, with their ratios to the floor.
Needs wrk and a JDK 25 (JAVA_HOME), and a build (./mvnw package).

Usage: cost_of_a_call.py [--rounds 3] [--seconds 5] [--connections 1,32] [--most 3000]
"""
import argparse
import datetime
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
TICK = os.sysconf("SC_CLK_TCK")
LUA = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local file = io.open("%s", "rb")
wrk.body = file:read("*a")
file:close()
done = function(summary, latency, requests)
  io.write(string.format("RESULT %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), summary.errors.status + summary.errors.connect
    + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""

WITH_TOKENS = LUA + """
local tokens = {}
for line in io.lines("%s") do tokens[#tokens + 1] = line end
local next = 0
request = function()
  next = next + 1
  wrk.headers["Authorization"] = "Bearer " .. (tokens[next] or error("no token is left"))
  return wrk.format()
end
"""
PATH = "/cds-services/kfre-ckd"
DISCARD = "rationale.journal.discard=true"
CASES = ["floor", "call", "RS384", "ES384", "journal"]
WARM = 4


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Service:
    def __init__(self, folder, *settings):
        self.port = free_port()
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
        os.makedirs(folder)
        self.log = open(os.path.join(folder, "service.log"), "w")
        self.process = subprocess.Popen(
            [java, "-Xmx1g", "-Drationale.dev=true", f"-Drationale.parent={os.getpid()}",
             f"-Dquarkus.http.port={self.port}", f"-Drationale.data={folder}",
             f"-Drationale.postgresql.binaries={ROOT}/target/postgresql",
             f"-Drationale.catalog.directory={ROOT}/cds-services",
             *[f"-D{s}" for s in settings], "-jar", f"{ROOT}/target/quarkus-app/quarkus-run.jar"],
            stdout=self.log, stderr=subprocess.STDOUT)
        self.await_ready()

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    def await_ready(self):
        for _ in range(600):
            try:
                if urllib.request.urlopen(self.base + "/q/health/ready", timeout=2).status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the service does not become ready")

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def stop(self):
        self.process.terminate()
        self.process.wait()


def call_of_100_kb():
    """One patient with 120 laboratory results, most of them of other codes, as charts are."""
    today = datetime.datetime.now(datetime.timezone.utc).date()

    def lab(index, code, value, unit, days):
        when = f"{today - datetime.timedelta(days=days)}T08:30:00+00:00"
        return {"fullUrl": f"https://ehr.example.org/fhir/Observation/o{index}", "resource": {
            "resourceType": "Observation", "id": f"o{index}", "status": "final",
            "meta": {"versionId": "1", "lastUpdated": when, "source": "#laboratory-system-of-the-hospital"},
            "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category",
                                      "code": "laboratory", "display": "Laboratory"}]}],
            "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": "A laboratory result"}],
                     "text": "A laboratory result"},
            "subject": {"reference": "Patient/p1"}, "encounter": {"reference": f"Encounter/e{index // 6}"},
            "effectiveDateTime": when, "issued": when,
            "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
            "referenceRange": [{"low": {"value": 0.6, "unit": unit}, "high": {"value": 1.3, "unit": unit}}]}}

    def bundle(entries):
        return {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}

    kidney = [lab(i, "2160-0", round(2.6 - i * 0.01, 2), "mg/dL", 10 + i * 25) for i in range(60)]
    urine = [lab(100 + i, "9318-7", 820 - i, "mg/g", 20 + i * 30) for i in range(60)]
    return {"hook": "patient-view", "hookInstance": "3f1c2a9e-5b7d-4e86-9a40-6d2f8c1b7e35",
            "context": {"userId": "Practitioner/p", "patientId": "p1"},
            "prefetch": {
                "patient": {"resourceType": "Patient", "id": "p1", "gender": "male", "birthDate": "1965-03-04"},
                "kidney": bundle(kidney), "urine": bundle(urine), "conditions": bundle([]),
                "procedures": bundle([]), "referrals": bundle([])}}


class Tokens:
    """A registered client's tokens, made before anything is measured, each for one call."""

    def __init__(self, folder, algorithm, count):
        os.makedirs(folder)
        self.issuer, self.base, self.folder = f"https://{algorithm.lower()}.example.org/", "https://cds.example.org", folder
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
        subprocess.run([java, os.path.join(ROOT, "docs", "performance", "Tokens.java"), algorithm, self.issuer,
                        self.base + PATH, str(count), folder], check=True)
        self.lines = open(f"{folder}/tokens.txt")

    def settings(self):
        with open(f"{self.folder}/keys.json") as keys, open(f"{self.folder}/clients.yaml", "w") as clients:
            json.dump({"ehr": {"issuer": self.issuer, "keys": {"inline": json.load(keys)}, "services": ["*"],
                               "maxTokenLife": "PT1H", "rate": {"perSecond": 100000}}}, clients)
        return f"rationale.client.file={self.folder}/clients.yaml", f"rationale.public-url={self.base}"

    def script(self, body, count):
        with open(f"{self.folder}/now.txt", "w") as out:
            out.writelines(line for line, _ in zip(self.lines, range(count)))
        with open(f"{self.folder}/call.lua", "w") as out:
            out.write(WITH_TOKENS % (body, f"{self.folder}/now.txt"))
        return f"{self.folder}/call.lua"


def fire(lua, connections, seconds, service, path):
    before = service.cpu()
    said = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", lua, service.base + path],
        capture_output=True, text=True, check=True).stdout
    requests, micros, p50, p95, errors = map(int, re.search(r"RESULT (.*)", said).group(1).split())
    if errors or not requests:
        raise SystemExit(f"{errors} errors:\n{said}")
    return {"p50": p50 / 1000, "p95": p95 / 1000, "per s": requests * 1e6 / micros,
            "cpu": (service.cpu() - before) * 1000 / requests}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=int, default=5)
    arguments.add_argument("--connections", default="1,32")
    arguments.add_argument("--most", type=int, default=3000, help="calls per second that tokens are made for")
    given = arguments.parse_args()
    folder = tempfile.mkdtemp(prefix="rationale-cost-")
    body, script = f"{folder}/body.json", f"{folder}/call.lua"
    with open(body, "w") as out:
        json.dump(call_of_100_kb(), out, separators=(",", ":"))
    with open(script, "w") as out:
        out.write(LUA % body)
    connections = [int(one) for one in given.connections.split(",")]
    each = given.seconds * given.most
    tokens = {name: Tokens(f"{folder}/{name}", name, each * (WARM + given.rounds * len(connections)))
              for name in ("RS384", "ES384")}
    services = {"call": Service(f"{folder}/call", DISCARD), "journal": Service(f"{folder}/journal")}
    for name, made in tokens.items():
        services[name] = Service(f"{folder}/{name}/service", DISCARD, *made.settings())

    def measured(name, count):
        lua = tokens[name].script(body, each) if name in tokens else script
        return fire(lua, count, given.seconds, services["call" if name == "floor" else name],
                    "/sandbox/floor" if name == "floor" else PATH)
    try:
        show_answer(services["journal"], body)
        for name in CASES * WARM:
            measured(name, 8)
        for count in connections:
            results = {name: [] for name in CASES}
            for _ in range(given.rounds):
                for name in CASES:
                    results[name].append(measured(name, count))
            report(count, results)
    finally:
        for service in services.values():
            service.stop()
        shutil.rmtree(folder, ignore_errors=True)


def show_answer(service, body):
    with open(body, "rb") as sent:
        request = urllib.request.Request(service.base + PATH, sent.read(), {"Content-Type": "application/json"})
    answer = json.load(urllib.request.urlopen(request))
    print(f"body {len(request.data)} bytes; the answer: {answer['cards'][0]['summary']}")


def report(connections, results):
    print(f"\n{connections} connection{'s' if connections > 1 else ''} (median of the rounds; in brackets: to the floor)")
    print("| case | p50 ms | p95 ms | calls per s | CPU ms per call |\n|---|---|---|---|---|")
    middle = {name: {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}
              for name, rounds in results.items()}
    for name, row in middle.items():
        cells = [f"{row[key]:.2f} ({row[key] / middle['floor'][key]:.2f})" for key in ("p50", "p95", "per s", "cpu")]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
