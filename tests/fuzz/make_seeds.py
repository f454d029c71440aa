"""Writes the seed corpora of the fuzz targets from the vectors that other tests have.

Usage: make_seeds.py [--fixtures DIR]: only adds and overwrites; DIR gives signed transactions of every fork's tests.
"""
import argparse
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TESTS = ROOT / "tests"
MAX_INPUT = 800  # bytes of a precompile's seed
PER_PRECOMPILE = 3


def write(target, name, data):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    safe = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:60]
    (folder / safe).write_bytes(data.encode() if isinstance(data, str) else data)


def unhex(text):
    return bytes.fromhex(text.removeprefix("0x"))


def word(value):
    return value.to_bytes(32, "big")


# Precompiles -------------------------------------------------------------------------------------

# EIP-152's fifth vector; geth's classic signature; RFC 6979's P-256 signature of "sample".
BLAKE2F = (
    "0000000c48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5d182e6ad7f520e511f6c3e2b8c68059b6bbd41"
    "fbabd9831f79217e1319cde05b" + "616263" + "00" * 125 + "0300000000000000" + "00" * 8 + "01")
ECRECOVER = (
    "18c547e4f7b0f325ad1e56f57e26c745b09a3e503d86e00e5255ff7f715d3d1c" + "00" * 31 + "1c"
    "73b1693892219d736caba55bdb67216e485557ea6b6af75f37096c9aa6a5a75feeb940b1d03b21e36b0e47e79769f095fe2ab855bd91e3"
    "a38756b7d75a9c4549")
P256 = (
    "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bfefd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf9"
    "91c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda860fed4ba255a9d31c961eb74c635"
    "6d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")


def modexp(base, exponent, modulus):
    return word(len(base)) + word(len(exponent)) + word(len(modulus)) + base + exponent + modulus


def read_vectors(path):
    """(precompile, name, input) of a .vec file; see tests/vm/precompiles/vectors.hpp."""
    vectors = []
    for line in path.read_text().splitlines():
        key, _, rest = line.strip().partition(" ")
        if key == "case":
            vectors.append([0, rest, b""])
        elif key == "to":
            vectors[-1][0] = int(rest, 16)
        elif key == "input":
            for part in rest.split():
                digits, _, times = part.partition("*")
                vectors[-1][2] += unhex(digits) * int(times or 1)
    return vectors


def precompile_seeds():
    vectors = [
        [1, "ecrecover", unhex(ECRECOVER)], [2, "sha256", b"abc"], [3, "ripemd160", b"abc"], [4, "identity", b"abc"],
        [5, "modexp odd", modexp(b"\x03" * 9, b"\xff" * 33, b"\xfd" * 40)],
        [5, "modexp even", modexp(b"\x03", b"\x10\x01", b"\x80" + b"\0" * 15)],
        [5, "modexp empty", word(0) * 3], [9, "blake2f", unhex(BLAKE2F)], [0x100, "p256verify", unhex(P256)],
    ]
    for path in sorted((TESTS / "vm/precompiles").glob("*.vec")):
        vectors += read_vectors(path)
    taken = {}
    for address, name, data in vectors:
        if len(data) > MAX_INPUT or taken.get(address, 0) == PER_PRECOMPILE:
            continue
        taken[address] = taken.get(address, 0) + 1
        write("precompile", f"{address:04x} {name}", address.to_bytes(2, "big") + b"\xff\xff" + data)


# Code --------------------------------------------------------------------------------------------

# Scenes: fork and flags, gas, call data, a helper's code, code.
ACCOUNT = "73ac" + "00" * 18
CODES = {
    "arithmetic": "60036002016002900a6001900360051660071b60ff1c600181148015198160ff0b",
    "memory": "7f" + "5a" * 32 + "6000526020602060403760ff604053604051595e60206000f3",
    "memory copy": "602a60005260206000602052600060205e60405960003e",
    "storage": "6001600155600060015560015460025560035c60045d5f5f55",
    "loop": "600a5b80156014576001900380600155" + "600256" + "5b00",
    "keccak": "6020600020600052600160005560ff6020a16001600060006000a3",
    "environment": "303132333435363738393a3b3c3d3e3f404142434445464748494a58595a5b00",
    "call helper": "600060006000600060006" + "0" + ACCOUNT[0:4] + "00" * 18 + "03" + "5af13d6000803e3d6000f3",
    "call all": "".join("5f5f5f5f60" + "01" + ACCOUNT + f"{n:02x}" + "5af150" for n in range(2, 8)),
    "static call": "5f5f5f5f" + ACCOUNT + "03" + "5afa505f5f5f5f" + ACCOUNT + "025af4",
    "call itself": "5f5f5f5f5f305af1600155",
    "create": "6460016000fd600052600560" + "1b" + "6000f0" + "50" + "5f600560" + "1b" + "5ff5" + "3b",
    "create and call": "6b" + "33ff60005260026" + "01ef3" + "600052600c60146000f05f5f5f5f5f855af1",
    "self destruct": ACCOUNT + "03ff",
    "precompiles": "".join(f"5f5f60c05f61{n:04x}5afa50" for n in (1, 5, 6, 8, 9, 0x10a, 0x120)),
    "push at the end": "5b6000567f00",
    "deep stack": "5b" + "8080808080808080" * 4 + "600056",
    "return data": "60ff5f5f5f" + ACCOUNT + "045afa3d5f5f3e60215f5f3e",
    "revert": "60205ffd", "invalid": "fe", "clz and friends": "60011e60021c60031d60041a600509600a08",
}


def bytecode_seeds():
    for number, (name, code) in enumerate(CODES.items()):
        for fork in sorted({16, (number * 5) % 17}):
            helper = unhex("33" + ACCOUNT + "0214" + "6001600101" + "5f5260205ff3")
            head = bytes([fork, number % 8 if fork != 16 else 1]) + b"\xff\xff"
            data = bytes(range(36))
            code_bytes = unhex(code if len(code) % 2 == 0 else code + "0")
            write("bytecode", f"{name} {fork}", head + bytes([len(data)]) + bytes([len(helper)]) + data + helper + code_bytes)


# Encodings and tries -----------------------------------------------------------------------------


def transaction_seeds(fixtures):
    text = (TESTS / "vm/state/transactions.inc").read_text()
    for name, *parts in re.findall(r'\{"([^"]+)",\s*((?:"[0-9a-fx]*"\s*)+),', text):
        write("transaction", name, unhex("".join(re.findall(r'"([0-9a-fx]*)"', parts[0]))))
    if not fixtures:
        return
    for folder in sorted((fixtures / "TransactionTests").iterdir()):
        for path in sorted(folder.glob("*.json"))[:2]:
            for name, case in json.loads(path.read_text()).items():
                if len(case["txbytes"]) < 2000:
                    write("transaction", f"{folder.name} {name}", unhex(case["txbytes"]))


def block_seeds():
    for test, case in json.loads((TESTS / "tools/mozi/blocks/good.json").read_text()).items():
        write("block", test + " genesis", unhex(case["genesisRLP"]))
        for number, block in enumerate(case["blocks"]):
            write("block", f"{test} {number}", unhex(block["rlp"]))


def rlp_seeds():
    items = {"empty string": "80", "empty list": "c0", "dog": "83646f67", "cats and dogs": "c88363617483646f67",
             "set": "c7c0c1c0c3c0c1c0", "long string": "b838" + "61" * 56, "long list": "f83c" + "83646f67" * 15,
             "padded": "8100", "long form of a short one": "b80161", "nested": "c3c2c1c0"}
    for name, text in items.items():
        write("rlp", name, unhex(text))


def trie_seeds():
    keys = [b"do", b"dog", b"doge", b"horse", b"dogglesworth"]
    insert = b"".join(bytes([0x30 | len(k)]) + k + b"v" for k in keys)
    write("trie", "dogs", insert)
    write("trie", "erased", insert + bytes([0x83]) + b"dog")
    write("trie", "empty key", b"\x00a\x01\x00b\x01\x01c\x02\x00\x00d\x72\x00\x01e")
    write("journal", "steps", bytes((i * 37 + i // 7) % 251 for i in range(200)))
    write("journal", "counting", bytes(range(256)))


# Texts -------------------------------------------------------------------------------------------


def file_seeds(target, *paths):
    for path in paths:
        write(target, path.stem if path.suffix else path.name, path.read_bytes())


def compact(path):
    return json.dumps(json.loads(path.read_text()), separators=(",", ":"))


def json_seeds():
    data = TESTS / "tools/mozi/data"
    for path in sorted((data / "state").glob("*.json")) + [data / "wrong_rejection.json", data / "no_coinbase.json"]:
        write("state_test", path.stem, compact(path))
    for path in [TESTS / "tools/mozi/blocks/good.json"] + sorted((TESTS / "tools/mozi/blocks/bad").glob("w*.json"))[:3]:
        write("block_test", path.stem, compact(path))
    parts = {p.stem: json.loads(p.read_text()) for p in (TESTS / "tools/mozi/t8n").glob("*.json")}
    for fork in ("Osaka", "London", "Frontier"):
        for txs in ("txs", "rejected"):
            whole = {"fork": fork, "alloc": parts["alloc"], "env": parts["env"], "txs": parts[txs]}
            write("transition", f"{fork} {txs}", json.dumps(whole, separators=(",", ":")))
    write("genesis", "genesis", compact(TESTS / "tools/mozi/import/genesis.json"))
    file_seeds("artifact", *(data / f"{name}.json" for name in ("bad_abi", "unlinked", "array")))
    write("artifact", "counter", compact(data / "Counter.json"))


def abi_seeds():
    for number, case in enumerate(json.loads((TESTS / "tools/abi/vectors.json").read_text())["values"]):
        if len(case["encoded"]) < 1500:
            types = "(" + ",".join(case["types"]) + ")"
            write("abi_data", f"{number} {types}", types.encode() + b"\n" + unhex(case["encoded"]))
            write("abi_text", f"{number} {types}", f"{types}\n({','.join(case['text'])})")
    for text in ("transfer(address,uint256)(bool)", "f((uint8,string)[2][],bytes)", "g()"):
        write("abi_text", text, text + "\n1.5 ether")


def text_seeds():
    for text in ("0x6001600201", "115792089237316195423570985008687907853269984665640564039457584007913129639935",
                 "0x" + "ab" * 20, "0x" + "cd" * 32, "0x0", "600z"):
        write("hex", text[:24], text)
    source = (TESTS / "compiler/ir/parse_test.cpp").read_text()
    for number, text in enumerate(re.findall(r'R"\((program .*?)\)"', source, re.S)):
        write("ir_text", f"program {number}", text)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--fixtures", type=pathlib.Path)
    fixtures = arguments.parse_args().fixtures
    precompile_seeds()
    bytecode_seeds()
    transaction_seeds(fixtures)
    for seeds in (block_seeds, rlp_seeds, trie_seeds, json_seeds, abi_seeds, text_seeds):
        seeds()


main()
