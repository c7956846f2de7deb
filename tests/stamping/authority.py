"""A time-stamping authority for tests, made with the command `openssl` (3.0 or later).

Its answers are put together as texts that OpenSSL encodes and signs, so that a test can say what
is wrong with one, and when it was given. `python -m tests.stamping.authority` makes the stamps
that the demo, the cases and the kit have, with other keys each time.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.load import LOCK_FILE, STAMPS_FOLDER, document_from, read_document
from generator.model import Lock
from generator.stamping import list_name, list_text, lock_lines
from generator.validate import valid_entries

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO = ROOT / "tests" / "demo"
_DAYS = "36500"
_CONTENT_TYPE = "1.2.840.113549.1.9.16.1.4"  # id-ct-TSTInfo
_EXTENSIONS = """[req]
distinguished_name = none
[none]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamps]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
[letters]
extendedKeyUsage = critical, emailProtection
"""


def openssl(*arguments: str, folder: Path, data: bytes | None = None) -> bytes:
    """What `openssl` prints."""
    command = shutil.which("openssl")
    assert command, "install openssl: the tests of time stamps make an authority with it"
    done = subprocess.run(
        [command, *arguments], cwd=folder, input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@dataclass(frozen=True)
class Authority:
    """A root certificate and one that signs stamps, in a folder."""

    folder: Path

    @property
    def pem(self) -> bytes:
        """The root, which a site pins."""
        return (self.folder / "root.pem").read_bytes()

    def answer(
        self,
        data: bytes,
        time: datetime | None = None,
        nonce: int | None = None,
        signer: str = "stamps",
        kind: str = "sha256",
    ) -> bytes:
        """A stamp over some bytes, as the authority would send it."""
        return granted(self.token(hashlib.new(kind, data).digest(), time, nonce, signer, kind))

    def token(
        self,
        digest: bytes,
        time: datetime | None = None,
        nonce: int | None = None,
        signer: str = "stamps",
        kind: str = "sha256",
    ) -> bytes:
        """The signed part of it: a stamp over a digest."""
        when = (time or datetime.now(UTC)).strftime("%Y%m%d%H%M%SZ")
        info = (
            "asn1 = SEQUENCE:info\n[info]\nversion = INTEGER:1\npolicy = OID:1.2.3.4.1\n"
            "imprint = SEQUENCE:imprint\nserial = INTEGER:7\n"
            f"time = GENERALIZEDTIME:{when}\n"
            + (f"nonce = INTEGER:{hex(nonce)}\n" if nonce is not None else "")
            + "[imprint]\nalgorithm = SEQUENCE:algorithm\n"
            f"digest = FORMAT:HEX,OCTETSTRING:{digest.hex()}\n"
            f"[algorithm]\nid = OID:{kind}\nparameters = NULL\n"
        )
        return openssl(
            "cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-nosmimecap", "-cades",
            "-econtent_type", _CONTENT_TYPE, "-signer", f"{signer}.pem", "-inkey", f"{signer}.key",
            folder=self.folder, data=encoded(info, self.folder),
        )  # fmt: skip


def make_authority(folder: Path, name: str = "Test Time Authority") -> Authority:
    """An authority with new keys; `letters.pem` may sign letters, and no stamps."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "extensions.cnf").write_text(
        f"[req]\ndistinguished_name = none\n[none]\n{_EXTENSIONS}"
    )
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    config = ("-config", "extensions.cnf", "-days", _DAYS)
    openssl(
        "req", "-x509", *key, *config, "-extensions", "root", "-subj", f"/CN={name} Root",
        "-keyout", "root.key", "-out", "root.pem", folder=folder,
    )  # fmt: skip
    for each in ("stamps", "letters"):
        openssl(
            "req", "-x509", *key, *config, "-extensions", each, "-subj", f"/CN={name} {each}",
            "-CA", "root.pem", "-CAkey", "root.key", "-keyout", f"{each}.key",
            "-out", f"{each}.pem", folder=folder,
        )  # fmt: skip
    return Authority(folder)


def encoded(description: str, folder: Path) -> bytes:
    """A value in DER, described as OpenSSL's `ASN1_generate_nconf` has it."""
    (folder / "value.cnf").write_text(description)
    openssl("asn1parse", "-genconf", "value.cnf", "-noout", "-out", "value.der", folder=folder)
    return (folder / "value.der").read_bytes()


def granted(token: bytes) -> bytes:
    """An answer with a stamp."""
    return _sequence(_sequence(b"\x02\x01\x00") + token)


def refused(why: str) -> bytes:
    """An answer without one: the authority refuses it."""
    text = why.encode()
    said = _sequence(bytes((0x0C, len(text))) + text)
    return _sequence(_sequence(b"\x02\x01\x02" + said))


def _sequence(body: bytes) -> bytes:
    size = len(body)
    if size < 128:
        return bytes((0x30, size)) + body
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((0x30, 0x80 | len(digits))) + digits + body


def write_demo(site: Path, authority: Authority, id: str, time: datetime) -> None:
    """Stamp the lock of a site that tests have."""
    document = read_document(site / "content" / LOCK_FILE, site, "lock", [])
    assert document
    (entry,) = valid_entries([document], Lock)
    data = list_text(lock_lines(entry.model))
    folder = site / "content" / STAMPS_FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / f"{list_name(data)}.txt").write_bytes(data)
    (folder / f"{list_name(data)}.{id}.tsr").write_bytes(authority.answer(data, time))
    (folder / f"{id}.pem").write_bytes(authority.pem)


def write_cases(cases: Path, aside: Path) -> None:
    """Make the files of the cases in which something is wrong with a time stamp."""
    authority, other = (make_authority(aside / name) for name in ("own", "other"))
    time = datetime(2031, 5, 2, 9, 30, tzinfo=UTC)
    named = (
        "time_stamps:\n  - {id: tide, name: The Tide Clock, address: http://tide-clock.example/}\n"
    )
    settings = (cases / "_base/content/site.yml").read_text("utf-8") + named
    site = aside / "site"
    for case, name in CASES.items():
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(cases / "_base", site)
        write_demo(site, authority, "tide", time)
        stamps = site / "content" / STAMPS_FOLDER
        (listed,) = stamps.glob("*.txt")
        stamp = stamps / f"{listed.stem}.tide.tsr"
        match case:
            case "unreadable-stamp":
                stamp.write_bytes(stamp.read_bytes()[:-20])
            case "altered-list":
                listed.write_text(listed.read_text("utf-8").replace(" to 36 ", " to 37 "), "utf-8")
            case "stamp-of-other-list":
                stamp.write_bytes(authority.answer(b"another list\n", time))
            case "untrusted-stamp":
                stamp.write_bytes(other.answer(listed.read_bytes(), time))
            case "unknown-authority":
                stamp.rename(stamps / f"{listed.stem}.gull.tsr")
            case "bad-certificates":
                (stamps / "tide.pem").write_bytes((authority.folder / "stamps.pem").read_bytes())
        there = cases / case / name / "in/content"
        shutil.rmtree(there, ignore_errors=True)
        shutil.copytree(stamps, there / STAMPS_FOLDER)
        (there / "site.yml").write_text(settings, "utf-8")


def write_kit(tools: Path, authority: Authority, time: datetime) -> None:
    """Stamp the lock of the kit for verifiers, rightly and wrongly."""
    sys.path.insert(0, str(tools))
    from kit_publication import LOCK as KIT_LOCK  # noqa: PLC0415
    from kit_publication import base  # noqa: PLC0415

    document, _ = document_from(base()[KIT_LOCK].encode(), KIT_LOCK, "lock")
    assert document
    (entry,) = valid_entries([document], Lock)
    data = list_text(lock_lines(entry.model))
    digest = hashlib.sha256(data).digest()
    right = authority.answer(data, time)
    made = {
        "list": data.decode(),
        "certificates": authority.pem.decode(),
        "stamp": right.hex(),
        "stamp-with-sha512": authority.answer(data, time, kind="sha512").hex(),
        "stamp-of-another-digest": authority.answer(
            b"another list\n", time, int.from_bytes(digest, "big")
        ).hex(),
        "stamp-cut-short": right[:80].hex(),
    }
    (tools / "kit_stamps.json").write_text(json.dumps(made, indent=1) + "\n", "utf-8")


CASES = {
    "unreadable-stamp": "cut-short",
    "altered-list": "another-place",
    "stamp-of-other-list": "another-digest",
    "untrusted-stamp": "another-authority",
    "unknown-authority": "not-named",
    "bad-certificates": "no-root",
}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        moment = datetime(2031, 6, 1, 8, 15, tzinfo=UTC)
        clock = make_authority(Path(made) / "demo", "Harbour Clock")
        write_demo(DEMO, clock, "harbour-clock", moment)
        write_cases(DEMO.parent / "cases", Path(made))
        write_kit(ROOT / "tools", clock, moment)
