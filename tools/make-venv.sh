#!/bin/sh
# Makes a virtual environment. Debian keeps the venv module in a package of its own.
# Usage: make-venv.sh PYTHON FOLDER
set -eu
python=$1
folder=$2
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; this is $("$python" --version)" >&2
  exit 1
}
if [ ! -x "$folder/bin/pip" ]; then
  rm -rf "$folder"
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq --no-install-recommends "python$version-venv"
  fi
  "$python" -m venv "$folder"
fi
