// Beside each link to a page that other sites may frame, a button that copies the HTML which does so.
(() => {
  "use strict";
  const told = document.querySelector("[data-code]")?.dataset;
  const site = document.querySelector("link[rel~=canonical]");
  if (!told?.code || !site) return;
  document.querySelectorAll(".sx-embeds a").forEach((link, number) => {
    const address = new URL(link.getAttribute("href"), site.href).href;
    const code = told.code.replace("%1", address).replace("%2", link.dataset.height);
    link.id = `embed.${number}`;
    link.after(" ", sx.copyButton(told.copy, sxSpoken.copied, () => code));
    link.nextElementSibling.setAttribute("aria-describedby", link.id);
  });
})();
