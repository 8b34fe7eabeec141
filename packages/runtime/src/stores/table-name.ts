import { PinionError } from "@pinion/core";

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

export const TABLE_NAME_HELP =
  "use letters, digits, `_`, `.` and `-`, at most 128 of them, not beginning with `.` or `-`";

/** Whether a text can be the name of a table: names are part of the keys of rows. */
export const isTableName = (name: string): boolean => NAME.test(name);

/** Throws PN7005 where a text cannot be the name of a table. */
export function checkTableName(name: string): void {
  if (!isTableName(name)) {
    throw new PinionError("PN7005", `${JSON.stringify(name.slice(0, 140))} cannot be the name of a table`, {
      help: TABLE_NAME_HELP,
    });
  }
}
