import type { Database } from "../sources/duckdb/database.js";
import { measureColumn, type GroupTable } from "./group-table.js";
import { canSpill, type Measure } from "./measure.js";
import { isFull, withRoom } from "./with-room.js";

/**
 * A group table whose measures hold their values, which is quickest; where those of some key are too many, one whose
 * measures do not, their values being passed over or taken row by row. `most` values of one key are held, of all its measures together.
 */
export async function groupedOrPassed(
  database: Database,
  measures: readonly Measure[],
  most: number,
  make: (way: "held" | "passed", room: "usual" | "least") => Promise<GroupTable>,
): Promise<GroupTable> {
  const roomy = (way: "held" | "passed"): Promise<GroupTable> =>
    withRoom(database, (room) => make(way, room));
  if (!measures.some(canSpill)) return roomy("held");
  const held = await make("held", "usual").catch((error: unknown) => {
    if (isFull(error)) return undefined;
    throw error;
  });
  if (held !== undefined && !(await holdsTooMany(database, held, most))) return held;
  if (held !== undefined) await database.connection.run(`DROP TABLE ${held.name}`);
  return roomy("passed");
}

async function holdsTooMany(
  { connection }: Database,
  { name, keyTypes, measures }: GroupTable,
  most: number,
): Promise<boolean> {
  const lengths = measures.flatMap((measure, i) =>
    canSpill(measure) ? [`coalesce(len(${measureColumn(i, 0)}), 0)`] : [],
  );
  const values = `sum(${lengths.join(" + ")})::DOUBLE`;
  const greatest = async (sql: string): Promise<number> =>
    Number((await connection.runAndReadAll(sql)).getRowsJS()[0]?.[0] ?? 0);
  if ((await greatest(`SELECT ${values} FROM ${name}`)) <= most) return false;
  const keys = keyTypes.map((_, i) => `k${i}`);
  const byKey = `SELECT ${values} AS n FROM ${name} GROUP BY ${["tile < 0", ...keys].join(", ")}`;
  return (await greatest(`SELECT max(n) FROM (${byKey})`)) > most;
}
