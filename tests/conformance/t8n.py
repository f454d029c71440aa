#!/usr/bin/env python3
"""t8n.py MOZI FOLDER: replays the valid blocks of block tests through `mozi t8n` and compares what comes out with the
headers: the transition tool against the same truth, by way of its files and streams."""
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

SKIPPED = 77  # what CMake's SKIP_RETURN_CODE says
REWARDS = {"Frontier": 5, "Homestead": 5, "EIP150": 5, "EIP158": 5, "Byzantium": 3}
ETHER = 10**18

# A member of the result and the header's member that it must be.
SAME = {
    "stateRoot": "stateRoot",
    "txRoot": "transactionsTrie",
    "receiptsRoot": "receiptTrie",
    "logsBloom": "bloom",
    "gasUsed": "gasUsed",
    "currentBaseFee": "baseFeePerGas",
    "currentDifficulty": "difficulty",
    "withdrawalsRoot": "withdrawalsRoot",
    "blobGasUsed": "blobGasUsed",
    "currentExcessBlobGas": "excessBlobGas",
    "requestsHash": "requestsHash",
}


def number(text):
    return int(text, 16) if text.startswith("0x") else int(text)


def rule_fork(network, block_number):
    """The fork whose reward counts: before the merge all changes of rules are at block 5."""
    if "To" not in network:
        return network
    before, _, after = network.partition("To")
    return after.partition("At")[0] if block_number >= 5 else before


def reward(network, block_number):
    fork = rule_fork(network, block_number)
    return REWARDS.get("Homestead" if fork == "Dao" else fork, 2) * ETHER


def environment(block, parent, hashes):
    """Leaves out what the tool must work out from the parent: base fee, excess blob gas, difficulty."""
    header = block["blockHeader"]
    env = {
        "currentCoinbase": header["coinbase"],
        "currentGasLimit": header["gasLimit"],
        "currentNumber": header["number"],
        "currentTimestamp": header["timestamp"],
        "currentRandom": header["mixHash"],
        "parentDifficulty": parent["difficulty"],
        "parentTimestamp": parent["timestamp"],
        "parentUncleHash": parent["uncleHash"],
        "parentGasUsed": parent["gasUsed"],
        "parentGasLimit": parent["gasLimit"],
        "parentHash": header["parentHash"],
        "blockHashes": hashes,
        "ommers": [
            {"delta": number(header["number"]) - number(o["number"]), "address": o["coinbase"]}
            for o in block.get("uncleHeaders") or []
        ],
    }
    for name, source in (
        ("parentBaseFee", "baseFeePerGas"),
        ("parentBlobGasUsed", "blobGasUsed"),
        ("parentExcessBlobGas", "excessBlobGas"),
    ):
        if source in parent:
            env[name] = parent[source]
    if "parentBeaconBlockRoot" in header:
        env["parentBeaconBlockRoot"] = header["parentBeaconBlockRoot"]
    if "withdrawals" in block:
        env["withdrawals"] = block["withdrawals"]
    return env


def blob_parameters(test, header):
    """The schedule of the fork that the block is in, as execution-spec-tests hand it over; none for plain forks."""
    network = test["network"]
    if "BPO" not in network:
        return None
    before, _, after = network.partition("To")
    after = after.partition("At")[0]
    fork = after if number(header["timestamp"]) >= 15000 else before
    return fork, test["config"]["blobSchedule"][fork]


def run_streams(mozi, arguments, alloc, env, txs, blobs):
    given = {"alloc": alloc, "env": env, "txs": txs}
    if blobs:
        given["blobParams"] = blobs
    streams = [f"--input.{i}=stdin" for i in ("alloc", "env", "txs")]
    streams += [f"--output.{o}=stdout" for o in ("alloc", "result", "body")]
    done = subprocess.run([mozi, "t8n", *streams, *arguments], input=json.dumps(given), capture_output=True, text=True)
    if done.returncode != 0:
        raise ValueError(done.stderr.strip())
    out = json.loads(done.stdout)
    return out["alloc"], out["result"], out["body"]


def run_files(mozi, arguments, alloc, env, txs):
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name, value in (("alloc", alloc), ("env", env), ("txs", txs)):
            paths[name] = os.path.join(folder, name + ".json")
            with open(paths[name], "w") as file:
                json.dump(value, file)
        inputs = [f"--input.{name}={path}" for name, path in paths.items()]
        outputs = [f"--output.basedir={folder}/out", "--output.body=txs.rlp"]
        done = subprocess.run([mozi, "t8n", *inputs, *outputs, *arguments], capture_output=True, text=True)
        if done.returncode != 0 or done.stdout:
            raise ValueError(done.stderr.strip() or "expected nothing on stdout, got " + done.stdout)
        read = []
        for name in ("alloc.json", "result.json", "txs.rlp"):
            with open(os.path.join(folder, "out", name)) as file:
                read.append(json.load(file))
        return read


def differences(result, header):
    for ours, theirs in SAME.items():
        expected, got = header.get(theirs), result.get(ours)
        if ours == "currentDifficulty" and got is None:
            expected = None if number(expected) == 0 else expected  # the merge ended it
        if (expected is None) != (got is None) or (expected and number(expected) != number(got)):
            yield f"{ours}: expected {expected}, got {got}"
    if result["rejected"]:
        yield f"rejected {result['rejected']}"
    if "blockException" in result:
        yield result["blockException"]


def play(mozi, test, block, alloc, env, turn):
    """Runs one block; both ways in by turns. Returns the accounts afterwards and the differences."""
    header, blobs = block["blockHeader"], blob_parameters(test, block["blockHeader"])
    fork, blob_values = blobs or (test["network"], None)
    arguments = [f"--state.fork={fork}", f"--state.reward={reward(fork, number(header['number']))}"]
    given = (mozi, arguments, alloc, env, block["transactions"])
    after, result, body = run_streams(*given, blob_values) if blobs or turn % 2 == 0 else run_files(*given)
    lines = list(differences(result, header))
    if turn == 0:  # the body is what transactions may be given as, too
        _, again, _ = run_streams(mozi, arguments, alloc, env, body, blob_values)
        if again != result:
            lines.append("another result for the same transactions as RLP")
    return after, lines


def replay(mozi, name, test):
    """Replays a test's chain, every block on the accounts as they came out before. Returns the differences and the
    number of blocks."""
    alloc, parent = test["pre"], test["genesisBlockHeader"]
    hashes, blocks, lines = {parent["number"]: parent["hash"]}, 0, []
    for block in test["blocks"]:
        header = block.get("blockHeader")
        if not header or header["parentHash"] != parent["hash"]:
            continue  # a bad block, or one of another branch
        where = f"{name}, block {header['number']}: "
        try:
            alloc, found = play(mozi, test, block, alloc, environment(block, parent, hashes), blocks)
        except ValueError as error:
            return lines + [where + str(error)], blocks
        lines += [where + line for line in found]
        parent, blocks = header, blocks + 1
        hashes[header["number"]] = header["hash"]
    return lines, blocks


def check_file(mozi, path):
    lines, blocks = [], 0
    with open(path) as file:
        tests = json.load(file)
    for name, test in tests.items():
        if "AtDiff" in test["network"]:  # the tool knows no total difficulty
            continue
        found, count = replay(mozi, name, test)
        lines += found
        blocks += count
    return lines, blocks


def main(mozi, folder):
    root = os.environ.get("MOZI_BLOCK_FIXTURES", "")
    path = os.path.join(root, folder)
    if not root or not os.path.isdir(path):
        why = f"MOZI_BLOCK_FIXTURES has no {folder}" if root else "MOZI_BLOCK_FIXTURES is not set"
        print("skipped:", why)
        return SKIPPED
    files = sorted(os.path.join(d, f) for d, _, names in os.walk(path) for f in names if f.endswith(".json"))
    blocks, lines = 0, []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for found, count in pool.map(lambda file: check_file(mozi, file), files):
            lines += found
            blocks += count
    print("\n".join(lines[:50]))
    print(f"{blocks} blocks of {len(files)} files, {len(lines)} differences")
    return 1 if lines or not blocks else 0


sys.exit(main(*sys.argv[1:]))
