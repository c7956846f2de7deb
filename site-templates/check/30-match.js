// Whether a quotation stands in a text, and where: the same as generator/verify/chains.py, damage.py
// and match.py. What is found is {start, end, pieces}; what is not, {reason, count, places}.
(() => {
  "use strict";
  const { pattern, signAt, signBefore, back, ahead, normalised, lineEndHyphens, isWord, isDigit, isAlpha, cutsAWord, isInsertion, isTight, parts, whole } = sxCheck;
  const LETTER = pattern("letter"), LETTERS = pattern("letters", "g"), HYPHEN = pattern("hyphen", "g");
  // With the flag `u`, in which browsers look up classes slowly, only what the first leaves is looked at.
  const PLAIN_OTHERS = /[\0-/:-@[-`{-\x7f]+/g, OTHERS = new RegExp(sxRules.patterns.letters.replace("[", "[^"), "gu");
  const lettersOf = (text) => text.replace(PLAIN_OTHERS, "").replace(OTHERS, "");

  // ---- Where words stand ----

  // A text is cut into blocks of one length. Words stand there only if one of their first few runs of
  // that length is a block, which also says where: a look into a table, and no search.
  const BLOCK = 16, STEP = 50000;

  // Gives a text its blocks: each with its place, or -1 if it comes again. Yields now and then.
  const index = function* (copy) {
    const { text } = copy, blocks = new Map();
    for (let at = 0; at + BLOCK <= text.length; at += BLOCK) {
      const block = text.slice(at, at + BLOCK);
      blocks.set(block, blocks.has(block) ? -1 : at);
      if (at % STEP < BLOCK) yield;
    }
    copy.blocks = blocks;
  };
  const blocksOf = (copy) => {
    if (!copy.blocks) for (const _ of index(copy));
    return copy.blocks;
  };

  // Where words stand first, from an offset on; -1 where they do not.
  const find = (words, copy, from = 0) => {
    let first = -1;
    for (let head = 0; head < BLOCK; head++) {
      const at = words.length < 2 * BLOCK ? -1 : blocksOf(copy).get(words.slice(head, head + BLOCK));
      if (at < 0) return copy.text.indexOf(words, from);
      if (at - head >= from && (first < 0 || at - head < first) && copy.text.startsWith(words, at - head)) first = at - head;
    }
    return first;
  };

  const finds = (words, copy) => {
    const places = [];
    for (let at = find(words, copy); at >= 0 && places.length < sxRules.mostPlaces; at = find(words, copy, at + 1)) places.push(at);
    return places;
  };

  const bisect = (rows, value) => {
    let low = 0, high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const endOf = (chain) => chain[chain.length - 1][1];

  // ---- The pieces of a quotation in their order ----

  const chains = (wanted, copy, language) => {
    let found = [];
    for (let index = wanted.pieces.length - 1; index >= 0; index--) {
      const after = wanted.gaps[index + 1];
      const spans = occurrences(wanted.pieces[index], wanted.gaps[index], after, copy);
      found = index === wanted.pieces.length - 1 ? spans.map((span) => [span]) : joined(spans, after, found, copy.text, language);
      if (!found.length) return [];
    }
    const shortest = [];
    for (const chain of found.reverse()) {
      if (!shortest.length || endOf(chain) < endOf(shortest[shortest.length - 1])) shortest.push(chain);
    }
    return shortest.reverse();
  };

  const joined = (spans, gap, rest, text, language) => {
    const starts = rest.map((chain) => chain[0][0]), soonest = [...rest];
    for (let at = rest.length - 2; at >= 0; at--) if (endOf(soonest[at + 1]) <= endOf(soonest[at])) soonest[at] = soonest[at + 1];
    const made = [];
    for (const span of spans) {
      const first = bisect(starts, span[1]);
      const candidates = !isTight(gap) ? soonest.slice(first, first + 1)
        : rest.slice(first, bisect(starts, ahead(text, span[1], sxRules.reach + 1)))
          .filter((chain) => sxCheck.mayReplace(gap, text.slice(span[1], chain[0][0]), language));
      if (!candidates.length) continue;
      made.push([span, ...candidates.reduce((best, each) => (endOf(each) < endOf(best) ? each : best))]);
    }
    return made;
  };

  const occurrences = (piece, before, after, copy) => {
    const spans = [], { text } = copy, many = [...piece.head].length, body = piece.text.slice(piece.head.length);
    for (const found of finds(body, copy)) {
      const start = back(text, found, many), end = found + body.length;
      const head = text.slice(start, found);
      if (many && ([...head].length < many || !sxCheck.lettersAlike(head, piece.head))) continue;
      if (fits(copy, start, before, true) && fits(copy, end, after, false)) spans.push([start, end]);
    }
    return spans;
  };

  const fits = (copy, at, gap, isStart) => (isInsertion(gap) && !isWord(isStart ? signAt(copy.text, at) : signBefore(copy.text, at)))
    || !cutsAWord(copy, at, isStart);

  // ---- Words that stand there only across damage ----

  const damaged = (pieces, copy) => {
    const bones = pieces.map(lettersOf);
    if ([...bones.join("")].length < sxRules.shortestDamaged) return null;
    copy.skeleton ??= { text: lettersOf(copy.text) };
    let at = 0, first = -1;
    for (const bone of bones) {
      at = findNumberWhole(bone, copy.skeleton, at);
      if (at < 0) return null;
      if (first < 0) first = at;
      at += bone.length;
    }
    return fromSkeleton(first, at, copy.text);
  };

  const findNumberWhole = (bone, skeleton, from) => {
    let at = find(bone, skeleton, from);
    for (; at >= 0 && bone; at = find(bone, skeleton, at + 1)) {
      const goesOn = (isDigit(signAt(bone, 0)) && isDigit(signBefore(skeleton.text, at)))
        || (isDigit(signBefore(bone, bone.length)) && isDigit(signAt(skeleton.text, at + bone.length)));
      if (!goesOn) break;
    }
    return at;
  };

  const fromSkeleton = (start, end, text) => {
    let first = null, done = 0;
    for (const { 0: letters, index } of text.matchAll(LETTERS)) {
      if (first === null && start < done + letters.length) first = index + start - done;
      if (end <= done + letters.length) return [first || 0, index + end - done];
      done += letters.length;
    }
    return [first || 0, text.length];
  };

  // ---- A quotation ----

  const lost = (reason, count = 0, places = []) => ({ reason, count, places });
  const spanOf = (way) => [way[0][0], endOf(way)];
  const hasOwnWords = (words) => !words.includes("[") || parts(words).pieces.some((piece) => LETTER.test(piece.text));

  const locateNormalised = (words, copy, prefix, suffix, language) => {
    const { text } = copy, start = find(words, copy), end = start + words.length;
    if (words && start >= 0 && !prefix && !suffix && find(words, copy, start + 1) < 0
      && !(cutsAWord(copy, start, true) || cutsAWord(copy, end, false))
      && (isAlpha(signAt(words, 0)) || LETTER.test(words)) && hasOwnWords(words)) return { start, end, pieces: [[start, end]] };
    const taken = parts(words, language);
    if (!taken.pieces.some((piece) => LETTER.test(piece.text))) return lost("empty");
    // What stands nowhere as it is, is not looked for in vain again.
    let ways = start < 0 ? [] : chains(whole(words), copy, language);
    if (ways.length) return choose(ways, text, prefix, suffix);
    if (start < 0 && !words.includes("[")) return notLocated(words, taken, copy, language);
    const literal = new Set(sxCheck.brackets(words).slice(0, sxRules.mostMarks).filter((each) => text.includes(each)));
    for (const wanted of literal.size ? [parts(words, language, literal), taken] : [taken]) {
      ways = wanted.flaw ? [] : chains(wanted, copy, language);
      if (ways.length) return choose(ways, text, prefix, suffix);
    }
    return notLocated(words, taken, copy, language);
  };

  const notLocated = (words, taken, copy, language) => {
    if (taken.flaw) return lost(taken.flaw);
    if (taken.gaps.some((gap) => gap.inserted.length)) {
      const gaps = taken.gaps.map((gap) => ({ ...gap, isOmission: gap.inserted.length > 0 }));
      const ways = chains({ ...taken, gaps }, copy, language);
      if (ways.length) return lost("replaces", ways.length, ways.slice(0, 5).map(spanOf));
    }
    const inside = finds(words, copy);
    if (inside.length) return lost("inside", inside.length, inside.slice(0, 5).map((at) => [at, at + words.length]));
    const pieces = taken.pieces.map((piece) => piece.text);
    if (pieces.length > 1 && pieces.every((piece) => copy.text.includes(piece))) return lost("apart");
    const place = damaged(pieces, copy);
    return place ? lost("damage", 1, [place]) : lost("nowhere");
  };

  const choose = (ways, text, prefix, suffix) => {
    const fitting = ways.filter((pieces) => standsBefore(prefix, text, pieces[0][0]) && standsAfter(suffix, text, endOf(pieces)));
    if (fitting.length === 1) return { start: fitting[0][0][0], end: endOf(fitting[0]), pieces: fitting[0] };
    const meant = fitting.length ? fitting : ways;
    return lost(fitting.length ? "several" : "context", meant.length, meant.slice(0, 5).map(spanOf));
  };

  const standsBefore = (prefix, text, at) => text.endsWith(prefix, at) || text.endsWith(`${prefix} `, at);
  const standsAfter = (suffix, text, at) => text.startsWith(suffix, at) || text.startsWith(` ${suffix}`, at);

  // With the hyphens of line ends, of which nobody knows whether they are the words' own.
  const locate = (exact, copy, prefix, suffix, language) => {
    const [words, before, after] = [exact, prefix || "", suffix || ""].map(normalised);
    const found = locateNormalised(words, copy, before, after, language);
    const places = lineEndHyphens(copy);
    if (found.pieces || !places.size) return found;
    const keys = [...words.matchAll(HYPHEN)].map((each) => `${each[1]}-${each[2]}`).filter((key) => places.has(key));
    if (!keys.length) return found;
    const bare = words.replace(HYPHEN, (all, one, other) => (places.has(`${one}-${other}`) ? one : all));
    const again = locateNormalised(bare, copy, before, after, language);
    const isAtLineEnds = again.pieces && keys.every((key) => places.get(key).some((at) => again.pieces.some(([start, end]) => start < at && at < end)));
    return isAtLineEnds ? again : found;
  };

  Object.assign(sxCheck, { bisect, index, locate });
})();
