#!/usr/bin/env python3
"""What knowing the caller costs: the same 100 KB call in the open mode of dev and with a token, in turns.

  open       nobody is registered; the whole way of the data, durable before it is answered
  ES384      the same with a token each call: verified, held to its rate, and kept as used in the database
  RS384      the same with the other recommended algorithm
Prints p50, p95, throughput and the service's CPU time for each call, with their ratios to `open`.
Needs wrk and a JDK 25 (JAVA_HOME), and a build (./mvnw package).

Usage: cost_of_trust.py [--rounds 3] [--seconds 5] [--connections 1,8] [--most 1500]
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile

from cost_of_a_call import LUA, ROOT, Service, call_of_100_kb, fire

PATH = "/cds-services/kfre-ckd"
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


def registered(folder, algorithm, count):
    """A folder with tokens, and a service that knows who signed them."""
    os.makedirs(folder)
    issuer, base = f"https://{algorithm.lower()}.example.org/", "https://cds.example.org"
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    subprocess.run([java, os.path.join(ROOT, "docs", "performance", "Tokens.java"), algorithm, issuer, base + PATH,
                    str(count), folder], check=True)
    with open(f"{folder}/keys.json") as keys, open(f"{folder}/clients.yaml", "w") as clients:
        json.dump({"ehr": {"issuer": issuer, "keys": {"inline": json.load(keys)}, "services": ["*"],
                           "maxTokenLife": "PT1H", "rate": {"perSecond": 100000}}}, clients)
    return Service(f"{folder}/service", f"rationale.client.file={folder}/clients.yaml", f"rationale.public-url={base}")


class Tokens:
    def __init__(self, folder):
        self.lines = open(f"{folder}/tokens.txt")

    def take(self, count, file):
        with open(file, "w") as out:
            out.writelines(line for line, _ in zip(self.lines, range(count)))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=int, default=5)
    arguments.add_argument("--connections", default="1,8")
    arguments.add_argument("--most", type=int, default=1500, help="calls per second that tokens are made for")
    given = arguments.parse_args()
    folder = tempfile.mkdtemp(prefix="rationale-trust-")
    connections = [int(one) for one in given.connections.split(",")]
    each = given.seconds * given.most
    with open(f"{folder}/body.json", "w") as out:
        json.dump(call_of_100_kb(), out, separators=(",", ":"))
    with open(f"{folder}/open.lua", "w") as out:
        out.write(LUA % f"{folder}/body.json")
    services, tokens = {"open": Service(f"{folder}/open")}, {}
    for algorithm in ("ES384", "RS384"):
        services[algorithm] = registered(f"{folder}/{algorithm}", algorithm, each * (1 + given.rounds * len(connections)))
        tokens[algorithm] = Tokens(f"{folder}/{algorithm}")
    try:
        def measured(name, count):
            lua = f"{folder}/open.lua"
            if name in tokens:
                lua = f"{folder}/{name}.lua"
                tokens[name].take(each, f"{folder}/now.txt")
                with open(lua, "w") as out:
                    out.write(WITH_TOKENS % (f"{folder}/body.json", f"{folder}/now.txt"))
            return fire(lua, count, given.seconds, services[name], PATH)
        for name in services:
            measured(name, 8)
        for count in connections:
            results = {name: [] for name in services}
            for _ in range(given.rounds):
                for name in services:
                    results[name].append(measured(name, count))
            report(count, results)
    finally:
        for service in services.values():
            service.stop()
        shutil.rmtree(folder, ignore_errors=True)


def report(count, results):
    print(f"\n{count} connection{'s' if count > 1 else ''} (median of the rounds; in brackets: to open)")
    print("| case | p50 ms | p95 ms | calls per s | CPU ms per call |\n|---|---|---|---|---|")
    middle = {name: {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}
              for name, rounds in results.items()}
    for name, row in middle.items():
        cells = [f"{row[key]:.2f} ({row[key] / middle['open'][key]:.2f})" for key in ("p50", "p95", "per s", "cpu")]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
