import type { DataType, Evaluators, BatchSourceEntry, SourcePlan } from "@pinion/core";
import { typeNamed } from "../materialise/evaluate.js";
import { kernelCall } from "../materialise/kernel.js";
import type { Database } from "../sources/duckdb/database.js";
import { writtenColumnOf, type Scan } from "../sources/duckdb/scan.js";

export interface RowSqlRequest {
  readonly database: Database;
  readonly evaluators: Evaluators;
  readonly source: BatchSourceEntry;
  readonly plan: SourcePlan;
  readonly group: number;
  /** The outputs of the source's program that features read. */
  readonly outputs: readonly number[];
  readonly scan: Scan;
  /** By the position of the program's inputs, the position of the column in the source. */
  readonly inputColumns: readonly number[];
  /** A table of `k0`, … and `id`: only rows of these keys come out. */
  readonly keyTable: string;
  /** Rows of event times in here alone, microseconds; absent where any row may count. */
  readonly range: { readonly from: bigint; readonly to: bigint } | undefined;
  readonly rowNumbers: boolean;
  /** Set where it is known that no row is rejected. */
  readonly clean: boolean;
}

export interface RowSql {
  /**
   * A SELECT of `id`, `why` (the index of a rejection, then `id` is NULL), `e`, `rn` and `w` (where asked for and where
   * there is a created time), and `o<i>` the outputs.
   */
  readonly sql: string;
  /** The names of its columns in order, with their types; times in microseconds. */
  readonly columns: readonly { readonly name: string; readonly type: DataType }[];
  readonly reasons: readonly string[];
  readonly failures: Float64Array;
  /** The same rows by `id` in the order in which observations come to see them; rejected ones first. */
  readonly inOrder: string;
  /** Those of one key alone. */
  readonly inOrderOf: (id: number) => string;
  /**
   * A SELECT of the `id` of each key that has a row before the range, and when the first such was written (`w`, NULL where the
   * source does not tell): such a key is known. Absent without a range.
   */
  readonly before?: string;
}

const INT: DataType = { kind: "int" };
const BIGINT: DataType = { kind: "bigint" };

/** The rows of a source that some observation could see, each with what features read of it. */
export function rowSql(request: RowSqlRequest): RowSql {
  const { database, evaluators, source, plan, scan, inputColumns, rowNumbers, clean } = request;
  const { program } = plan;
  const failures = new Float64Array(program.failures.length);
  const group = plan.groups[request.group];
  const keyOutputs = group?.outputs ?? [];
  const typeOf = (output: number): DataType => typeNamed(program.outputs[output]?.type ?? "void");
  const created = writtenColumnOf(source);

  const used = new Set([0]);
  for (const output of [...keyOutputs, ...request.outputs])
    for (const input of program.outputs[output]?.inputs ?? []) used.add(input);
  const inputs = inputColumns.flatMap((column, input) =>
    used.has(input) ? [`c${column} AS c${input}`] : [],
  );
  const carried = ["e", "bad", ...(rowNumbers ? ["rn"] : []), ...(created < 0 ? [] : [`c${created} AS w`])];
  const scanned = `SELECT ${[...inputs, ...carried].join(", ")} FROM (${scan.sql})`;

  /** Adds `names` to a query: what SQL cannot say comes out of one call of the kernel. */
  const evaluated = (
    from: string,
    outputs: readonly number[],
    nameOf: (output: number) => string,
    counts = failures,
  ): string => {
    const inKernel = outputs.filter((output) => program.outputs[output]?.duckdb === undefined);
    const kernel =
      inKernel.length === 0 ? undefined : kernelCall(database, evaluators, program, inKernel, counts);
    const called = kernel === undefined ? from : `SELECT *, ${kernel.sql} AS u FROM (${from})`;
    const added = outputs.map((output) => {
      const sql = program.outputs[output]?.duckdb ?? kernel?.pick("u", inKernel.indexOf(output)) ?? "NULL";
      return `${sql} AS ${nameOf(output)}`;
    });
    const dropped = kernel === undefined ? "*" : "* EXCLUDE (u)";
    return added.length === 0 ? from : `SELECT ${[dropped, ...added].join(", ")} FROM (${called})`;
  };

  const keyName = (output: number): string => `q${output}`;
  const keyed = evaluated(scanned, [...new Set(keyOutputs)], keyName);
  const on = keyOutputs.map((output, i) => `r.q${output} = keys.k${i}`).join(" AND ");
  const missing = keyOutputs
    .map((output) => {
      const kind = typeOf(output).kind;
      return kind === "float" || kind === "double"
        ? `r.q${output} IS NULL OR isnan(r.q${output})`
        : `r.q${output} IS NULL`;
    })
    .join(" OR ");
  const why = `CASE WHEN r.bad IS NOT NULL THEN r.bad WHEN ${missing} THEN ${scan.reasons.length} END`;
  const within =
    request.range === undefined
      ? "true"
      : `r.e >= make_timestamp(${request.range.from}) AND r.e < make_timestamp(${request.range.to})`;
  const found = clean
    ? `SELECT r.*, keys.id, NULL::SMALLINT AS why FROM (${keyed}) r JOIN ${request.keyTable} keys ON ${on} WHERE ${within}`
    : `SELECT * FROM (SELECT r.*, CASE WHEN why IS NULL AND ${within} THEN keys.id END AS id FROM (SELECT r.*, ${why} AS why FROM (${keyed}) r) r LEFT JOIN ${request.keyTable} keys ON ${on}) WHERE id IS NOT NULL OR why IS NOT NULL`;
  /** Failures are those of the rows that are read for their values. */
  const before = (from: bigint): string => {
    const again = new Float64Array(program.failures.length);
    const rows = evaluated(scanned, [...new Set(keyOutputs)], keyName, again);
    const written = created < 0 ? "NULL::BIGINT" : "epoch_us(min(r.w))";
    const good = clean ? "" : ` AND (${why}) IS NULL`;
    return `SELECT keys.id::INTEGER AS id, ${written} AS w FROM (${rows}) r JOIN ${request.keyTable} keys ON ${on} WHERE r.e < make_timestamp(${from})${good} GROUP BY keys.id`;
  };
  const valued = evaluated(found, request.outputs, (output) => `o${output}`);
  const columns = [
    { name: "id", type: INT, sql: "id::INTEGER" },
    { name: "why", type: INT, sql: "why::INTEGER" },
    { name: "e", type: BIGINT, sql: "epoch_us(e)" },
    ...(rowNumbers ? [{ name: "rn", type: BIGINT, sql: "rn::BIGINT" }] : []),
    ...(created < 0 ? [] : [{ name: "w", type: BIGINT, sql: "epoch_us(w)" }]),
    ...request.outputs.map((output) => ({ name: `o${output}`, type: typeOf(output), sql: `o${output}` })),
  ];
  const sql = `SELECT ${columns.map(({ name, sql }) => `${sql} AS ${name}`).join(", ")} FROM (${valued})`;
  const seen = created < 0 ? "e" : "greatest(e, w)";
  const order = `ORDER BY id NULLS FIRST, ${[seen, "e", ...(rowNumbers ? ["rn"] : [])].join(", ")}`;
  return {
    sql,
    columns,
    inOrder: `${sql} ${order}`,
    inOrderOf: (id) => `SELECT * FROM (${sql}) WHERE id = ${id} ${order}`,
    ...(request.range === undefined ? {} : { before: before(request.range.from) }),
    reasons: [
      ...scan.reasons,
      keyOutputs.length === 1 ? "the key is NULL or NaN" : "a part of the key is NULL or NaN",
    ],
    failures,
  };
}
