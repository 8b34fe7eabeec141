import { oldestOf } from "../../serve/answer.js";
import { featuresBodyReader } from "../read/features-body.js";
import type { FeaturesRequest } from "../read/features-request.js";
import { readAnswer } from "../read-answer.js";
import { scanAnswer } from "../scan-answer.js";
import type { Serving } from "../serving.js";
import type { Asked, BodyRoute } from "./route.js";

/** `POST /v1/features`: features of entities, over all tables. */
export const featuresRoute = (serving: Serving): BodyRoute => {
  const read = featuresBodyReader(serving.limits);
  const rowsOf = (asked: Asked, request: FeaturesRequest) => {
    if (request.request !== undefined) return undefined;
    const { deadlineMs, maxAgeMs } = request;
    return scanAnswer(serving, asked, request, deadlineMs, (plan) =>
      serving.rowWriter.takerOf(plan, request, oldestOf(plan.steps, maxAgeMs, Date.now())),
    );
  };
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
      const written = rowsOf(asked, request);
      if (!(written instanceof Promise)) return written ?? values(asked, request);
      return written.then((bytes) => bytes ?? values(asked, request));
    },
  };
};
