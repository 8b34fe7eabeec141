import type { FeatureRequest } from "../serve/get-features.js";
import { SCAN_FEATURES, type StoredFeatures } from "../serve/scan-features.js";
import type { RowTaker } from "../stores/scan.js";
import { withDeadline } from "./deadline.js";
import type { WrittenRows } from "./json/row-writer.js";
import type { Asked } from "./routes/route.js";
import type { Serving } from "./serving.js";

/**
 * An answer straight from stored rows, within the deadline, and counted; undefined where values have to be made for it. What a
 * traced request reads is a span of the read that makes values.
 */
export function scanAnswer(
  { client, deadlines, metrics }: Pick<Serving, "client" | "deadlines" | "metrics">,
  { caller, span }: Asked,
  {
    entities,
    features,
    tables,
    maxAgeMs,
  }: Pick<FeatureRequest, "entities" | "features" | "tables" | "maxAgeMs">,
  deadlineMs: number,
  takerOf: (plan: StoredFeatures) => RowTaker<WrittenRows>,
): Buffer | undefined | Promise<Buffer | undefined> {
  const scan = client[SCAN_FEATURES];
  if (scan === undefined || span !== undefined) return undefined;
  const began = performance.now();
  let from: StoredFeatures["tables"] = [];
  const asked = {
    entities,
    features,
    ...(tables === undefined ? {} : { tables }),
    ...(maxAgeMs === undefined ? {} : { maxAgeMs }),
    ...(caller.seesAll ? {} : { mayRead: caller.maySee }),
  };
  const counted = (written: WrittenRows | undefined): Buffer | undefined => {
    if (written === undefined) return undefined;
    metrics.readRows(from, written.whole, written.others, performance.now() - began);
    return written.bytes;
  };
  const written = withDeadline(deadlines, deadlineMs, () =>
    scan(
      asked,
      (plan) => {
        from = plan.tables;
        return takerOf(plan);
      },
      deadlineMs,
    ),
  );
  return written instanceof Promise ? written.then(counted) : counted(written);
}
