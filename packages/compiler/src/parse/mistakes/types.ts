import { decodeText } from "../scan/escapes.js";
import { Text } from "../scan/tokens.js";
import { is, isType, problemWith, spanAt, type Diagnosis } from "./mistake.js";

/** `CAST(x AS 'int')`, `array<int`, `map<int>` */
export const types: Diagnosis = (mistake) => {
  if (!isType(mistake)) return undefined;
  const { at } = mistake;
  const span = spanAt(mistake, at);
  if (is(mistake, at, Text)) {
    const problem = { code: "PN2018", message: "a type stands without quotes", span } as const;
    return problemWith(
      mistake,
      problem,
      "leave the quotes out",
      span,
      decodeText(mistake.tokens[at]?.image ?? ""),
    );
  }
  const problem = { code: "PN2018", message: mistake.failure.message, span } as const;
  const closed = problemWith(
    mistake,
    problem,
    "close it with `>`",
    { start: span.start, end: span.start },
    ">",
  );
  return closed.suggestion === undefined ? problem : closed;
};
