// Asks for the map that can be used when its reader does: by the button, a choice, the picture or
// the address. Until then the pictures serve, and nothing of the map is loaded.
(() => {
  "use strict";
  const root = document.querySelector(".sx-map");
  const $ = (selector) => root.querySelector(selector);
  const said = root.dataset;
  const choice = $(".sx-map-choice");
  const use = $(".sx-map-use");

  const add = (tag, properties, before) => new Promise((onload, onerror) => {
    const element = Object.assign(document.createElement(tag), { ...properties, onload, onerror });
    before ? before.before(element) : document.head.append(element);
  });

  let asked;
  const load = async () => {
    root.setAttribute("aria-busy", "true");
    try {
      // The page's own rules come after Leaflet's; scripts run in this order.
      const own = document.querySelector("body link[rel=stylesheet]");
      await add("link", { rel: "stylesheet", href: said.leafletStyle }, own);
      const scripts = [said.leaflet, said.live, said.world];
      await Promise.all(scripts.map((src) => add("script", { src, async: false })));
    } catch {
      $("[role=status]").textContent = sxSpoken.failed; // the pictures stay
      use.hidden = true;
    }
    root.removeAttribute("aria-busy");
  };
  const ask = ({ target }) => {
    root.wanted = target.dataset?.of; // what the live map opens
    asked ??= load();
  };

  const operation = new URLSearchParams(location.search).get("operation");
  const radios = [...choice.elements];
  const chosen = radios.find((radio) => operation && radio.value === operation) || radios[0];
  if (!chosen.checked) chosen.checked = true;
  choice.hidden = use.hidden = false;
  choice.addEventListener("change", ask);
  use.addEventListener("click", ask);
  $(".sx-map-stage").addEventListener("click", ask);
  if (/[?&](operation|role)=./.test(location.search)) ask({ target: root });
})();
