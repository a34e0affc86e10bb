#!/usr/bin/env bash
# Rebuilds the presentation packs from ../shared/data: training/presentation/build.sh class1 class2
# Needs Debian's python3-torch and python3-numpy; libopenblas0-pthread makes it many times faster.
set -euo pipefail
cd "$(dirname "$0")"
export PYTHON="${PYTHON:-/usr/bin/python3}" OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

class1() {
  local teachers folds
  teachers=$(cd class1 && "$PYTHON" -c 'from recipes import SEEDS; print(*SEEDS)')
  folds="0 1 2 3"
  # One thread each, two at a time: the weights depend on the number of threads.
  echo "$teachers" | tr ' ' '\n' | xargs -P 2 -I{} "$PYTHON" class1/train_teacher.py {}
  "$PYTHON" class1/train_student.py
  "$PYTHON" class1/fit_processing.py
  echo "$folds" | tr ' ' '\n' | xargs -P 2 -I{} "$PYTHON" class1/leave_alleles_out.py train {}
  "$PYTHON" class1/export_pack.py
  "$PYTHON" class1/evaluate.py student --peers
  "$PYTHON" class1/evaluate.py teacher --peers
  "$PYTHON" class1/leave_alleles_out.py report
}

class2() {
  class2/build.sh
}

if [ $# -eq 0 ]; then set -- class1 class2; fi
for part in "$@"; do "$part"; done
