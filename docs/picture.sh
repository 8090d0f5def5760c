#!/usr/bin/env bash
# Renders the pictures in the README, from a real workbook and a real timeline. Needs LibreOffice Calc and poppler-utils.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gapcheck report budapest --as-at 2023-12-20 --classification "UNCLASSIFIED SAMPLE" --out "$work" --formats xlsx
cd "$work"
soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to pdf budapest_2023-12-20_matrix.xlsx >/dev/null
# The page of the sheet Matrix that tells of art 16(1) first.
page=1
until pdftotext -f "$page" -l "$page" -layout budapest_2023-12-20_matrix.pdf text && grep -q 'Matrix, page' text && grep -q '16(1) ' text; do page=$((page + 1)); done
pdftoppm -r 110 -f "$page" -l "$page" -x 20 -y 20 -W 1780 -H 900 -png -singlefile budapest_2023-12-20_matrix.pdf matrix
mkdir -p "$here/images"
mv matrix.png "$here/images/matrix.png"
gapcheck timeline budapest --from 2003-01-01 --to 2026-11-21 --format svg --out "$here/images/timeline.svg"
