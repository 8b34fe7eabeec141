import type { FunctionRecord } from "../record.js";
import { mapRecord } from "./map.js";
import { mapConcatRecord } from "./map-concat.js";
import { mapContainsKeyRecord } from "./map-contains-key.js";
import { mapEntriesRecord } from "./map-entries.js";
import { mapFromArraysRecord } from "./map-from-arrays.js";
import { mapFromEntriesRecord } from "./map-from-entries.js";
import { mapKeysRecord } from "./map-keys.js";
import { mapValuesRecord } from "./map-values.js";
import { strToMapRecord } from "./str-to-map.js";

export const mapFunctions: readonly FunctionRecord[] = [
  mapRecord,
  mapConcatRecord,
  mapContainsKeyRecord,
  mapEntriesRecord,
  mapFromArraysRecord,
  mapFromEntriesRecord,
  mapKeysRecord,
  mapValuesRecord,
  strToMapRecord,
];
