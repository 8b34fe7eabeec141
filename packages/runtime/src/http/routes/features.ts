import { parseBytes } from "../json/parse.js";
import { readFeaturesRequest } from "../read/features-request.js";
import { readAnswer } from "../read-answer.js";
import type { Serving } from "../serving.js";
import type { BodyRoute } from "./route.js";

/** `POST /v1/features`: features of entities, over all tables. */
export const featuresRoute = (serving: Serving): BodyRoute => ({
  method: "POST",
  path: "/v1/features",
  role: "read",
  answer: async (body, asked) => {
    const request = readFeaturesRequest(parseBytes(body), serving.limits);
    const answer = await readAnswer(serving, asked, request, request.deadlineMs);
    return serving.writeAnswer(answer, request);
  },
});
