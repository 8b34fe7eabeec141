import type { Field } from "./pattern-elements.js";

/** What a text says by field; one shape for all texts, so that reading and setting stay cheap. */
export type Fields = { -readonly [F in Field]: number | undefined };

export const noFields = (): Fields => ({
  era: undefined,
  yearOfEra: undefined,
  year: undefined,
  quarter: undefined,
  month: undefined,
  day: undefined,
  dayOfYear: undefined,
  alignedWeekday: undefined,
  weekday: undefined,
  half: undefined,
  hourOfHalf: undefined,
  clockHourOfHalf: undefined,
  hour: undefined,
  clockHour: undefined,
  minute: undefined,
  second: undefined,
  nano: undefined,
  offset: undefined,
});

/** Sets a field; false where it has been said to be another already. */
export function setField(fields: Fields, field: Field, value: number): boolean {
  const known = fields[field];
  fields[field] = value;
  return known === undefined || known === value;
}

/** A field's value, which is forgotten. */
export function takeField(fields: Fields, field: Field): number | undefined {
  const value = fields[field];
  fields[field] = undefined;
  return value;
}
