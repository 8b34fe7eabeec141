import {
  context,
  propagation,
  trace,
  SpanKind,
  ROOT_CONTEXT,
  type Context,
  type Span,
} from "@opentelemetry/api";
import { createRequire } from "node:module";
import type { Client } from "@pinion/runtime";
import { pinionHttp } from "@pinion/runtime/http";
import type { fastify as Fastify } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filledClient } from "./support/served.js";

/* The plugin on a server that is somebody else's. */

const require = createRequire(new URL("../../packages/runtime/package.json", import.meta.url));
const { fastify } = require("fastify") as { fastify: typeof Fastify };

let client: Client<Record<string, never>>;
beforeAll(async () => {
  client = await filledClient();
});
afterAll(() => client.close());

const READ = { features: ["f_rides"], entities: [{ zone: 1 }] };

describe("pinionHttp", () => {
  it("lives under a prefix and leaves the rest of the server alone", async () => {
    const app = fastify();
    app.post("/echo", async (request) => ({ got: request.body }));
    await app.register(pinionHttp, { client, prefix: "/pinion" });
    const echoed = await app.inject({ method: "POST", url: "/echo", payload: { a: 1 } });
    expect(echoed.json()).toEqual({ got: { a: 1 } });
    const form = await app.inject({
      method: "POST",
      url: "/echo",
      headers: { "content-type": "text/plain" },
      payload: "text",
    });
    expect(form.json()).toEqual({ got: "text" });
    const read = await app.inject({ method: "POST", url: "/pinion/v1/features", payload: READ });
    expect([read.statusCode, read.json()]).toEqual([200, { features: ["f_rides"], rows: [{ values: [2] }] }]);
    const wrong = await app.inject({ method: "POST", url: "/pinion/v1/features", payload: {} });
    expect(wrong.json()).toMatchObject({ error: { code: "PN9002" } });
    expect(wrong.json()).not.toHaveProperty("detail");
    const document = await app.inject({ url: "/pinion/openapi.json" });
    expect(document.json()).toMatchObject({ servers: [{ url: "/pinion" }], security: [{}, {}, {}] });
    // Feast's clients look for it wherever the plugin lives.
    for (const path of [
      "get-online-features",
      "push",
      "write-to-online-store",
      "materialize",
      "materialize-incremental",
    ]) {
      const refused = await app.inject({ method: "POST", url: `/pinion/${path}?x=1`, payload: {} });
      const body = refused.json<{ detail?: string; error: { message: string } }>();
      expect([path, body.detail]).toEqual([path, body.error.message]);
    }
    await app.close();
  });
});

/** A provider that keeps spans, through OpenTelemetry's public interface. */
function recorder() {
  const spans: {
    name: string;
    kind: number | undefined;
    parent: string | undefined;
    id: string;
    attributes: object;
    ended: boolean;
  }[] = [];
  const startSpan = (
    name: string,
    options: { kind?: SpanKind; attributes?: object } = {},
    from: Context = ROOT_CONTEXT,
  ): Span => {
    const above = trace.getSpanContext(from);
    const spanContext = {
      traceId: above?.traceId ?? "0af7651916cd43dd8448eb211c80319c",
      spanId: String(spans.length + 1).padStart(16, "0"),
      traceFlags: 1,
    };
    const record = {
      name,
      kind: options.kind,
      parent: above?.spanId,
      id: spanContext.spanId,
      attributes: { ...options.attributes } as Record<string, unknown>,
      ended: false,
    };
    spans.push(record);
    const span: Partial<Span> = {
      spanContext: () => spanContext,
      setAttribute: (key, value) => {
        record.attributes[key] = value;
        return span as Span;
      },
      setStatus: () => span as Span,
      end: () => {
        record.ended = true;
      },
      isRecording: () => true,
    };
    return span as Span;
  };
  return { spans, provider: { getTracer: () => ({ startSpan, startActiveSpan: startSpan as never }) } };
}

describe("OpenTelemetry", () => {
  it("has a span for a request, below the caller's, and one for its read", async () => {
    const { spans, provider } = recorder();
    trace.setGlobalTracerProvider(provider);
    propagation.setGlobalPropagator({
      inject: () => undefined,
      fields: () => ["traceparent"],
      extract: (from, carrier: { traceparent?: string }) => {
        const [, traceId = "", spanId = ""] = carrier.traceparent?.split("-") ?? [];
        return trace.setSpanContext(from, { traceId, spanId, traceFlags: 1 });
      },
    });
    try {
      const app = fastify();
      await app.register(pinionHttp, { client });
      await app.inject({
        method: "POST",
        url: "/v1/features",
        payload: READ,
        headers: { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
      });
      await app.close();
      expect(spans).toEqual([
        expect.objectContaining({
          name: "POST /v1/features",
          kind: SpanKind.SERVER,
          parent: "b7ad6b7169203331",
          attributes: {
            "http.request.method": "POST",
            "http.route": "/v1/features",
            "http.response.status_code": 200,
          },
          ended: true,
        }),
        expect.objectContaining({
          name: "pinion.read",
          parent: spans[0]?.id,
          attributes: { "pinion.entities": 1, "pinion.features": 1 },
          ended: true,
        }),
      ]);
    } finally {
      trace.disable();
      propagation.disable();
      context.disable();
    }
  });
});
