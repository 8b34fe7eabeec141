import type { DataType } from "../../types/index.js";
import { equalValues } from "../../values/compare.js";
import type { Value } from "../../values/index.js";

type Elements = readonly Value[];

/** Whether two values that are not NULL are equal. */
export type Equal = (a: Value, b: Value) => boolean;

/** The equality of a type's values. */
export const equalityOf = (type: DataType): Equal => equalValues(type);

/** Whether an element equals the value; NULL where none does, but one is NULL. */
export function arrayContains(equal: Equal, array: Elements, value: Value): boolean | null {
  let unknown = false;
  for (const element of array) {
    if (element === null) unknown = true;
    else if (equal(element, value)) return true;
  }
  return unknown ? null : false;
}

/** Where the first element stands that equals the value, from 1; 0 for nowhere. */
export const arrayPosition = (equal: Equal, array: Elements, value: Value): number =>
  array.findIndex((element) => element !== null && equal(element, value)) + 1;

/** Without the elements that equal the value. */
export const arrayRemove = (equal: Equal, array: Elements, value: Value): Elements =>
  array.filter((element) => element === null || !equal(element, value));
