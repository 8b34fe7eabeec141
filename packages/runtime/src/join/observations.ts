import { nearest, PinionError, type ColumnEntry, type DataType, type KeyEntry } from "@pinion/core";
import { typeNamed } from "../materialise/evaluate.js";
import type { RejectionReport } from "../materialise/report.js";
import { duckdbGuard, type Database } from "../sources/duckdb/database.js";
import { NO_OBJECT } from "../sources/duckdb/file-table.js";
import { typedColumn, type TextFunctions, type TypedColumn } from "../sources/duckdb/typed-column.js";
import { openObservations, type ObservationColumn, type ObservationFile } from "./observation-file.js";
import { requestsBelow, type JoinPlan } from "./plan.js";
import { requestColumn } from "./request-column.js";
import type { ObservationOptions } from "./request.js";

/**
 * The observations as a table of DuckDB, in the order of the file: `h<i>` their own columns, `t` the time (TIMESTAMP),
 * `k<j>` keys and `r<j>` request columns of their declared types.
 */
export interface Observations {
  readonly table: string;
  readonly columns: readonly ObservationColumn[];
  readonly rows: number;
  readonly rejected: readonly RejectionReport[];
  /** By the name of a key, its column of the table. */
  readonly keys: ReadonlyMap<string, { readonly column: string; readonly type: DataType }>;
  /** By source and input, `source\ninput`, the column of the table; of the inputs that are used. */
  readonly inputs: ReadonlyMap<string, { readonly column: string; readonly type: DataType }>;
}

/** A column that has to be read as a type. */
interface TypedPart {
  readonly column: string;
  readonly sql: string;
  /** SQL that is true of an observation that cannot be read. */
  readonly bad: readonly { readonly reason: string; readonly when: string; readonly sample: string }[];
}

const SAMPLES = 5;
/** How many reasons an error shows. */
const REASONS = 4;

/**
 * Reads the observations. Throws PN5001 to PN5005 where the file cannot be read, PN7031 where it lacks a column, PN7032 where
 * an observation cannot be read and is not to be rejected.
 */
export async function readObservations(
  database: Database,
  options: ObservationOptions,
  path: string,
  plan: JoinPlan,
  functions: TextFunctions,
  timeZone: string,
): Promise<Observations> {
  const what = `the observations ${path}`;
  return duckdbGuard(what, async () => {
    const file = await openObservations(database.connection, options, path, functions);
    const parts: TypedPart[] = [];
    const add = (
      entry: ColumnEntry,
      from: string,
      column: string,
      needed: string,
      read: (named: ColumnEntry, there: ObservationColumn) => TypedColumn = (named, there) =>
        typedColumn(named, there, functions, what),
    ): void => {
      const typed = read({ ...entry, name: from }, findColumn(file.columns, from, needed, what));
      const sample = `(${typed.raw})::VARCHAR`;
      parts.push({
        column,
        sql: typed.value,
        bad: [
          ...(typed.bad === undefined ? [] : [{ reason: typed.reason, when: typed.bad, sample }]),
          // Of Parquet, whose timestamps are taken as they are: nothing is known as of an infinity.
          ...(column === "t" ? [{ reason: typed.reason, when: `NOT isfinite(${typed.value})`, sample }] : []),
          ...(entry.nullable
            ? []
            : [{ reason: `\`${from}\` is missing`, when: `(${typed.value}) IS NULL`, sample }]),
        ],
      });
    };

    const format = options.timestampFormat === undefined ? {} : { format: options.timestampFormat };
    add(
      { name: "t", type: "timestamp", nullable: false, ...format },
      options.eventTimestamp,
      "t",
      "the time of observations",
    );
    const keys = new Map<string, { readonly column: string; readonly type: DataType }>();
    for (const key of keysOf(plan, options.keys ?? {})) {
      const column = `k${keys.size}`;
      keys.set(key.name, { column, type: typeNamed(key.type) });
      add(
        { name: key.name, type: key.type, nullable: true },
        columnOfKey(key.name, options),
        column,
        `the key \`${key.name}\``,
      );
    }
    const inputs = new Map<string, { readonly column: string; readonly type: DataType }>();
    const asked = { database, functions, timeZone, what };
    for (const { source, program, inputs: used } of requestsBelow(plan)) {
      for (const [position, input] of program.inputs.entries()) {
        if (!used.has(position)) continue;
        const declared = source.columns.find((column) => column.name === input.name);
        if (declared === undefined) throw new Error(`${source.name} has no column ${input.name}`);
        const column = `r${inputs.size}`;
        inputs.set(`${source.name}\n${input.name}`, { column, type: typeNamed(declared.type) });
        add(declared, declared.name, column, `the request source ${source.name}`, (named, there) =>
          requestColumn(asked, named, there),
        );
      }
    }
    return load(database, file, parts, options, what, { keys, inputs });
  });
}

function keysOf(plan: JoinPlan, given: Readonly<Record<string, string>>): readonly KeyEntry[] {
  const keys = new Map(plan.groups.flatMap((group) => group.keys.map((key) => [key.name, key] as const)));
  for (const name of Object.keys(given)) {
    if (plan.allKeys.includes(name)) continue;
    const guess = nearest(name, plan.allKeys);
    throw new PinionError("PN7010", `\`keys\` names \`${name}\`, which is no key`, {
      help:
        guess === undefined
          ? `the features have ${[...keys.keys()].join(", ") || "none"}`
          : `did you mean \`${guess}\`?`,
    });
  }
  return [...keys.values()];
}

const columnOfKey = (name: string, { keys = {} }: ObservationOptions): string =>
  (Object.hasOwn(keys, name) ? keys[name] : undefined) ?? name;

/** By the exact name, otherwise by the only one that differs by case alone. */
function findColumn(
  columns: readonly ObservationColumn[],
  name: string,
  needed: string,
  what: string,
): ObservationColumn {
  const exact = columns.find((column) => column.name === name);
  if (exact !== undefined) return exact;
  const similar = columns.filter((column) => column.name.toLowerCase() === name.toLowerCase());
  if (similar.length === 1 && similar[0] !== undefined) return similar[0];
  const names = columns.map((column) => column.name);
  const guess = nearest(name, names);
  const key = /^the key `(.*)`$/u.exec(needed)?.[1];
  const map =
    key === undefined
      ? ""
      : `; where it has another name: \`--key ${key}=COLUMN\`, \`keys: { ${key}: "…" }\``;
  throw new PinionError("PN7031", `${what} have no column \`${name}\`, which ${needed} needs`, {
    help:
      (guess === undefined ? `they have ${names.slice(0, 20).join(", ")}` : `did you mean \`${guess}\`?`) +
      map,
  });
}

async function load(
  database: Database,
  file: ObservationFile,
  parts: readonly TypedPart[],
  options: ObservationOptions,
  what: string,
  named: Pick<Observations, "keys" | "inputs">,
): Promise<Observations> {
  const { connection } = database;
  const reasons = [
    ...(file.malformed === undefined ? [] : [{ reason: NO_OBJECT, when: file.malformed, sample: "line" }]),
    ...parts.flatMap(({ bad }) => bad),
  ];
  const kept = file.columns.map(({ kept: sql }, i) => `${sql} AS h${i}`);
  const typed = parts.map(({ sql, column }) => `${sql} AS ${column}`);
  const judged = `CASE ${reasons.map(({ when }, i) => `WHEN ${when} THEN ${i}`).join(" ")} END::SMALLINT AS bad`;
  const all = database.fresh("observed");
  await connection.run(
    `CREATE TABLE ${all} AS SELECT ${[...kept, ...typed, judged].join(", ")} FROM ${file.from}`,
  );

  const counted = await connection.runAndReadAll(
    `SELECT bad, count(*)::DOUBLE FROM ${all} WHERE bad IS NOT NULL GROUP BY bad ORDER BY bad`,
  );
  const rejected: RejectionReport[] = file.keepsRejects ? [...(await unsplitLines(database))] : [];
  for (const row of counted.getRowsJS()) {
    const reason = reasons[Number(row[0])];
    if (reason === undefined) continue;
    const first = reasons.slice(0, Number(row[0])).map(({ when }) => `NOT coalesce(${when}, false)`);
    const found = `SELECT left(coalesce(${reason.sample}, 'NULL'), 200) FROM ${file.from} WHERE ${[reason.when, ...first].join(" AND ")} LIMIT ${SAMPLES}`;
    const samples = (await connection.runAndReadAll(found)).getRowsJS().map((sample) => String(sample[0]));
    rejected.push({ reason: reason.reason, rows: Number(row[1]), samples });
  }
  let table = all;
  if (rejected.length > 0) {
    refuse(rejected, options, what);
    table = database.fresh("observed");
    await connection.run(`CREATE TABLE ${table} AS SELECT * FROM ${all} WHERE bad IS NULL`);
    await connection.run(`DROP TABLE ${all}`);
  }
  const count = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${table}`);
  return { table, columns: file.columns, rows: Number(count.getRowsJS()[0]?.[0] ?? 0), rejected, ...named };
}

function refuse(rejected: readonly RejectionReport[], options: ObservationOptions, what: string): void {
  if (options.unreadable === "reject") return;
  const rows = rejected.reduce((sum, one) => sum + one.rows, 0);
  const shown = rejected.toSorted((a, b) => b.rows - a.rows).slice(0, REASONS);
  const why = shown.map(({ reason, rows: own, samples: [sample] }) => {
    const count = rejected.length === 1 ? "" : `${own}: `;
    return `${count}${reason}${sample === undefined ? "" : `, for example ${JSON.stringify(sample)}`}`;
  });
  const others = rejected.length > shown.length ? "; and others" : "";
  throw new PinionError("PN7032", `${rows} of ${what} cannot be read: ${why.join("; ")}${others}`, {
    help: 'mend the data, name the format of its times (`--timestamp-format`, `timestampFormat`), or leave the rows out (`--unreadable reject`, `unreadable: "reject"`)',
  });
}

/** Lines that DuckDB could not split into columns; it makes the table with the first of them. */
async function unsplitLines({ connection }: Database): Promise<readonly RejectionReport[]> {
  const made = await connection.runAndReadAll(
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'reject_errors'",
  );
  if (made.currentRowCount === 0) return [];
  const sql = `SELECT error_type::VARCHAR, count(DISTINCT line)::DOUBLE, list(DISTINCT left(csv_line, 200))[1:${SAMPLES}]::VARCHAR[] FROM reject_errors GROUP BY ALL ORDER BY ALL`;
  const rows = (await connection.runAndReadAll(sql)).getRowsJS();
  return rows.map((row) => ({
    reason: `the line is no CSV row: ${String(row[0]).toLowerCase()}`,
    rows: Number(row[1]),
    samples: Array.isArray(row[2]) ? row[2].map(String) : [],
  }));
}

/** The columns of the output: the observation's own, then the features. Throws PN7030 where two have one name. */
export function outputColumns(
  columns: readonly ObservationColumn[],
  features: readonly string[],
  rename: Readonly<Partial<Record<string, string>>>,
): readonly string[] {
  for (const name of Object.keys(rename)) {
    if (features.includes(name)) continue;
    throw new PinionError("PN7010", `\`rename\` names \`${name}\`, which is not joined`, {
      help: "name a feature of the join",
    });
  }
  const used = new Map<string, string>();
  for (const { name } of columns) {
    if (used.has(name.toLowerCase())) {
      throw new PinionError("PN7030", `the observations have two columns \`${name}\``, {
        help: "names may not differ by case alone; rename one of them",
      });
    }
    used.set(name.toLowerCase(), "a column of the observations");
  }
  return features.map((feature) => {
    const name = (Object.hasOwn(rename, feature) ? rename[feature] : undefined) ?? feature;
    const taken = used.get(name.toLowerCase());
    if (taken !== undefined || name === "") {
      throw new PinionError(
        "PN7030",
        `the feature \`${feature}\` and ${taken ?? "nothing"} would both be called \`${name}\``,
        {
          help: `rename the feature in the output: \`--rename ${feature}=${feature}_feature\`, \`rename: { ${feature}: "${feature}_feature" }\``,
        },
      );
    }
    used.set(name.toLowerCase(), `the feature \`${feature}\``);
    return name;
  });
}
