import type { FeatureAnswer, FeatureRequest } from "../serve/get-features.js";
import { withDeadline } from "./deadline.js";
import type { Asked } from "./routes/route.js";
import type { Serving } from "./serving.js";

/** What of a request goes to the client as it is. */
type Wanted = Pick<FeatureRequest, "features" | "entities" | "request" | "tables" | "maxAgeMs">;

/** Reads features for a caller: within the deadline, within the caller's tables, counted and traced. */
export async function readAnswer(
  { client, deadlines, metrics }: Serving,
  { caller, span }: Asked,
  { features, entities, request, tables, maxAgeMs }: Wanted,
  deadlineMs: number,
): Promise<FeatureAnswer> {
  const began = performance.now();
  const read = (): Promise<FeatureAnswer> =>
    withDeadline(deadlines, deadlineMs, () =>
      client.getFeatures({
        features,
        entities,
        deadlineMs,
        ...(request === undefined ? {} : { request }),
        ...(tables === undefined ? {} : { tables }),
        ...(maxAgeMs === undefined ? {} : { maxAgeMs }),
        ...(caller.seesAll ? {} : { mayRead: caller.maySee }),
      }),
    );
  const answer = await (span === undefined
    ? read()
    : span.read({ "pinion.entities": entities.length, "pinion.features": features.length }, read));
  metrics.read(answer, performance.now() - began);
  return answer;
}
