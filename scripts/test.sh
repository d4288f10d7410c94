#!/usr/bin/env bash
# npm test: everything, on a fresh clone.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/bootstrap.sh prometheus=prometheus promtool=prometheus chromium=chromium qpdf=qpdf pdfinfo=poppler-utils
exec node scripts/test.mjs "$@"
