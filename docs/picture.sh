#!/usr/bin/env bash
# Draws the pictures of the README and docs/ from real outputs. Needs the extra pdf, and pdftoppm (poppler-utils).
set -euo pipefail
images=$(cd "$(dirname "$0")" && pwd)/images
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$images"
gapcheck picture budapest --as-at 2026-11-21 --since 2023-12-20 --classification UNCLASSIFIED --out "$images/strip.svg"
gapcheck timeline budapest --from 2003-01-01 --to 2026-11-21 --format svg --out "$images/timeline.svg"
gapcheck report uncc --as-at 2026-11-21 --classification UNCLASSIFIED --formats brief --out "$work"
pdftoppm -r 72 -png -singlefile "$work/uncc_2026-11-21_brief.pdf" "$images/brief"
