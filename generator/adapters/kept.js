// What the scripts of `explainer serve` keep in the browser. What it refuses to keep, such as in a
// private window, is not kept: nothing depends on it. Stands before each of them.
var sxKept = {
  kept: (storage, name) => {
    try {
      return window[storage].getItem(name);
    } catch {
      return null;
    }
  },
  keep: (storage, name, value) => {
    try {
      window[storage].setItem(name, value);
    } catch {
      // The page itself still knows.
    }
  },
};
