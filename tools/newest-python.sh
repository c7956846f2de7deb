#!/bin/sh
# Prints the path of the newest released Python on this machine, 3.11 or newer. Each is tried: a
# name on the path may be a shim of pyenv's whose version is not chosen.
set -eu
minor=20
while [ "$minor" -ge 11 ]; do
  for python in "python3.$minor" "${PYENV_ROOT:-$HOME/.pyenv}/versions/3.$minor".*/bin/"python3.$minor"; do
    if "$python" -c "
import sys
sys.exit(sys.version_info[:2] != (3, $minor) or sys.version_info.releaselevel != 'final')
" 2>/dev/null; then
      command -v "$python"
      exit
    fi
  done
  minor=$((minor - 1))
done
echo "Python 3.11 or newer is needed" >&2
exit 1
