import type { HttpParts } from "./parts.js";
import type { Asked } from "./routes/route.js";

/** A request that is over. */
export interface Ended {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly asked: Asked;
  /** Names the request in what it writes. */
  readonly log: { readonly info: (what: object, message: string) => void };
}

/** Counts a request that is over, ends its span, and logs it where that is wanted. */
export function ended(
  { metrics, accessLog }: Pick<HttpParts, "metrics" | "accessLog">,
  request: Ended,
): void {
  const { method, path, status, milliseconds, asked } = request;
  metrics.ended(path, method, status, milliseconds);
  asked.span?.end(status);
  if (!accessLog) return;
  const ms = Math.round(milliseconds * 1000) / 1000;
  request.log.info({ method, route: path, status, ms, key: asked.caller.name }, "request");
}
