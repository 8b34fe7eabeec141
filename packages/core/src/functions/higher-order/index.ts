import type { FunctionRecord } from "../record.js";
import { aggregateRecord } from "./aggregate.js";
import { existsRecord } from "./exists.js";
import { filterRecord } from "./filter.js";
import { forallRecord } from "./forall.js";
import { mapFilterRecord } from "./map-filter.js";
import { mapZipWithRecord } from "./map-zip-with.js";
import { transformRecord } from "./transform.js";
import { transformKeysRecord } from "./transform-keys.js";
import { transformValuesRecord } from "./transform-values.js";
import { zipWithRecord } from "./zip-with.js";

export const higherOrderFunctions: readonly FunctionRecord[] = [
  aggregateRecord,
  existsRecord,
  filterRecord,
  forallRecord,
  mapFilterRecord,
  mapZipWithRecord,
  transformRecord,
  transformKeysRecord,
  transformValuesRecord,
  zipWithRecord,
];
