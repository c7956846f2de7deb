// On a phone the style sheet stacks the cells of a table, and some browsers then forget that it is
// one. The roles that remind them may not stand in the HTML itself.
(() => {
  "use strict";
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const headers = (cell) => (cell.scope === "col" ? "columnheader" : "rowheader");
  const remind = (table) => {
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) {
      part.setAttribute("role", ROLES[part.tagName] || headers(part));
    }
  };
  for (const table of document.querySelectorAll(".sx-countries")) sx.whenOpen(table, remind);
})();
