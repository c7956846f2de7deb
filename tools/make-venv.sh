#!/bin/sh
# Makes .venv with the given Python. Debian keeps the venv module in a package of its own.
set -eu
python=${1:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; this is $("$python" --version)" >&2
  exit 1
}
if [ ! -x .venv/bin/pip ]; then
  rm -rf .venv
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq --no-install-recommends "python$version-venv"
  fi
  "$python" -m venv .venv
fi
