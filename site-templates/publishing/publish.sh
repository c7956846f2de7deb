#!/bin/sh
# Checks and builds a site, and copies it to a server of your own or into a bucket.
#
#   sh publish.sh rsync USER@HOST:/var/www/site/
#   sh publish.sh s3 BUCKET
#
# Run it in the folder of mkdocs.yml, beside requirements.lock; `explainer docs publishing` says
# how that file is made. Nothing is copied unless everything before it was right. What is no
# part of the site any more is removed at its destination. Set EXPLAINER_REVISION to the commit that
# you build, if the site shall name it.
#
# ssh and aws take their keys from where they always do; none belongs into this file.
set -eu

usage() {
  echo "usage: publish.sh rsync HOST:FOLDER/ | publish.sh s3 BUCKET" >&2
  exit 2
}

[ "$#" -eq 2 ] || usage
how=$1
where=$2
case $how in
  rsync | s3) ;;
  *) usage ;;
esac
case $where in
  "" | -*) usage ;;
esac

[ -x .explainer/bin/pip ] || python3 -m venv .explainer
.explainer/bin/pip install --quiet --require-hashes --only-binary :all: -r requirements.lock
PATH="$PWD/.explainer/bin:$PATH"

explainer check --strict
if [ -d content/archive ]; then
  before=$(cksum < content/quotations.lock.yml)
  explainer verify --strict
  if [ "$before" != "$(cksum < content/quotations.lock.yml)" ]; then
    echo "content/quotations.lock.yml was not current: look at it, and keep it" >&2
    exit 1
  fi
fi
explainer build --strict
explainer verify-site --quiet site

case $how in
  rsync) rsync --archive --checksum --delete-after --no-owner --no-group -- site/ "$where" ;;
  s3) aws s3 sync site "s3://$where" --delete ;;
esac

# What has come to be known of a library is no reason to leave a mistake standing: so this comes
# last, and fails loudly. A row with an address, such as the generator's own wheel, is in no
# registry; without --strict, what nobody could be asked about would pass for sound.
sed '/ @ /,/[^\]$/d' requirements.lock > .explainer/audited.lock
pip-audit --strict --require-hashes --disable-pip -r .explainer/audited.lock
