// What a reader gives → its text. Nothing that stands in it is run or loaded: a document that
// DOMParser makes belongs to no window.
(() => {
  "use strict";
  const MOST_BYTES = 100e6, MOST_CHARACTERS = 10e6;
  const SKIPPED = "head, script, style, template, noscript, iframe, object, svg, math, textarea, select, datalist, audio, video, canvas, [hidden]";
  const BLOCKS = "address, article, aside, blockquote, br, caption, dd, details, dialog, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, legend, li, main, nav, ol, p, pre, section, summary, table, td, th, tr, ul";

  // The words of a page in the order of its source; a line of its own for each block.
  const textOfPage = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const each of page.querySelectorAll(SKIPPED)) each.remove();
    for (const each of page.querySelectorAll(BLOCKS)) {
      each.before("\n");
      each.after("\n");
    }
    return (page.body?.textContent || "").replace(/[^\S\n]*\n\s*/g, "\n").trim();
  };

  const decode = (bytes, encoding) => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  };

  // The text of a file as {text, isPage}, or {problem}: `pdf`, `unread`, `large` or `encoding`.
  const read = (name, bytes) => {
    const start = String.fromCharCode(...bytes.subarray(0, 4096));
    if (start.startsWith("%PDF")) return { problem: "pdf" };
    const isWide = /^(\xff\xfe|\xfe\xff)/.test(start);
    if (!isWide && start.includes("\0")) return { problem: "unread" };
    const isPage = /\.x?html?$/i.test(name) || /^(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|!--)/i.test(start);
    const declared = isPage && /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(start)?.[1];
    const encodings = isWide ? [start[0] === "\xff" ? "utf-16le" : "utf-16be"] : [declared || "utf-8", "utf-8", ...(isPage ? ["windows-1252"] : [])];
    const text = encodings.reduce((found, encoding) => found ?? decode(bytes, encoding), null);
    if (text === null) return { problem: "encoding" };
    return { text: isPage ? textOfPage(text) : text, isPage };
  };

  // SHA-256 as the site writes it; nothing where a browser computes none, as on pages without https.
  const digest = async (bytes) => {
    if (!globalThis.crypto?.subtle) return "";
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return `sha256:${[...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  };

  const readFile = async (file) => {
    if (file.size > MOST_BYTES) return { problem: "large" };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const found = read(file.name, bytes);
    if (found.text?.length > MOST_CHARACTERS) found.problem = "large";
    return { ...found, name: file.name, digest: await digest(bytes) };
  };

  Object.assign(sxCheck, { readFile, textOfPage, MOST_CHARACTERS });
})();
