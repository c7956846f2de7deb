"""A second verifier of what Story Explainer writes, made from docs/verifying.md alone.

It needs Python's standard library and the tables beside it. It prints what is wrong, line by line.
"""
# fmt: off

import argparse
import csv
import hashlib
import html
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TABLES, MARKS = (json.loads(Path(__file__).with_name(name).read_text("utf-8"))
                 for name in ("normalisation.json", "marks.json"))

# --- 1 The list of digests
MARKER = b"This folder is replaced by `explainer build`.\n"
ESCAPED = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r"})

def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

def check_digests(site: Path, sums: Path | None) -> list[str]:
    data = (sums or site / "SHA256SUMS").read_bytes()
    lines = re.split("\r?\n", data.decode("utf-8", "surrogateescape"))
    listed = Counter(re.sub("^(.{64,65}) [ *]", r"\1  ", line) for line in lines if line)
    listed[f"{sha256(data)}  SHA256SUMS"] += 1
    there: Counter[str] = Counter()
    for path in site.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            plain = path.is_file() and not path.is_symlink()
            name = path.relative_to(site).as_posix()
            row = f"{sha256(path.read_bytes()) if plain else 'no file'}  {name.translate(ESCAPED)}"
            there[row if row.endswith(name) else "\\" + row] += 1
    del there[f"{sha256(MARKER)}  .explainer-site"]
    return [f"changed, missing, not listed, or listed twice: {row}"
            for row in (listed - there) + (there - listed)]

# --- 2 The lock
PLAIN = r"(?:(?!:[ \n]| #)[^\n])+"
LINE = re.compile(
    r"(?P<indent>(?=normaliser|sources|quotations)|  |    )'?(?P<key>[a-z0-9_-]+)'?:(?: \[\]| \{\}"
    r"""| (?P<value>'(?:[^']|'')*'|"(?:[^"\\]|\\[\s\S])*"|(?![-?:][ \n]|[ '\"\[\]{},&*!|>%@`#])"""
    + PLAIN + r"(?:\n {6}" + PLAIN + r")*))?\n"
    r"|(?P<overlaps>overlaps):(?: \[\])?\n(?:[ -].*\n|\n)*|#.*\n|    (?:- |  ).*\n|\n|(?P<bad>.+)")
BREAK, ESCAPE = " *[\n\u2028\u2029][ \n\u2028\u2029]*", r"\\(?:\n *|(x..|u.{4}|U.{8}|.))"
ESCAPES = dict(zip("0abtnvfreN_LP\"/\\ ",
                   "\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029\"/\\ ", strict=True))

def scalar(written: str) -> str:
    """A value as it is meant, from how it is written, over one line or several."""
    def meant(found: re.Match) -> str:
        if code := found[1]:
            return chr(int(code[1:], 16)) if code[1:] else ESCAPES[code]
        breaks = found[0].replace(" ", "")
        return {"\n": " ", "\\\n": ""}.get(breaks, breaks.removeprefix("\n"))
    text = re.sub(f"{ESCAPE}|{BREAK}" if written[0] == '"' else f"(){BREAK}", meant, written)
    return {'"': text[1:-1], "'": text[1:-1].replace("''", "'")}.get(written[0], text)

def read_lock(text: str) -> dict:
    """The lock's version, and its sources and quotations by id; `overlaps` is left alone."""
    levels: list = [{}]
    for line in LINE.finditer(text):
        key, depth = line["key"] or line["overlaps"], len(line["indent"] or "") // 2
        if line["bad"] or key in levels[depth]:
            raise ValueError(f"the lock: not written as a lock is, or twice: {line[0]}")
        if key:
            levels[depth][key] = value = scalar(line["value"]) if line["value"] else {}
            levels[depth + 1:] = [value]
    return levels[0]

# --- 3 Normalisation
SPACES, LONG = TABLES["white_space"], TABLES["long_dashes"]
REPLACED, HYPHENS = str.maketrans(TABLES["replace"]), str.maketrans(LONG, "-" * len(LONG))
BARE, UNSPACED = f"[{TABLES['no_line_end']}]", f"[{TABLES['no_spaces_between_words']}]"

class Text:
    """A normalised text; the same with its dashes and line ends; and with letters for marks."""

    def __init__(self, original: str) -> None:
        kept = unicodedata.normalize("NFC", original.translate(REPLACED))
        kept = re.sub(f"(?<={BARE})[{SPACES}]*[\n\r][{SPACES}]*(?={BARE})", "", kept)
        kept = re.sub(f"[{SPACES}]+", lambda run: "\n" if "\n" in run[0] else " ", kept)
        self.shadow = kept.strip(" \n")
        self.text = self.shadow.replace("\n", " ").translate(HYPHENS)
        marks = {ord(sign): "x" for sign in {*self.text} if unicodedata.category(sign)[0] == "M"}
        self.letters = self.text.translate(marks)

# --- 4 Whole words
TOKEN = re.compile(
    "(?:[^\\W_]|\ufffd)+(?:['-][^\\W_]+|(?<=\\d)[.,:/_·٫٬،．，]\\d+"
    "|[⁺⁻⁽₊₋₍]+[^\\W_]+|[⁺⁻₊₋])*")

def parts_a_number(copy: Text, space: int) -> bool:
    """Whether the space here stands inside one number: 12 500, 17 thousand, five hundred, 2 ½."""
    left, right = copy.text[max(0, space - 20):space], copy.text[space + 1:space + 80]
    group = re.search(r"(?<![\d.,])\d{1,3}$", left) and re.match(r"\d{3}(?!\d)", right)
    word, following = re.search(r"\w{0,20}$", left)[0], re.match(r"[^\W\d_]*", right)[0]
    digit, known = word[-1:].isdigit(), MARKS["number_words"].values()
    counted = digit or any(word.casefold() in words for words in known)
    return (bool(group) and copy.shadow[space] != "\n" or digit and following[:1].isnumeric()
            or counted and following.casefold() in MARKS["multipliers"])

def cuts(copy: Text, at: int, *, start: bool) -> bool:
    """Whether words that start (or end) here begin (or end) inside a word or a number."""
    text, letters = copy.text, copy.letters
    if at in (0, len(text)):
        return False
    before, after = text[at - 1], text[at]
    if " " in (before, after):
        return parts_a_number(copy, at if after == " " else at - 1)
    if letters[at] != after:
        return True
    if re.search(UNSPACED, before + after) and not (before.isnumeric() and after.isnumeric()):
        return False
    hyphen = before == "-" and copy.shadow[at - 1] not in LONG
    if start and hyphen and after.isdigit() and not letters[:at - 1][-1:].isalnum():
        return True
    low, high = max(text.rfind(" ", 0, at) + 1, at - 60), min(f"{text} ".find(" ", at), at + 60)
    for token in TOKEN.finditer(letters[low:high]):
        if low + token.start() < at < low + token.end():
            head, tail = letters[low + token.start():at], letters[at:low + token.end()]
            digits = head.rstrip("-")[-1].isdigit() and tail.lstrip("-")[0].isdigit()
            article = head[-1] == "'" and head[:-1].lower() in MARKS["articles"]
            long_dash = copy.shadow[at - 1] in LONG or copy.shadow[at] in LONG
            apart = article if start else tail.lower() == "'s"
            return not apart and (digits or not long_dash)
    return False

# --- 5 Marks
MARK = re.compile(r"\[([^\[\]]*)\]")
ATTACHED_BEFORE, ATTACHED_BEHIND = r"[^\W_]['\-_/&@#]?$", r"['\-_/&@#.,:]?[^\W_]"
STOP = re.compile(r"[,;:.!?()\"\[\]]\s|\s[(\"\[]|[\[\]]")

def number_word(text: str, language: str) -> bool:
    known = {*MARKS["multipliers"], *MARKS["number_words"].get(language, ())}
    return not known.isdisjoint(re.findall(r"[^\W\d_]+", text.casefold()))

def beside_number(before: str, inserted: str, behind: str, language: str) -> bool:
    own, before, behind = number_word(inserted, language), before[-80:], behind[:80]
    for left, right in [(before, behind)] + [(MARK.sub(" ", before), MARK.sub(" ", behind))] * own:
        near = (re.search(r"(?P<word>\w[^\s\[\]]{0,40}?)(?P<gap>\W{0,20})$", left),
                re.match(r"(?P<gap>\W{0,20})(?P<word>\w[^\s\[\]]{0,40})", right))
        words = " ".join(each["word"] for each in near if each and not STOP.search(each["gap"]))
        if any(map(str.isnumeric, words)) or own and number_word(words, language):
            return True
    return False

def take_apart(quoted: Text, language: str, literal: set[str]) -> tuple[list, list] | None:
    """Pieces (text, length of the bracketed head) and the gaps around; None where a mark is bad."""
    words, letters, pieces, gaps = quoted.text, quoted.letters, [], [""]
    at, head, bad = 0, "", False
    for mark in re.finditer(MARK.pattern + "|$", words):
        if mark[0] in literal:
            continue
        text, inserted = words[at:mark.start()], mark[1] or ""
        before, behind, at = letters[:mark.start()], letters[mark.end():], mark.end()
        if text.strip():
            pieces.append((head + text.strip(), len(head)))
            gaps.append(" " if text[-1] == " " else "")
            head = ""
        attached = re.search(ATTACHED_BEFORE, before)
        if (inserted.isalpha() and len(inserted.casefold()) == len(inserted)
                and words[at:at + 1].isalpha() and not attached):
            head = inserted
        elif re.fullmatch(r" ?\.\.\. ?", inserted):
            gaps[-1] = "omission"
        elif mark[0]:
            gaps[-1] = "insertion" if gaps[-1] != "omission" else "omission"
            bad = (bad or attached or re.match(ATTACHED_BEHIND, behind)
                   or any(sign.isnumeric() or sign.isdigit() for sign in inserted)
                   or not any(map(str.isalpha, inserted))
                   or beside_number(words[:mark.start()], inserted, words[at:], language))
    if not any(re.search(r"[^\W_]", text) for text, _ in pieces):
        raise ValueError("there is no word to compare")
    return None if bad else (pieces, gaps)

# --- 6 Where a quotation stands
def ways(pieces: list, gaps: list, copy: Text, language: str) -> list[tuple[int, int]]:
    """Where the pieces stand in their order, the shortest where one holds another."""
    def whole(gap: str, at: int, sign: str, *, start: bool) -> bool:
        return gap == "insertion" and not sign.isalnum() or not cuts(copy, at, start=start)
    def may_stand(gap: str, there: str) -> bool:
        if gap == "insertion":
            return there.strip().casefold() in {"", *MARKS["replaceable"].get(language, ())}
        return gap in ("omission", there)
    def fold(text: str) -> str:
        return unicodedata.normalize("NFC", text.casefold())
    text, later, parts = copy.text, [], [*zip(pieces, gaps, gaps[1:], strict=False)]
    for behind, ((piece, head), left, right) in enumerate(reversed(parts)):
        found = []
        for each in re.finditer(f"(?={re.escape(piece[head:])})", text):
            begin = each.start() - head
            end = begin + len(piece)
            ends = [b for a, b in later if a >= end and may_stand(right, text[end:a])]
            ends += [end] * (behind == 0)
            if (ends and begin >= 0 and fold(text[begin:begin + head]) == fold(piece[:head])
                    and whole(left, begin, copy.letters[begin], start=True)
                    and whole(right, end, copy.letters[end - 1], start=False)):
                found.append((begin, min(ends)))
        later = found
    return [a for a in later if not any(b != a and b[0] >= a[0] and b[1] <= a[1] for b in later)]

def locate(exact: str, copy: Text, about: dict) -> tuple[int, int]:
    """Start and end of the only place of a quotation, of which `about` has what the site tells."""
    quoted, before, after = (Text(each) for each in (
        exact, about.get("prefix", ""), about.get("suffix", "")))
    language = about.get("language", "").split("-")[0].lower()
    language = MARKS["same_language"].get(language, language)
    brackets = {mark[0] for mark in MARK.finditer(quoted.text)}
    readings = [take_apart(quoted, language, literal) for literal in (
        set(), {each for each in brackets if each in copy.text}, brackets)]
    for reading in filter(None, reversed(readings)):
        if found := ways(*reading, copy, language):
            fitting = [(start, end) for start, end in found
                       if copy.text[:start].removesuffix(" ").endswith(before.text)
                       and copy.text[end:].removeprefix(" ").startswith(after.text)]
            if len(fitting) != 1:
                raise ValueError(f"the words stand there {len(fitting)} times")
            return fitting[0]
    raise ValueError("the words do not stand there")

# --- 7 A publication
def listed(value: object) -> list:
    return value if isinstance(value, list) else [value]

def told_by(site: Path) -> Iterator[tuple[str, str, str]]:
    """What the site's data files say of quotations: id, key and value."""
    for table in site.glob("stories/*.quotations.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            rows = [{key: row[key].removeprefix("'") for key in ("id", "exact", "source")}
                    for row in csv.DictReader(file)]
        notes = table.with_name(table.name.replace(".quotations.csv", ".annotations.json"))
        targets = [(target["id"].removeprefix("#q.").split(".")[0], target)
                   for item in json.loads(notes.read_text("utf-8"))["first"]["items"]
                   for target in listed(item["target"]) if isinstance(target, dict)]
        if {row["id"] for row in rows} != {id for id, _ in targets}:
            raise ValueError(f"{table.name}: the annotations are of other quotations")
        yield from ((row["id"], key, cell) for row in rows for key, cell in row.items())
        for id, target in targets:
            yield id, "language", target["source"].get("language", "")
            for each in listed(target["selector"]):
                yield from ((id, "piece" if key == "exact" else key, str(value))
                            for key, value in each.items() if key != "type")

def shown_by(site: Path) -> dict[tuple[str, str], str]:
    """The words on the sources' pages, by source and id: the first block in the id's element."""
    shown: dict[tuple[str, str], str] = {}
    for page in site.glob("sources/*.html"):
        for part in page.read_text("utf-8").split(' id="q.')[1:]:
            key = page.stem, part.split('"')[0]
            block = re.search(r"<blockquote[^>]*>(.*?)</blockquote>", part, re.DOTALL)
            words = html.unescape(re.sub("<[^>]*>", "", block[1])) if block else ""
            shown[key] = Text(words).text if key not in shown else ""
    return shown

def check_quotation(locked: dict, about: dict, shown: str, copy: Text | None) -> Iterator[str]:
    exact, marked = locked["exact"], bool(MARK.search(locked["exact"]))
    if locked["words"] != f"sha256:{sha256(exact.encode())}":
        yield "the lock's digest is not that of its words"
    if Text(exact).text not in shown:
        yield "its source's page does not show the words of the lock"
    if locked.get("marks") != ("1" if marked else None):
        yield "its marks were compared under other rules"
    if copy and locked.get("reader", "static") != "static":
        yield "no browser has read a text"
    # Where no story cites it, nothing tells the language, which marks need.
    if copy and ("language" in about or not marked):
        # There, and where an end is a mark, no data file has the editor's context.
        own = {key: locked[key] for key, end in (("prefix", exact[:1]), ("suffix", exact[-1:]))
               if "language" not in about or end in "[]"}
        start, end = locate(exact, copy, about | own)
        around = copy.text[max(0, start - 32):start].strip(), copy.text[end:end + 32].strip()
        told = int(locked["start"]), int(locked["end"]), locked["prefix"], locked["suffix"]
        if told != (start, end, *around):
            yield f"the words stand at {start} to {end}, and the lock says otherwise"

def check_lock(site: Path, file: Path, copies: Path | None) -> Iterator[str]:
    build = json.loads((site / "build.json").read_text("utf-8"))["lock"] or {}
    lock = read_lock(file.read_bytes().decode())
    sources, quotations = lock["sources"], lock["quotations"]
    if build.get("sha256") != sha256(file.read_bytes()):
        yield "build.json: the site was built with another lock"
    if lock["normaliser"] != str(TABLES["version"]):
        yield f"the lock: its rules have the version {lock['normaliser']}"
    texts, shown = {}, shown_by(site)
    for id, source in sources.items() if copies else ():
        if (path := copies / f"{id}.txt").is_file():
            texts[id] = Text(path.read_bytes().decode("utf-8-sig"))
            if source["digest"] != f"sha256:{sha256(path.read_bytes())}":
                yield f"{id}: the copy is not the one of the lock"
    told = {id: {key: each[key] for key in ("source", "exact", "start", "end")}
            for id, each in quotations.items()}
    for id, key, value in told_by(site):
        about = told.setdefault(id, {"exact": ""})
        if key == "piece" and MARK.search(exact := about["exact"]):
            same = Text(value).text in Text(exact).text
        else:
            same = about.setdefault(key.replace("piece", "exact"), value) == value
        if not same:
            yield f"{id}: the data files have another {key} than the lock or each other"
    known = {(each["source"], id) for id, each in quotations.items() if each["source"] in sources}
    for id in {id for _, id in shown.keys() ^ known} | (told.keys() ^ quotations.keys()):
        yield f"{id}: it is not both on the site and in the lock, of the same source"
    for id, each in quotations.items():
        words, copy = shown.get((each["source"], id), ""), texts.get(each["source"])
        try:
            yield from (f"{id}: {why}" for why in check_quotation(each, told[id], words, copy))
        except ValueError as why:
            yield f"{id}: {why}"

# --- 8 Time stamps
def values(der: bytes) -> list[bytes]:
    """The values that stand in a value in DER."""
    found = []
    while der:
        at, size = (2, der[1]) if der[1] < 128 else (der[1] - 126, 0)
        size = size or int.from_bytes(der[2:at], "big")
        found, der = [*found, der[at:at + size]], der[at + size:]
    return found

def check_stamps(site: Path) -> Iterator[str]:
    """Whether each time stamp is of the list beside it. Who signed it is for OpenSSL to say."""
    for path in sorted(site.glob("time-stamps/*.tsr")):
        stamped, name = path.read_bytes(), path.name.partition(".")[0]
        for step in (0, 1, 1, 0, 2, 1, 0, 0, 2, 1):
            stamped = values(stamped)[step]
        data = path.with_name(f"{name}.txt").read_bytes()
        digests = [hashlib.new(f"sha{bits}", data).digest() for bits in (256, 384, 512)]
        if stamped not in digests or sha256(data)[:16] != name:
            yield f"{path.name}: the stamp is of another list"

def check(site: Path, sums: Path | None, lock: Path | None, copies: Path | None) -> list[str]:
    """All that is wrong with a publication."""
    try:
        found = [*check_digests(site, sums), *check_stamps(site)]
        return [*found, *(check_lock(site, lock, copies) if lock else ())]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        return [f"{type(error).__name__}: {error}"]

def main() -> int:
    """What the arguments ask for. Returns the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("site", type=Path)
    for name in ("--sums", "--lock", "--copies"):
        options.add_argument(name, type=Path)
    wrong = check(**vars(options.parse_args()))
    sys.stdout.write("\n".join(wrong or ["nothing is wrong"]) + "\n")
    return bool(wrong)

if __name__ == "__main__":
    sys.exit(main())
