#!/bin/sh
# Installs the fuzzer beside the project's own environment, which stays as it is locked.
# Usage: fuzz-install.sh PIP FOLDER
set -eu
pip=$1
folder=$2
here=$(dirname "$0")

[ ! -d "$folder/atheris" ] || exit 0
"$pip" install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
  --target "$folder" -r "$here/fuzz-requirements.txt" || {
  echo "atheris could not be installed: it is published for Linux on x86-64, Python 3.11 to 3.13" >&2
  exit 1
}
