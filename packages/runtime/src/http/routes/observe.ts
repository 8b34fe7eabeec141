import { PinionError, type Manifest } from "@pinion/core";
import { openApiDocument, type Door } from "../openapi/document.js";
import type { Serving } from "../serving.js";
import { tablesInTime, visibleFeatures } from "../visible-features.js";
import type { Route } from "./route.js";

/** `GET /openapi.json` and `GET /metrics`. */
export function observeRoutes(
  serving: Serving,
  door: Door,
  metrics: () => Promise<string>,
): readonly Route[] {
  const documentOf = (manifest: Manifest): string =>
    JSON.stringify(openApiDocument(manifest, serving.limits, door));
  const whole = documentOf(serving.manifest);
  return [
    {
      method: "GET",
      path: "/openapi.json",
      role: "read",
      handle: async (_request, { caller }) => {
        if (caller.seesAll) return whole;
        const { infos } = await tablesInTime(serving);
        const features = visibleFeatures(serving, caller, infos);
        return documentOf({ ...serving.manifest, features });
      },
    },
    {
      method: "GET",
      path: "/metrics",
      role: "read",
      handle: async (_request, { caller }, reply) => {
        // The labels name every table.
        if (!caller.seesAll)
          throw new PinionError("PN9005", `the API key ${caller.name ?? ""} is not for all tables`);
        reply.type(serving.metrics.registry.contentType);
        return metrics();
      },
    },
  ];
}
