import type * as Api from "@opentelemetry/api";

/** Spans of OpenTelemetry, where the process has an SDK; otherwise nothing, and nothing is loaded by it. */
export interface Tracing {
  /** Begins the span of a request, below the one that its headers name. */
  readonly begin: (
    method: string,
    route: string,
    headers: Readonly<Record<string, unknown>>,
  ) => RequestSpan | undefined;
}

export interface RequestSpan {
  /** Runs a read of features in a span of its own. */
  readonly read: <T>(attributes: Readonly<Record<string, number>>, action: () => Promise<T>) => Promise<T>;
  readonly end: (status: number) => void;
}

const NO_TRACING: Tracing = { begin: () => undefined };

/** Asks for the API, which is an optional peer, and whether anybody has registered a provider. */
export async function loadTracing(): Promise<Tracing> {
  let api: typeof Api;
  try {
    api = await import("@opentelemetry/api");
  } catch {
    return NO_TRACING;
  }
  const { trace, context, propagation, ProxyTracerProvider, SpanKind, SpanStatusCode } = api;
  const provider = trace.getTracerProvider();
  // Without a delegate every span would be one that records nothing.
  if (provider instanceof ProxyTracerProvider && provider.getDelegateTracer("pinion") === undefined)
    return NO_TRACING;
  const tracer = trace.getTracer("pinion");

  const fail = (span: Api.Span, error: unknown): void => {
    span.setStatus({ code: SpanStatusCode.ERROR });
    if (error instanceof Error) span.setAttribute("error.type", error.name);
  };

  return {
    begin: (method, route, headers) => {
      const parent = propagation.extract(context.active(), headers);
      const span = tracer.startSpan(
        `${method} ${route}`,
        { kind: SpanKind.SERVER, attributes: { "http.request.method": method, "http.route": route } },
        parent,
      );
      const inside = trace.setSpan(parent, span);
      return {
        read: async (attributes, action) => {
          const read = tracer.startSpan("pinion.read", { kind: SpanKind.CLIENT, attributes }, inside);
          try {
            return await context.with(trace.setSpan(inside, read), action);
          } catch (error) {
            fail(read, error);
            throw error;
          } finally {
            read.end();
          }
        },
        end: (status) => {
          span.setAttribute("http.response.status_code", status);
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
  };
}
