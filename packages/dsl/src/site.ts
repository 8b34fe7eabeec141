import type { Site } from "./brand.js";

/** The frame that called `builder`. One frame is all that is recorded, so it costs about a microsecond. */
export function callSite(builder: (...args: never) => unknown): Site {
  const host: Partial<ErrorConstructor> = Error;
  if (host.captureStackTrace === undefined) return "";
  const holder: { stack?: unknown } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  host.captureStackTrace(holder, builder);
  const { stack } = holder;
  Error.stackTraceLimit = limit;
  return typeof stack === "string" ? (stack.split("\n")[1] ?? "").trim() : "";
}
