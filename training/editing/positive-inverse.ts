/** Rows worked on together: 32 rows of some 4,000 numbers stay in the cache. */
const BAND = 32;
/** Sums kept in registers: 4 rows by 4 rows. */
const SIDE = 4;

/**
 * The inverse of a symmetric positive definite matrix (row-major, n x n), both triangles filled. `a` is overwritten.
 * By Cholesky, the inverse of the factor, and its product with itself, all as products of rows.
 */
export function positiveInverse(a: Float64Array, n: number): Float64Array {
  factorise(a, n);
  const inverse = inverseFactor(a, n);
  productOfRows(inverse, a, n);
  return a;
}

/** `sums[4 r + c]` = row `i + r` of x times row `j + c` of y over the columns from `from` to `to`. */
function dots(
  x: Float64Array,
  i: number,
  y: Float64Array,
  j: number,
  n: number,
  from: number,
  to: number,
  sums: Float64Array,
): void {
  let [s00, s01, s02, s03] = [0, 0, 0, 0];
  let [s10, s11, s12, s13] = [0, 0, 0, 0];
  let [s20, s21, s22, s23] = [0, 0, 0, 0];
  let [s30, s31, s32, s33] = [0, 0, 0, 0];
  const x0 = Math.min(i, n - 1) * n;
  const x1 = Math.min(i + 1, n - 1) * n;
  const x2 = Math.min(i + 2, n - 1) * n;
  const x3 = Math.min(i + 3, n - 1) * n;
  const y0 = Math.min(j, n - 1) * n;
  const y1 = Math.min(j + 1, n - 1) * n;
  const y2 = Math.min(j + 2, n - 1) * n;
  const y3 = Math.min(j + 3, n - 1) * n;
  for (let k = from; k < to; k++) {
    const a0 = x[x0 + k] as number;
    const a1 = x[x1 + k] as number;
    const a2 = x[x2 + k] as number;
    const a3 = x[x3 + k] as number;
    const b0 = y[y0 + k] as number;
    const b1 = y[y1 + k] as number;
    const b2 = y[y2 + k] as number;
    const b3 = y[y3 + k] as number;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  sums[0] = s00;
  sums[1] = s01;
  sums[2] = s02;
  sums[3] = s03;
  sums[4] = s10;
  sums[5] = s11;
  sums[6] = s12;
  sums[7] = s13;
  sums[8] = s20;
  sums[9] = s21;
  sums[10] = s22;
  sums[11] = s23;
  sums[12] = s30;
  sums[13] = s31;
  sums[14] = s32;
  sums[15] = s33;
}

/** The lower triangle becomes the Cholesky factor. */
function factorise(a: Float64Array, n: number): void {
  const sums = new Float64Array(SIDE * SIDE);
  for (let band = 0; band < n; band += BAND) {
    const end = Math.min(n, band + BAND);
    for (let j = 0; j < end; j += SIDE) {
      for (let i = Math.max(band, j); i < end; i += SIDE) {
        dots(a, i, a, j, n, 0, j, sums);
        for (let r = i; r < Math.min(n, i + SIDE); r++) {
          for (let c = j; c < Math.min(n, j + SIDE) && c <= r; c++) {
            let value = (a[r * n + c] as number) - (sums[(r - i) * SIDE + (c - j)] as number);
            for (let k = j; k < c; k++)
              value -= (a[r * n + k] as number) * (a[c * n + k] as number);
            if (r > c) a[r * n + c] = value / (a[c * n + c] as number);
            else if (value > 0) a[r * n + r] = Math.sqrt(value);
            else throw new Error('the matrix is not positive definite');
          }
        }
      }
    }
  }
}

/** Columns of the inverse of the factor as rows: entry (j, i) is that of row i, column j; 0 where i < j. */
function inverseFactor(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const sums = new Float64Array(SIDE * SIDE);
  // The factor's other triangle must not be read as part of a row.
  for (let band = 0; band < n; band += BAND) {
    const end = Math.min(n, band + BAND);
    for (let j = 0; j < end; j += SIDE) {
      for (let i = Math.max(band, j); i < end; i += SIDE) {
        dots(factor, i, inverse, j, n, j, i, sums);
        for (let r = i; r < Math.min(n, i + SIDE); r++) {
          for (let c = j; c < Math.min(n, j + SIDE) && c <= r; c++) {
            let value = (r === c ? 1 : 0) - (sums[(r - i) * SIDE + (c - j)] as number);
            for (let k = i; k < r; k++) {
              value -= (factor[r * n + k] as number) * (inverse[c * n + k] as number);
            }
            inverse[c * n + r] = value / (factor[r * n + r] as number);
          }
        }
      }
    }
  }
  return inverse;
}

/** `product` = upper x upper', for an upper triangular matrix given by rows. */
function productOfRows(upper: Float64Array, product: Float64Array, n: number): void {
  const sums = new Float64Array(SIDE * SIDE);
  for (let band = 0; band < n; band += BAND) {
    const end = Math.min(n, band + BAND);
    for (let j = 0; j < end; j += SIDE) {
      for (let i = Math.max(band, j); i < end; i += SIDE) {
        dots(upper, i, upper, j, n, i, n, sums);
        for (let r = i; r < Math.min(n, i + SIDE); r++) {
          for (let c = j; c < Math.min(n, j + SIDE); c++) {
            product[r * n + c] = sums[(r - i) * SIDE + (c - j)] as number;
            product[c * n + r] = sums[(r - i) * SIDE + (c - j)] as number;
          }
        }
      }
    }
  }
}
