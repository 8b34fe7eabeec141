/** An integral type in DuckDB, and the one in which sums and products of its values do not overflow. */
interface Width {
  readonly name: string;
  readonly wide: string;
  readonly bits: number;
}

export const WIDTHS = {
  tinyint: { name: "TINYINT", wide: "INTEGER", bits: 8 },
  smallint: { name: "SMALLINT", wide: "BIGINT", bits: 16 },
  int: { name: "INTEGER", wide: "BIGINT", bits: 32 },
  bigint: { name: "BIGINT", wide: "HUGEINT", bits: 64 },
} as const satisfies Record<string, Width>;

export type IntegralKind = keyof typeof WIDTHS;

/**
 * DuckDB's SQL for `operator` on two integers, which wraps around where DuckDB's own throws: in more bits, of
 * which the lowest are taken.
 */
export function wrapped(kind: IntegralKind, operator: "+" | "-" | "*"): string {
  const { wide } = WIDTHS[kind];
  return lowBits(kind, `CAST($0 AS ${wide}) ${operator} CAST($1 AS ${wide})`);
}

/** DuckDB's SQL for a negated integer, wrapped around. */
export const negated = (kind: IntegralKind): string => lowBits(kind, `-CAST($0 AS ${WIDTHS[kind].wide})`);

/** The remainder by anything but zero: DuckDB throws on the least integer by -1. */
export const remainderSql = (kind: IntegralKind): string =>
  `CASE WHEN $0 IS NOT NULL AND $1 = -1 THEN CAST(0 AS ${WIDTHS[kind].name}) ELSE $0 % $1 END`;

/** The whole quotient of two BIGINTs by anything but zero. */
export const QUOTIENT_SQL = `CASE WHEN $1 = -1 THEN ${negated("bigint")} ELSE $0 // $1 END`;

/** The value of SQL in a wider type as one of `kind`, wrapped around. */
export function lowBits(kind: IntegralKind, sql: string): string {
  const { name, bits } = WIDTHS[kind];
  const half = 1n << BigInt(bits - 1);
  return `CAST((((${sql}) + ${half}) & ${2n * half - 1n}) - ${half} AS ${name})`;
}
