// Where a word or a number begins and ends, and what an editor's marks in a quotation mean: the same
// as generator/verify/words.py, function_words.py and marks.py, which say why.
(() => {
  "use strict";
  const { pattern, signs, signAt, signBefore, back, ahead } = sxCheck;
  const list = (written) => new Set(written.split(" "));
  const table = (written) => new Map(Object.entries(written).map(([language, words]) => [language, list(words)]));
  const [LETTER, UNSPACED, ENDS_IN_GROUP, LAST_WORD, AT_END, STOP] = ["letter", "unspaced", "endsInGroup", "lastWord", "atEnd", "stop"].map((name) => pattern(name));
  const [GROUP, LETTERS, AT_BEGINNING] = ["group", "words", "atBeginning"].map((name) => pattern(name, "y"));
  const [TOKEN, MARK, WORDS] = ["token", "mark", "words"].map((name) => pattern(name, "g"));
  const OMISSION = new RegExp(`^(?:${sxRules.patterns.omission})$`, "u");
  const NUMERIC_LETTERS = signs(sxRules.numericLetters), OTHER_DIGITS = signs(sxRules.otherDigits);
  const REPLACEABLE = table(sxRules.replaceable), NUMBER_WORDS = table(sxRules.numberWords);
  const MULTIPLIERS = list(sxRules.multipliers), ARTICLES = list(sxRules.articles);
  const CASE_FOLDS = new Map(sxRules.caseFolds.split(" ").map(([first, ...others]) => [first, others.join("")]));
  const [DASHES, JOINS_BEFORE, JOINS_BEHIND] = [sxRules.dashes, sxRules.joinsBefore, sxRules.joinsBehind].map((each) => new Set(each));

  const isAlpha = (text) => /^\p{L}+$/u.test(text);
  const isMark = (sign) => /^\p{M}/u.test(sign);
  const isWord = (sign) => LETTER.test(sign) || isMark(sign);
  const isDigit = (sign) => /^\p{Nd}/u.test(sign) || OTHER_DIGITS.has(sign);
  const isNumeric = (sign) => /^\p{N}/u.test(sign) || NUMERIC_LETTERS.has(sign);
  const casefold = (text) => [...text].map((sign) => CASE_FOLDS.get(sign) ?? sign.toLowerCase()).join("");
  const matchAt = (sticky, text, at) => {
    sticky.lastIndex = at;
    return sticky.exec(text);
  };

  const languageOf = (language) => {
    const tag = (language || "").split("-")[0].toLowerCase();
    return sxRules.sameLanguage[tag] || tag;
  };
  const isReplaceable = (word, language) => !!REPLACEABLE.get(languageOf(language))?.has(casefold(word));
  const isNumberWord = (word, language) => MULTIPLIERS.has(casefold(word)) || !!NUMBER_WORDS.get(languageOf(language))?.has(casefold(word));
  const isMultiplied = (number, word) => MULTIPLIERS.has(casefold(word))
    && (isDigit(signBefore(number, number.length)) || [...NUMBER_WORDS.values()].some((words) => words.has(casefold(number))));

  // ---- Words ----

  const originalAt = (copy, at) => copy.original.slice(...sxCheck.span(copy, at, at + 1));

  const cutsAWord = (copy, at, isStart) => {
    const { text } = copy;
    if (at <= 0 || at >= text.length) return false;
    const before = signBefore(text, at), after = signAt(text, at);
    if (before === " " || after === " ") {
      const space = after === " " ? at : at - 1;
      return cutsDigitGroups(copy, space) || partsNumberWords(text, space);
    }
    if (isMark(after)) return true;
    if (!(isNumeric(before) && isNumeric(after)) && (UNSPACED.test(before) || UNSPACED.test(after))) return false;
    if (isStart && before === "-" && isDigit(after) && isSign(copy, at - 1)) return true;
    const low = back(text, at, sxRules.wordReach), high = ahead(text, at, sxRules.wordReach);
    const start = low + text.slice(low, at).lastIndexOf(" ") + 1, end = text.slice(at, high).indexOf(" ");
    const near = text.slice(start, end < 0 ? high : at + end).replace(/\p{M}/gu, (mark) => "x".repeat(mark.length));
    for (const { 0: token, index } of near.matchAll(TOKEN)) {
      if (index < at - start && at - start < index + token.length) return isCut(copy, token, start + index, at, isStart);
    }
    return false;
  };

  const isCut = (copy, token, start, at, isStart) => {
    const head = token.slice(0, at - start), tail = token.slice(at - start);
    if (!isStart && tail.toLowerCase() === "'s") return false;
    if (isStart && head.endsWith("'") && ARTICLES.has(head.slice(0, -1).toLowerCase())) return false;
    if (!head.endsWith("-") && !tail.startsWith("-")) return true;
    const last = head.replace(/-+$/, ""), next = tail.replace(/^-+/, "");
    if (isDigit(signBefore(last, last.length)) && isDigit(signAt(next, 0))) return true;
    return !DASHES.has(originalAt(copy, head.endsWith("-") ? at - 1 : at));
  };

  const isSign = (copy, at) => (at === 0 || !isWord(signBefore(copy.text, at))) && !DASHES.has(originalAt(copy, at));

  const cutsDigitGroups = (copy, space) => ENDS_IN_GROUP.test(copy.text.slice(back(copy.text, space, 4), space))
    && !!matchAt(GROUP, copy.text, space + 1) && !originalAt(copy, space).includes("\n");

  const partsNumberWords = (text, space) => {
    const before = LAST_WORD.exec(text.slice(back(text, space, sxRules.wordReach), space));
    const after = matchAt(LETTERS, text, space + 1);
    if (!before || !after) return false;
    return (isDigit(signBefore(before[0], before[0].length)) && isNumeric(signAt(after[0], 0))) || isMultiplied(before[0], after[0]);
  };

  // ---- Marks: a gap is {inserted, isOmission, isJoint, hasSpace}, a piece {text, head} ----

  const gap = (hasSpace = false) => ({ inserted: [], isOmission: false, isJoint: false, hasSpace });
  const isInsertion = (each) => each.inserted.length > 0 && !each.isOmission;
  const isTight = (each) => each.isJoint || isInsertion(each);
  const mayReplace = (each, there, language) => {
    if (each.isOmission) return true;
    if (each.isJoint && !each.inserted.length) return there === (each.hasSpace ? " " : "");
    const word = there.trim();
    return !word || isReplaceable(word, language);
  };

  const brackets = (words) => [...words.matchAll(MARK)].map((mark) => mark[0]);
  const whole = (words) => ({ pieces: [{ text: words, head: "" }], gaps: [gap(), gap()], flaw: "" });

  const parts = (words, language, literal = new Set()) => {
    const pieces = [], gaps = [gap()];
    let flaw = "", at = 0, head = "";
    for (const mark of [...[...words.matchAll(MARK)].filter((each) => !literal.has(each[0])), null]) {
      const text = words.slice(at, mark ? mark.index : words.length);
      if (text.trim()) {
        pieces.push({ text: head + text.trim(), head });
        gaps.push(gap(text.endsWith(" ")));
        head = "";
      }
      if (!mark) break;
      at = mark.index + mark[0].length;
      const last = gaps[gaps.length - 1];
      if (changesCase(words, mark)) {
        head = mark[1];
        last.isJoint = pieces.length > 0 && !last.inserted.length && !last.isOmission && !last.isJoint;
      } else if (OMISSION.test(mark[1])) {
        last.isOmission = true;
      } else {
        flaw ||= flawOf(words, mark, language);
        last.inserted.push(mark[1].trim());
      }
    }
    return { pieces, gaps, flaw };
  };

  const changesCase = (words, mark) => isAlpha(mark[1]) && [...casefold(mark[1])].length === [...mark[1]].length
    && isAlpha(signAt(words, mark.index + mark[0].length)) && !isAttached(words, mark.index, -1);

  const flawOf = (words, mark, language) => {
    const inside = [...mark[1]], end = mark.index + mark[0].length;
    if (inside.some((sign) => isNumeric(sign) || isDigit(sign))) return "digit";
    if (!inside.some(isAlpha)) return "empty-mark";
    if (isAttached(words, mark.index, -1) || isAttached(words, end, 1)) return "touching";
    return isByNumber(words, mark.index, end, mark[1], language) ? "number" : "";
  };

  const isAttached = (words, at, step) => {
    const sign = step < 0 ? signBefore(words, at) : signAt(words, at);
    if (!sign) return false;
    const beyond = step < 0 ? signBefore(words, at - sign.length) : signAt(words, at + sign.length);
    return isWord(sign) || ((step < 0 ? JOINS_BEFORE : JOINS_BEHIND).has(sign) && !!beyond && isWord(beyond));
  };

  const isByNumber = (words, start, end, inside, language) => {
    const own = (inside.match(WORDS) || []).some((word) => isNumberWord(word, language));
    const before = words.slice(back(words, start, sxRules.near), start), after = words.slice(end, ahead(words, end, sxRules.near));
    if (isNumber(lastToken(before), language, own) || isNumber(firstToken(after), language, own)) return true;
    return own && [lastToken(before.replace(MARK, " ")), firstToken(after.replace(MARK, " "))].some((token) => isNumber(token, language, true));
  };

  const lastToken = (before) => {
    const found = AT_END.exec(before);
    return found && !STOP.test(found[2]) ? found[1] : "";
  };
  const firstToken = (after) => {
    const found = matchAt(AT_BEGINNING, after, 0);
    return found && !STOP.test(found[1]) ? found[2] : "";
  };
  const isNumber = (token, language, wordsToo) => [...token].some(isNumeric)
    || (wordsToo && (token.match(WORDS) || []).some((word) => isNumberWord(word, language)));

  const lettersAlike = (one, other) => casefold(one).normalize() === casefold(other).normalize();

  Object.assign(sxCheck, {
    isWord, isDigit, isNumeric, isAlpha, casefold, cutsAWord,
    isInsertion, isTight, mayReplace, brackets, whole, parts, lettersAlike,
  });
})();
