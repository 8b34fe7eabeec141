import { PinionError, showType, type ColumnEntry, type Value } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { typeNamed } from "../materialise/evaluate.js";
import { showGiven } from "../options/given.js";
import { hasHalfPair, hasLongNumber, jsonColumn, misfit } from "../stream/decode/json-column.js";
import { membersAsWritten } from "../stream/decode/json-written.js";
import { projectZone } from "../time/instant.js";
import { nativeValue, type ReadColumns } from "./request-rows.js";
import { isWrittenJson, jsonTextOf } from "./written-json.js";

/**
 * Reads columns of rows that are pushed to a source: as the same rows are read in files of JSON Lines, and in records of a stream. What
 * JSON has no form of (a Date, bytes, NaN) is taken as it is. It throws PN7011 where a row does not fit.
 */
export function pushedColumns(
  wanted: readonly { readonly name: string; readonly type: string }[],
  columns: readonly ColumnEntry[],
  timeZone: string,
): ReadColumns {
  const zone = projectZone(timeZone);
  const reads = wanted.map((input) => columnOf(input, columns, zone));
  return (row, index, known) =>
    reads.map(({ name, read }) =>
      known?.name === name ? known.value : read(Object.hasOwn(row, name) ? row[name] : undefined, index),
    );
}

const HALF_PAIR = /[\ud800-\udfff]/u;

interface Column {
  readonly name: string;
  readonly read: (given: unknown, index: number) => Value;
}

function columnOf(
  { name, type: text }: { readonly name: string; readonly type: string },
  columns: readonly ColumnEntry[],
  zone: Zone,
): Column {
  const column = columns.find((candidate) => candidate.name === name) ?? { name, type: text, nullable: true };
  const { nullable, format } = column;
  const type = typeNamed(text);
  const read = jsonColumn(column, type, zone);
  const unfit = (index: number, why: string): PinionError =>
    new PinionError("PN7011", `\`${name}\` of row ${index}: ${why}`, {
      ...(format === undefined ? {} : { help: `the column's format is \`${format}\`` }),
    });
  const valueOf = (given: unknown, index: number): Value => {
    const isWritten = isWrittenJson(given);
    const json: unknown = isWritten ? given.json : given;
    const native = isWritten ? undefined : nativeValue(json, type);
    if (native !== undefined) return native;
    const isPlain = typeof json === "string" || typeof json === "boolean";
    const written = isWritten ? given.text() : isPlain ? "" : jsonTextOf(json);
    if (written === undefined) throw unfit(index, `expected ${showType(type)}, found ${showGiven(json)}`);
    if (typeof json === "string" ? HALF_PAIR.test(json) : hasHalfPair(written))
      throw unfit(index, "it has half of a surrogate pair, which is no character");
    const value = read(json, {
      written: () => (isPlain ? String(json) : (membersAsWritten(`{"v":${written}}`).get("v") ?? "")),
      exact: () => (typeof json === "string" ? JSON.stringify(json) : isPlain ? String(json) : written),
      isLong: hasLongNumber(written),
    });
    if (value === undefined) throw unfit(index, misfit(column, json));
    return value;
  };
  return {
    name,
    read: (given, index) => {
      const value = given === undefined || given === null ? null : valueOf(given, index);
      if (value !== null || nullable) return value;
      throw new PinionError("PN7011", `row ${index} has no \`${name}\`, which must not be NULL`, {
        help: `give each row its \`${name}\``,
      });
    },
  };
}
