import { Interval, NumberToken, Text } from "../scan/tokens.js";
import { is, spanAt, type Diagnosis } from "./mistake.js";

/** `INTERVAL 1` */
export const intervalUnit: Diagnosis = (mistake) => {
  const { at } = mistake;
  const value = is(mistake, at, NumberToken, Text) && is(mistake, at - 1, Interval) ? at : undefined;
  const signed = is(mistake, at - 1, NumberToken) && is(mistake, at - 2, Interval) ? at - 1 : undefined;
  const index = value ?? signed;
  if (index === undefined) return undefined;
  return {
    code: "PN2020",
    message: "the number of an INTERVAL lacks its unit",
    span: spanAt(mistake, index),
    help: "write a unit behind it, as in `INTERVAL 1 DAY`",
  };
};
