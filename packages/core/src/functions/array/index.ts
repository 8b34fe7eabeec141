import type { FunctionRecord } from "../record.js";
import { arrayRecord } from "./array.js";
import { arrayAppendRecord } from "./array-append.js";
import { arrayCompactRecord } from "./array-compact.js";
import { arrayContainsRecord } from "./array-contains.js";
import { arrayDistinctRecord } from "./array-distinct.js";
import { arrayExceptRecord } from "./array-except.js";
import { arrayInsertRecord } from "./array-insert.js";
import { arrayIntersectRecord } from "./array-intersect.js";
import { arrayJoinRecord } from "./array-join.js";
import { arrayMaxRecord } from "./array-max.js";
import { arrayMinRecord } from "./array-min.js";
import { arrayPositionRecord } from "./array-position.js";
import { arrayPrependRecord } from "./array-prepend.js";
import { arrayRemoveRecord } from "./array-remove.js";
import { arrayRepeatRecord } from "./array-repeat.js";
import { arraySizeRecord } from "./array-size.js";
import { arraySortRecord } from "./array-sort.js";
import { arrayUnionRecord } from "./array-union.js";
import { arraysOverlapRecord } from "./arrays-overlap.js";
import { arraysZipRecord } from "./arrays-zip.js";
import { elementAtRecord } from "./element-at.js";
import { flattenRecord } from "./flatten.js";
import { getRecord } from "./get.js";
import { sequenceRecord } from "./sequence.js";
import { sizeRecord } from "./size.js";
import { sliceRecord } from "./slice.js";
import { sortArrayRecord } from "./sort-array.js";
import { tryElementAtRecord } from "./try-element-at.js";

export const arrayFunctions: readonly FunctionRecord[] = [
  arrayRecord,
  arrayAppendRecord,
  arrayCompactRecord,
  arrayContainsRecord,
  arrayDistinctRecord,
  arrayExceptRecord,
  arrayInsertRecord,
  arrayIntersectRecord,
  arrayJoinRecord,
  arrayMaxRecord,
  arrayMinRecord,
  arrayPositionRecord,
  arrayPrependRecord,
  arrayRemoveRecord,
  arrayRepeatRecord,
  arraySizeRecord,
  arraySortRecord,
  arrayUnionRecord,
  arraysOverlapRecord,
  arraysZipRecord,
  elementAtRecord,
  flattenRecord,
  getRecord,
  sequenceRecord,
  sizeRecord,
  sliceRecord,
  sortArrayRecord,
  tryElementAtRecord,
];
