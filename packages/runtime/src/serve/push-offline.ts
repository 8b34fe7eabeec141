import { nearest, PinionError, type FileSourceEntry } from "@pinion/core";
import { typeNamed } from "../materialise/evaluate.js";
import { rowText } from "../sources/pushed/row-text.js";
import { unfit, type PushedRow, type PushedSource } from "./push-times.js";
import { pushedColumns } from "./pushed-columns.js";

/** Throws PN7013 where a source has no folder for pushed rows. */
export function checkKeepsPushed(source: PushedSource): FileSourceEntry {
  if (source.kind === "file" && source.pushed !== undefined) return source;
  throw new PinionError("PN7013", `the source \`${source.name}\` keeps no pushed rows`, {
    help: HELP[source.kind](source.name),
  });
}

const HELP: Readonly<Record<PushedSource["kind"], (name: string) => string>> = {
  file: (name) =>
    `declare where they are kept, \`fileSource("${name}", { pushed: "data/pushed/${name}", … })\`, and build the project`,
  postgres: () => "write the rows into its table",
  stream: () => "publish the rows to its log",
};

/**
 * Rows as they are kept: every declared column, read as those of files are. Where a row does not tell when it happened or was
 * written, it is told. Throws PN7011 where a row has a column that the source does not declare, or a value that is none of its type.
 */
export function offlineRows(
  source: PushedSource,
  timeZone: string,
  rows: readonly PushedRow[],
  nowMs: number,
): readonly string[] {
  const { columns } = source;
  const names = new Set(columns.map(({ name }) => name));
  const read = pushedColumns(columns, columns, timeZone);
  const write = rowText(columns.map(({ name, type }) => ({ name, type: typeNamed(type) })));
  const created = source.kind === "file" ? source.createdTimestamp : undefined;
  return rows.map(({ row, time }, i) => {
    const unknown = Object.keys(row).find((name) => !names.has(name));
    if (unknown !== undefined) throw noColumn(i, unknown, source);
    const told = created === undefined || (Object.hasOwn(row, created) && (row[created] ?? null) !== null);
    return write(read(told ? row : { ...row, [created]: new Date(nowMs) }, i, time));
  });
}

function noColumn(row: number, name: string, { name: source, columns }: PushedSource): PinionError {
  const names = columns.map((column) => column.name);
  const guess = nearest(name, names);
  const { message } = unfit(
    row,
    `has a column \`${name.slice(0, 100)}\`, which source \`${source}\` has not`,
  );
  return new PinionError("PN7011", message, {
    help: guess === undefined ? `it has ${names.slice(0, 20).join(", ")}` : `did you mean \`${guess}\`?`,
  });
}
