import { arrayOf, BIGINT, DOUBLE, type DataType } from "../types/index.js";
import type { Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import { listed } from "./listed.js";
import type { AggregateAlgebra, DuckdbPartial } from "./record.js";
import { only } from "./sql.js";
import { toDouble } from "./numbers.js";

/** The number of values, their mean, and the sums of the second to fourth powers of the distances from it. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

const NONE: Moments = { n: 0, mean: 0, m2: 0, m3: 0, m4: 0 };

/**
 * Two sets of values together. T. Chan, G. Golub, R. LeVeque, "Updating Formulae and a Pairwise Algorithm for
 * Computing Sample Variances", 1979; P. Pébay, "Formulas for Robust, One-Pass Parallel Computation of Covariances
 * and Arbitrary-Order Statistical Moments", 2008, equations 2.1 to 2.9.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const delta = b.mean - a.mean;
  const step = delta / n;
  const mean = a.mean + b.n * step;
  const product = a.n * b.n * delta * step;
  return {
    n,
    mean,
    m2: a.m2 + b.m2 + product,
    m3: a.m3 + b.m3 + product * step * (a.n - b.n) + 3 * step * (a.n * b.m2 - b.n * a.m2),
    m4:
      a.m4 +
      b.m4 +
      product * step * step * (a.n * a.n - a.n * b.n + b.n * b.n) +
      6 * step * step * (a.n * a.n * b.m2 + b.n * b.n * a.m2) +
      4 * step * (a.n * b.m3 - b.n * a.m3),
  };
}

/** An aggregate of central moments up to the second, or the fourth. */
export function momentsOf(
  argument: DataType,
  highest: 2 | 4,
  finish: (moments: Moments) => Value,
): AggregateAlgebra {
  const number = toDouble(argument);
  const update = (state: Moments, value: Value): Moments =>
    value === null ? state : mergeMoments(state, { ...NONE, n: 1, mean: number(value) });
  const init = (): Moments => NONE;
  return algebra<Moments>({
    init,
    update,
    merge: mergeMoments,
    finish: (state) => (state === undefined || state.n === 0 ? null : finish(state)),
    write(out, state) {
      out.count(state.n);
      for (const part of [state.mean, state.m2, state.m3, state.m4]) out.double(part);
    },
    read: (from) => ({
      n: from.count(),
      mean: from.double(),
      m2: from.double(),
      m3: from.double(),
      m4: from.double(),
    }),
    cells: {
      count: 5,
      load: (cells, at) => ({
        n: cells[at] ?? 0,
        mean: cells[at + 1] ?? 0,
        m2: cells[at + 2] ?? 0,
        m3: cells[at + 3] ?? 0,
        m4: cells[at + 4] ?? 0,
      }),
      store(cells, at, { n, mean, m2, m3, m4 }) {
        cells[at] = n;
        cells[at + 1] = mean;
        cells[at + 2] = m2;
        cells[at + 3] = m3;
        cells[at + 4] = m4;
      },
    },
    duckdb: highest === 2 ? variancePartial(argument, update) : listed({ init, update }, argument),
  });
}

/** Beyond this DuckDB refuses to square. */
const LARGE = "1e140";

/** DuckDB's variance is Welford's; what is too large for it, infinite or NaN comes as it is. */
function variancePartial(
  argument: DataType,
  update: (state: Moments, value: Value) => Moments,
): DuckdbPartial<Moments> {
  const value = (parts: Parameters<typeof only>[0]): string => `${parts.argument}::DOUBLE`;
  const tame = (parts: Parameters<typeof only>[0]): string => only(parts, `abs(${value(parts)}) <= ${LARGE}`);
  return {
    columns: [
      { sql: (parts) => `count(${parts.argument})${tame(parts)}`, type: BIGINT },
      { sql: (parts) => `avg(${value(parts)})${tame(parts)}`, type: DOUBLE },
      { sql: (parts) => `var_pop(${value(parts)})${tame(parts)}`, type: DOUBLE },
      {
        sql: (parts) => `list(${parts.argument})${only(parts, `NOT abs(${value(parts)}) <= ${LARGE}`)}`,
        type: arrayOf(argument),
      },
    ],
    read([count, mean, variance, rest]) {
      const n = Number(count ?? 0);
      const tamed = n === 0 ? NONE : { ...NONE, n, mean: Number(mean), m2: Number(variance) * n };
      return ((rest ?? []) as readonly Value[]).reduce(update, tamed);
    },
  };
}
