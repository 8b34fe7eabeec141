import { BINARY, build, DATE, type DataType, STRING, TIME, TIMESTAMP } from "@pinion/core";
import { castTo, specialText } from "@pinion/core/functions";
import type { TypedTextLiteral } from "../parse/expr.js";
import type { Checked, Checking } from "./checking.js";
import { notPure } from "./impure.js";

/** `DATE '…'`, `TIME '…'`, `TIMESTAMP '…'`, `X'…'`: read now, and a mistake where they cannot be. */
export function checkTypedText(c: Checking, expr: TypedTextLiteral): Checked {
  switch (expr.of) {
    case "binary":
      return hexadecimal(c, expr);
    case "date":
      return read(c, expr, DATE);
    case "time":
      return read(c, expr, TIME);
    default:
      return read(c, expr, TIMESTAMP);
  }
}

function read(c: Checking, expr: TypedTextLiteral, type: DataType): Checked {
  const special = specialText(expr.value);
  if (special !== undefined && special !== "epoch" && type.kind !== "time") {
    return c.report({ ...notPure(expr.value, "depends on the clock"), span: expr.valueSpan });
  }
  // A TIMESTAMP_NTZ is told by its local time.
  const local = special === "epoch" && expr.of === "timestamp_ntz";
  const text = build.literal(local ? "1970-01-01" : expr.value, STRING, expr.span);
  const read = castTo(text, type, c.functions, { implicit: true, span: expr.span });
  if (read?.kind === "literal" && read.value !== null) return read;
  return invalid(c, expr, type.kind);
}

function hexadecimal(c: Checking, expr: TypedTextLiteral): Checked {
  if (!/^[0-9a-fA-F]*$/.test(expr.value)) return invalid(c, expr, "binary");
  const digits = expr.value.length % 2 === 0 ? expr.value : `0${expr.value}`;
  const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
  return build.literal(bytes, BINARY, expr.span);
}

function invalid(c: Checking, expr: TypedTextLiteral, type: string): undefined {
  const help = {
    date: "write it as `DATE '2020-12-31'`",
    time: "write it as `TIME '23:59:59.999'`",
    timestamp: "write it as `TIMESTAMP '2020-12-31 23:59:59.999'`",
    binary: "write pairs of hexadecimal digits: `X'1AF0'`",
  }[type];
  const start = [...expr.value].slice(0, 40).join("");
  return c.report({
    code: "PN2402",
    message: `'${start}' is no ${type}`,
    label: `does not read as a ${type}`,
    span: expr.valueSpan,
    ...(help === undefined ? {} : { help }),
  });
}
