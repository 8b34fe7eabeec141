import { gateOf, type Gate } from "./gate.js";
import { createMetrics, type Metrics } from "./metrics/metrics.js";
import type { HttpOptions } from "./options.js";
import { catalogRoute } from "./routes/catalog.js";
import { featuresRoute } from "./routes/features.js";
import { getOnlineFeaturesRoute } from "./routes/get-online-features.js";
import { healthRoutes } from "./routes/health.js";
import { materializeRoutes } from "./routes/materialize.js";
import { observeRoutes } from "./routes/observe.js";
import { pushRoutes } from "./routes/push.js";
import type { BodyRoute, PathRoute, Route } from "./routes/route.js";
import { tableRowRoute } from "./routes/table-row.js";
import { servingOf, type Serving } from "./serving.js";
import { loadTracing } from "./tracing.js";

/** What answers requests, however they come in: by fastify's router, or by the lane before it. */
export interface HttpParts {
  readonly serving: Serving;
  readonly metrics: Metrics;
  readonly gate: Gate;
  readonly accessLog: boolean;
  /** False once the server is about to stop. */
  readonly accepting: () => boolean;
  /** Those that need nothing of a request but who asks and its body. */
  readonly bodyRoutes: readonly BodyRoute[];
  /** Those that need nothing but who asks and the path. */
  readonly pathRoutes: readonly PathRoute[];
  readonly routes: readonly Route[];
}

/** `prefix` is what stands before every path. */
export async function httpParts(options: HttpOptions, prefix = ""): Promise<HttpParts> {
  const metrics = createMetrics();
  const serving = servingOf(options, metrics, await loadTracing());
  const accepting = options.accepting ?? (() => true);
  const shared = options.shareMetrics?.(metrics.registry) ?? (() => metrics.registry.metrics());
  return {
    serving,
    metrics,
    gate: gateOf(options),
    accessLog: options.accessLog === true,
    accepting,
    bodyRoutes: [featuresRoute(serving), getOnlineFeaturesRoute(serving), ...pushRoutes(serving)],
    pathRoutes: [tableRowRoute(serving)],
    routes: [
      catalogRoute(serving),
      ...materializeRoutes(serving),
      ...healthRoutes(serving, accepting),
      ...observeRoutes(serving, { prefix, keyed: options.keys !== undefined }, shared),
    ],
  };
}
