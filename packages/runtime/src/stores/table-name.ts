import { PinionError } from "@pinion/core";

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** Throws PN7005 where a text cannot be the name of a table: names are part of the keys of rows. */
export function checkTableName(name: string): void {
  if (!NAME.test(name)) {
    throw new PinionError("PN7005", `${JSON.stringify(name.slice(0, 140))} cannot be the name of a table`, {
      help: "use letters, digits, `_`, `.` and `-`, at most 128 of them, not beginning with `.` or `-`",
    });
  }
}
