{# Made once for a site, by MkDocs: it has the colour schemes of mkdocs.yml. #}
// The colour schemes. The script runs before anything is painted; it makes a button for each scheme,
// which leads to the next one, and keeps what a reader chooses where the theme's own script would keep
// it, and in the same form.
(() => {
  "use strict";
  document.documentElement.className = "js";
  const here = document.currentScript;
  const options = [
{% for option in config.theme.palette if config.theme.palette is not mapping %}
{% set icon %}{% if option.toggle %}{% include ".icons/" ~ option.toggle.icon ~ ".svg" %}{% endif %}{% endset %}
    { media: {{ option.media | d("", true) | tojson }}, scheme: {{ option.scheme | d("default", true) | tojson }}, primary: {{ option.primary | d("indigo", true) | tojson }}, accent: {{ option.accent | d("indigo", true) | tojson }}, name: {{ (option.toggle or {}).name | d("", true) | tojson }}, icon: {{ icon | trim | tojson }} },
{% endfor %}
  ];
  if (!options[0]) return;

  for (const { name, icon } of options) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "md-header__button md-icon sx-scheme";
    button.hidden = true; // until a script is there that knows what to do
    if (name) button.title = button.ariaLabel = name;
    if (icon) button.append(new DOMParser().parseFromString(icon, "image/svg+xml").documentElement);
    here.before(button);
  }

  const key = new URL("..", here.src).pathname + ".__palette";
  const suits = ({ media }) => matchMedia(media).matches;
  let at = -1;
  try {
    at = JSON.parse(localStorage.getItem(key)).index;
  } catch {
    // Nothing is kept, or something else, or nothing may be.
  }
  if (!options[at]) at = Math.max(0, options.findIndex(suits));

  // Puts a scheme onto the page, that of the number if there is one, and gives the number in use.
  window.sxScheme = (number) => {
    if (number != null) at = number;
    const chosen = options[at];
    // The system's choice is one of the others.
    const system = chosen.media === "(prefers-color-scheme)";
    const used = (system && options.find((other) => other !== chosen && other.media && suits(other))) || chosen;
    const color = {};
    for (const name of ["media", "scheme", "primary", "accent"]) {
      color[name] = used[name];
      document.body.setAttribute(`data-md-color-${name}`, used[name]);
    }
    if (number == null) return at;
    try {
      localStorage.setItem(key, JSON.stringify({ index: at, color: { ...color, media: chosen.media } }));
    } catch {
      // It holds for this page all the same.
    }
    return at;
  };
  sxScheme();
})();
