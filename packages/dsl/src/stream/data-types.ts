import type { DataType } from "@pinion/core";

/* Data types whose parts TypeScript knows. */

export interface ArrayType<E> {
  readonly kind: "array";
  readonly element: E & DataType;
}

export interface MapType<V> {
  readonly kind: "map";
  readonly key: { readonly kind: "string" };
  readonly value: V & DataType;
}

export interface CalendarIntervalType {
  readonly kind: "calendarInterval";
}
