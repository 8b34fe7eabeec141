import { oldestOf } from "../../serve/answer.js";
import { SCAN_FEATURES, type StoredFeatures } from "../../serve/scan-features.js";
import { withDeadline } from "../deadline.js";
import type { WrittenRows } from "../json/row-writer.js";
import { featuresBodyReader } from "../read/features-body.js";
import type { FeaturesRequest } from "../read/features-request.js";
import { readAnswer } from "../read-answer.js";
import type { Serving } from "../serving.js";
import type { Asked, BodyRoute } from "./route.js";

/** `POST /v1/features`: features of entities, over all tables. */
export const featuresRoute = (serving: Serving): BodyRoute => {
  const read = featuresBodyReader(serving.limits);
  const values = async (asked: Asked, request: FeaturesRequest): Promise<Buffer> => {
    const answer = await readAnswer(serving, asked, request, request.deadlineMs);
    return serving.writeAnswer(answer, request);
  };
  return {
    method: "POST",
    path: "/v1/features",
    role: "read",
    answer: (body, asked) => {
      const request = read(body);
      const written = rowsOf(serving, asked, request);
      if (!(written instanceof Promise)) return written ?? values(asked, request);
      return written.then((bytes) => bytes ?? values(asked, request));
    },
  };
};

/** The answer straight from stored rows; undefined where values have to be made for it. */
function rowsOf(
  { client, deadlines, metrics, rowWriter }: Serving,
  { caller, span }: Asked,
  request: FeaturesRequest,
): Buffer | undefined | Promise<Buffer | undefined> {
  const scan = client[SCAN_FEATURES];
  if (scan === undefined || span !== undefined || request.request !== undefined) return undefined;
  const { entities, features, tables, maxAgeMs, deadlineMs } = request;
  const began = performance.now();
  let from: StoredFeatures["tables"] = [];
  const asked = {
    entities,
    features,
    ...(tables === undefined ? {} : { tables }),
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
        return rowWriter.takerOf(plan, request, oldestOf(plan.steps, maxAgeMs, Date.now()));
      },
      deadlineMs,
    ),
  );
  return written instanceof Promise ? written.then(counted) : counted(written);
}
