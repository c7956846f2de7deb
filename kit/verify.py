"""A second verifier of what Story Explainer writes, made from docs/verifying.md alone.

It needs Python's standard library and the two tables beside it, and shares no code with the
package. Usage: verify.py SITE [--sums LIST] [--lock LOCK] [--copies FOLDER]. It prints what is
wrong, a line each, and ends with 1 if anything is.
"""

# fmt: off
from __future__ import annotations

import argparse
import csv
import hashlib
import html
import io
import json
import os
import re
import sys
import unicodedata
from pathlib import Path

KIT = Path(__file__).resolve().parent
TABLES = json.loads((KIT / "normalisation.json").read_text("utf-8"))
MARKS = json.loads((KIT / "marks.json").read_text("utf-8"))

class Refused(Exception):
    """What is read is not what it should be."""

# --- 1 The digest list
MARKER = b"This folder is replaced by `explainer build`.\n"

def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

def digest_list(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in filter(None, data.split(b"\n")):
        row = re.fullmatch(rb"(\\?)([0-9a-f]{64}) [ *]([^\r]+)\r?", line)
        path = os.fsdecode(row[3]) if row else ""
        if row and row[1]:
            path = re.sub(r"\\([\\nr])", lambda sign: "\n\r\\"["nr\\".index(sign[1])], path)
        if not row or path in found:
            raise Refused(f"SHA256SUMS: a line is no digest and path, or '{path}' stands twice")
        found[path] = row[2].decode()
    if not found:
        raise Refused("SHA256SUMS: the list is empty")
    return found

def check_digests(site: Path, sums: Path | None) -> list[str]:
    own, there, wrong = site / "SHA256SUMS", set(), []
    listed = digest_list((sums or own).read_bytes())
    if sums:
        listed["SHA256SUMS"] = sha256(sums.read_bytes())
    for folder, folders, files in os.walk(site):
        for name in [*files, *(each for each in folders if Path(folder, each).is_symlink())]:
            path = Path(folder, name)
            shown = path.relative_to(site).as_posix()
            plain = path.is_file() and not path.is_symlink()
            if plain and (shown == "SHA256SUMS" and not sums
                          or shown == ".explainer-site" and path.read_bytes() == MARKER):
                continue
            there.add(shown)
            if not plain:
                wrong.append(f"{shown}: no plain file")
            elif listed.get(shown) != sha256(path.read_bytes()):
                wrong.append(f"{shown}: {'changed' if shown in listed else 'extra'}")
    return wrong + [f"{path}: missing" for path in listed.keys() - there]

# --- 2 The lock
PLAIN = r"(?:(?!:[ \n]| #)[^\n])+"
LINE = re.compile(
    r"#.*\n|(?P<top>normaliser|sources|quotations):(?: (?P<version>\d+)| \{\})?\n"
    r"|(?P<over>overlaps):(?: \[\])?\n(?:[ -].*\n|\n)*"
    r"|  '?(?P<id>[a-z0-9-]+)'?:\n"
    r"|[ ]{4}(?P<field>[a-z_]+):(?: (?P<value>"
    r"""'(?:[^']|'')*'|"(?:[^"\\]|\\[\s\S])*"|\[\]"""
    r"|(?![-?:][ \n]|[ '\"\[\]{},&*!|>%@`#])" + PLAIN + r"(?:\n {6}" + PLAIN + r")*))?\n"
    r"|    (?:- |  ).*\n|\n")
ESCAPE, BREAK = r"\\(\n *|x..|u.{4}|U.{8}|.)|", r" *([\n\u2028\u2029])([ \n\u2028\u2029]*)"
SIGNS = dict(zip("0abtnvfreN_LP\"/\\ ",
                 "\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029\"/\\ ", strict=True))

def scalar(written: str) -> str:
    """A text as it is meant, from how it is written, over one line or several."""
    def sign(found: re.Match) -> str:
        if found[1] is None:
            rest = found[3].replace(" ", "")
            return (" " * (not rest) if found[2] == "\n" else found[2]) + rest
        code = "" if found[1][0] == "\n" else found[1]
        return chr(int(code[1:], 16)) if code[1:] else SIGNS[code] if code else ""
    if written[0] == '"':
        return re.sub(ESCAPE + BREAK, sign, written[1:-1])
    text = re.sub("(\0)?" + BREAK, sign, written)
    return text[1:-1].replace("''", "'") if text[0] == "'" else text

def read_lock(text: str) -> dict:
    """The lock's version, and its sources and quotations by id; `overlaps` is left alone."""
    lock: dict = {}
    at, part, into = 0, lock, lock
    while at < len(text):
        line = LINE.match(text, at)
        if not line:
            raise Refused(f"the lock: not written as a lock is: {text[at:at + 60]!r}")
        at = line.end()
        top = line["top"] or line["over"]
        into = lock if top else part if line["id"] else into
        name = top or line["id"] or line["field"]
        if name in into:
            raise Refused(f"the lock: {name} stands twice")
        if line["field"] or line["version"]:
            into[name] = line["version"] or scalar(line["value"] or "''")
        elif name:
            into[name] = into = {}
            part = into if top else part
    return lock

# --- 3 Normalisation
def sign(point: str) -> str:
    return chr(int(point[2:], 16))

def sign_class(rows: list[list[str]]) -> str:
    return "[%s]" % "".join(f"{sign(first)}-{sign(last)}" for first, last in rows)

SPACES, LONG = "".join(map(sign, TABLES["white_space"])), {*map(sign, TABLES["long_dashes"])}
REPLACED = {ord(sign(point)): text for point, text in TABLES["replace"].items()
            if sign(point) not in LONG}
BARE, UNSPACED = sign_class(TABLES["no_line_end"]), sign_class(TABLES["no_spaces_between_words"])
HYPHENS, INNER = str.maketrans(dict.fromkeys(LONG, "-")), SPACES.replace("\n", "").replace("\r", "")

class Text:
    """A normalised text; `shadow` is the same with long dashes and line ends left as they were."""

    def __init__(self, original: str) -> None:
        kept = unicodedata.normalize("NFC", original.translate(REPLACED))
        kept = re.sub(f"(?<={BARE})[{INNER}]*[\n\r][{SPACES}]*(?={BARE})", "", kept)
        kept = re.sub(f"[{SPACES}]+", lambda run: "\n" if "\n" in run[0] else " ", kept)
        self.shadow = kept.strip(" \n")
        self.text = self.shadow.replace("\n", " ").translate(HYPHENS)

# --- 4 Whole words
TOKEN = re.compile(
    "(?:[^\\W_]|\ufffd)+(?:['-][^\\W_]+|(?<=\\d)[.,:/_·٫٬،．，]\\d+"
    "|[⁺⁻⁽₊₋₍]+[^\\W_]+|[⁺⁻₊₋])*")

def is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M"

def is_word(sign: str) -> bool:
    return sign.isalnum() or is_mark(sign)

def parts_a_number(copy: Text, space: int) -> bool:
    """Whether the space here stands inside one number: 12 500, 17 thousand, five hundred, 2 ½."""
    left, right = copy.text[max(0, space - 20):space], copy.text[space + 1:space + 80]
    group = re.search(r"(?<![\d.,])\d{1,3}$", left) and re.match(r"\d{3}(?!\d)", right)
    if group and copy.shadow[space] != "\n":
        return True
    word, following = re.search(r"\w{1,20}$", left), re.match(r"[^\W\d_]+", right)
    if not word or not following:
        return False
    digit, known = word[0][-1].isdigit(), MARKS["number_words"].values()
    if following[0].casefold() in MARKS["multipliers"]:
        return digit or any(word[0].casefold() in words for words in known)
    return digit and following[0][0].isnumeric()

def cuts(copy: Text, at: int, *, start: bool) -> bool:
    """Whether words that start (or end) here begin (or end) inside a word or a number."""
    text = copy.text
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if " " in (before, after):
        return parts_a_number(copy, at if after == " " else at - 1)
    if is_mark(after):
        return True
    numeric = before.isnumeric() and after.isnumeric()
    if not numeric and (re.match(UNSPACED, before) or re.match(UNSPACED, after)):
        return False
    hyphen = before == "-" and copy.shadow[at - 1] not in LONG
    if start and hyphen and after.isdigit() and (at == 1 or not is_word(text[at - 2])):
        return True
    low, high = max(text.rfind(" ", 0, at) + 1, at - 60), min(f"{text} ".find(" ", at), at + 60)
    around = "".join("x" if is_mark(sign) else sign for sign in text[low:high])
    for token in TOKEN.finditer(around):
        if low + token.start() < at < low + token.end():
            head, tail = around[token.start():at - low], around[at - low:token.end()]
            if not start and tail.lower() == "'s":
                return False
            if start and head[-1] == "'" and head[:-1].lower() in MARKS["articles"]:
                return False
            joint = at - 1 if head[-1] == "-" else at if tail[0] == "-" else None
            if joint is None or (head.rstrip("-")[-1].isdigit() and tail.lstrip("-")[0].isdigit()):
                return True
            return copy.shadow[joint] not in LONG
    return False

# --- 5 Marks
MARK = re.compile(r"\[([^\[\]]*)\]")
STOP = re.compile(r"[,;:.!?()\"\[\]]\s|\s[(\"\[]|[\[\]]")

def number_word(text: str, language: str) -> bool:
    known = {*MARKS["multipliers"], *MARKS["number_words"].get(language, ())}
    return not known.isdisjoint(re.findall(r"[^\W\d_]+", text.casefold()))

def attached(words: str, at: int, step: int) -> bool:
    near = words[at:at + 2] if step > 0 else words[max(0, at - 2):at][::-1]
    joins = "'-_/&@#.,:" if step > 0 else "'-_/&@#"
    return bool(near) and (is_word(near[0]) or near[0] in joins and is_word(near[1:] or " "))

def beside_number(words: str, mark: re.Match, language: str) -> bool:
    own = number_word(mark[1], language)
    before, after = words[max(0, mark.start() - 80):mark.start()], words[mark.end():mark.end() + 80]
    for left, right in [(before, after)] + [(MARK.sub(" ", before), MARK.sub(" ", after))] * own:
        last = re.search(r"(\w[^\s\[\]]{0,40}?)([^\w]{0,20})$", left)
        first = re.match(r"([^\w]{0,20})(\w[^\s\[\]]{0,40})", right)
        tokens = [last[1]] * (not STOP.search(last[2])) if last else []
        tokens += [first[2]] * (not STOP.search(first[1])) if first else []
        if (any(map(str.isnumeric, "".join(tokens)))
                or own and number_word(" ".join(tokens), language)):
            return True
    return False

def bad_insertion(words: str, mark: re.Match, language: str) -> bool:
    return (any(sign.isnumeric() or sign.isdigit() for sign in mark[1])
            or not any(map(str.isalpha, mark[1])) or attached(words, mark.start(), -1)
            or attached(words, mark.end(), 1) or beside_number(words, mark, language))

def take_apart(words: str, language: str, literal: set[str]) -> tuple[list, list] | None:
    """Pieces (text, length of the bracketed head) and the gaps around; None where a mark is bad."""
    pieces, gaps, at, head, bad = [], [{}], 0, "", False
    for mark in [*(each for each in MARK.finditer(words) if each[0] not in literal), None]:
        text = words[at:mark.start() if mark else None]
        if text.strip():
            pieces.append((head + text.strip(), len(head)))
            gaps.append({"space": text[-1:] == " "})
            head = ""
        if mark is None:
            break
        at, gap = mark.end(), gaps[-1]
        if (mark[1].isalpha() and len(mark[1].casefold()) == len(mark[1])
                and words[at:at + 1].isalpha() and not attached(words, mark.start(), -1)):
            head = mark[1]
            if pieces and not {"joint", "omission", "insertion"} & gap.keys():
                gap["joint"] = True
        elif re.fullmatch(r" ?\.\.\. ?", mark[1]):
            gap["omission"] = True
        else:
            gap["insertion"], bad = True, bad or bad_insertion(words, mark, language)
    if not any(re.search(r"[^\W_]", text) for text, _ in pieces):
        raise Refused("there is no word to compare")
    return None if bad else (pieces, gaps)

def may_stand(gap: dict, there: str, language: str) -> bool:
    """Whether this may stand in the copy between two pieces."""
    if "omission" in gap or "insertion" not in gap:
        return "omission" in gap or there == " " * gap["space"]
    word = there.strip().casefold()
    return not word or word in MARKS["replaceable"].get(language, ())

# --- 6 Where a quotation stands
def fold(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())

def ways(pieces: list, gaps: list, copy: Text, language: str) -> list[tuple[int, int]]:
    """Where the pieces stand in their order, the shortest where one holds another."""
    def whole(gap: dict, at: int, sign: int, *, start: bool) -> bool:
        inserted = "insertion" in gap and "omission" not in gap
        return inserted and not is_word(copy.text[sign]) or not cuts(copy, at, start=start)
    later: list[tuple[int, int]] = []
    for number in reversed(range(len(pieces))):
        (piece, head), found = pieces[number], []
        for each in re.finditer(f"(?={re.escape(piece[head:])})", copy.text):
            begin, gap = each.start() - head, gaps[number + 1]
            end = begin + len(piece)
            ends = [b for a, b in later if a >= end and may_stand(gap, copy.text[end:a], language)]
            if (begin >= 0 and fold(copy.text[begin:begin + head]) == fold(piece[:head])
                    and whole(gaps[number], begin, begin, start=True)
                    and whole(gap, end, end - 1, start=False)
                    and (ends or number == len(pieces) - 1)):
                found.append((begin, min(ends, default=end)))
        later = found
    return [a for a in later if not any(b != a and b[0] >= a[0] and b[1] <= a[1] for b in later)]

def locate(exact: str, copy: Text, about: dict) -> tuple[int, int]:
    """Start and end of the only place of a quotation, of which `about` has what the site tells."""
    words, before, after = (Text(each).text for each in (
        exact, about.get("prefix", ""), about.get("suffix", "")))
    language = about.get("language", "").split("-")[0].lower()
    language = MARKS["same_language"].get(language, language)
    marked = take_apart(words, language, set())
    literal = {mark[0] for mark in MARK.finditer(words) if mark[0] in copy.text}
    own = take_apart(words, language, literal) if literal else None
    for reading in filter(None, (([(words, 0)], [{}, {}]), own, marked)):
        if found := ways(*reading, copy, language):
            fitting = [(start, end) for start, end in found
                       if copy.text[:start].removesuffix(" ").endswith(before)
                       and copy.text[end:].removeprefix(" ").startswith(after)]
            if len(fitting) != 1:
                raise Refused(f"the words stand there {len(fitting)} times")
            return fitting[0]
    raise Refused("the words do not stand there")

# --- 7 A publication
WANTED = {"prefix", "suffix", "start", "end"}

def listed(value: object) -> list:
    return value if isinstance(value, list) else [value]

def told_by(site: Path) -> dict[str, dict]:
    """What the site's data files say of each quotation that a story cites."""
    found: dict[str, dict] = {}
    def tell(id: str, **told: object) -> None:
        about = found.setdefault(id, {})
        if any(about.setdefault(key, value) != value for key, value in told.items()):
            raise Refused(f"{id}: the site's data files disagree")
    for table in site.glob("stories/*.quotations.csv"):
        rows = csv.DictReader(io.StringIO(table.read_bytes().decode("utf-8"), newline=""))
        cells = [{key: each[key].removeprefix("'") for key in ("id", "exact", "source")}
                 for each in rows]
        path = Path(str(table).removesuffix("quotations.csv") + "annotations.json")
        items, annotated = json.loads(path.read_text("utf-8"))["first"]["items"], set()
        for target in (each for item in items for each in listed(item["target"])):
            if isinstance(target, dict):
                id = target["id"].removeprefix("#q.").split(".")[0]
                annotated.add(id)
                tell(id, language=target["source"].get("language", ""))
                for each in listed(target["selector"]):
                    tell(id, **{key: each[key] for key in WANTED & each.keys()})
                    if "exact" in each:
                        found[id].setdefault("pieces", []).append(each["exact"])
        if annotated != {each["id"] for each in cells}:
            raise Refused(f"{table.name}: the annotations are of other quotations")
        for each in cells:
            tell(each["id"], source=each["source"], exact=each["exact"])
    return found

def shown_by(site: Path, source: str, id: str) -> str:
    """The words of a quotation on its source's page: the block in the only element of its id."""
    page = (site / f"sources/{source}.html").read_text("utf-8").split(f' id="q.{id}"')
    behind = page[-1].split(' id="q.')[0] if len(page) == 2 else ""
    block = re.search(r"<blockquote[^>]*>(.*?)</blockquote>", behind, re.DOTALL)
    return Text(html.unescape(re.sub("<[^>]*>", "", block[1]))).text if block else ""

def check_quotation(site: Path, id: str, locked: dict, about: dict, copy: Text | None) -> None:
    """Raises: Refused, with what is wrong."""
    spot, exact = (int(locked["start"]), int(locked["end"])), locked["exact"]
    marked = bool(MARK.search(exact))
    if locked["words"] != f"sha256:{sha256(exact.encode())}":
        raise Refused("the lock's digest is not that of its words")
    mine = {"source": locked["source"], "exact": exact, "start": spot[0], "end": spot[1]}
    if any(about.get(key, value) != value for key, value in mine.items()):
        raise Refused("the site has other words, or another source or place, than the lock")
    if any(Text(each).text not in Text(exact).text if marked else each != exact
           for each in about.get("pieces", ())):
        raise Refused("its annotation has other words than the lock")
    if Text(exact).text not in shown_by(site, locked["source"], id):
        raise Refused("its source's page does not show the words of the lock")
    if locked.get("marks") != ("1" if marked else None):
        raise Refused("its marks were compared under other rules")
    if copy and locked.get("reader", "static") != "static":
        raise Refused("no browser has read a text")
    # Where no story cites it, or an end is a mark, no data file has the editor's context.
    context = {key: locked[key] for key, end in (("prefix", exact[:1]), ("suffix", exact[-1:]))
               if not about or end in "[]"}
    if copy and (about or not marked):
        start, end = found = locate(exact, copy, about | context)
        around = copy.text[max(0, start - 32):start].strip(), copy.text[end:end + 32].strip()
        if found != spot or around != (locked["prefix"], locked["suffix"]):
            raise Refused(f"the words stand at {start} to {end}, and the lock says otherwise")

def check_lock(site: Path, file: Path, copies: Path | None) -> list[str]:
    build, texts = json.loads((site / "build.json").read_text("utf-8")), {}
    is_its_own = (build["lock"] or {}).get("sha256") == sha256(file.read_bytes())
    wrong = [] if is_its_own else ["build.json: the site was built with another lock"]
    lock, told = read_lock(file.read_text("utf-8")), told_by(site)
    if lock["normaliser"] != str(TABLES["version"]):
        return [*wrong, f"the lock: its rules have the version {lock['normaliser']}"]
    for id, source in lock["sources"].items():
        path = copies / f"{id}.txt" if copies else None
        if path and path.is_file():
            texts[id] = Text(path.read_bytes().decode("utf-8-sig"))
            if source["digest"] != f"sha256:{sha256(path.read_bytes())}":
                wrong.append(f"{id}: the copy is not the one of the lock")
    shown = {(page.stem, id) for page in site.glob("sources/*.html")
             for id in re.findall(' id="q\\.([^"]*)"', page.read_text("utf-8"))}
    shown |= {(each.get("source"), id) for id, each in told.items()}
    known = {(each["source"], id) for id, each in lock["quotations"].items()}
    wrong += [f"{id}: it is not in the lock, or of another source" for _, id in shown - known]
    for id, each in lock["quotations"].items():
        if each["source"] not in lock["sources"]:
            wrong.append(f"{id}: its source is not in the lock")
        try:
            check_quotation(site, id, each, told.get(id, {}), texts.get(each["source"]))
        except Refused as why:
            wrong.append(f"{id}: {why}")
    return wrong

def check(site: Path, sums: Path | None, lock: Path | None, copies: Path | None) -> list[str]:
    """All that is wrong with a publication."""
    try:
        return check_digests(site, sums) + (check_lock(site, lock, copies) if lock else [])
    except (Refused, OSError, ValueError, KeyError, TypeError) as error:
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
