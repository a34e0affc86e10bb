#!/usr/bin/env bash
# Rebuilds data/presentation-class2.bin, its manifest with metrics, and the test vectors, from ../shared/data.
# Needs Debian's python3-torch and python3-numpy; libopenblas0-pthread makes it many times faster. About an hour on one core.
set -euo pipefail
cd "$(dirname "$0")"
python="${PYTHON:-/usr/bin/python3}"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

"$python" train.py
"$python" evaluate.py teachers
"$python" evaluate.py students
"$python" evaluate.py leave-out
"$python" evaluate.py report
