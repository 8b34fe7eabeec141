import { openClient, servedSink, type Client } from "@pinion/runtime";
import { startServer, type HttpServer, type ServerOptions } from "@pinion/runtime/http";
import { SCAN_FEATURES } from "../../../packages/runtime/src/serve/scan-features.js";
import { builtProject } from "./built.js";

/* A server over a real store, in this process. */

export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string };

/** Starts a server on a free port of loopback; it drains quickly and answers patiently where nothing is given. */
export async function serve(options: ServerOptions): Promise<HttpServer> {
  const limits = { deadlineMs: 60_000, ...options.limits };
  return startServer({ port: 0, ...options, limits, timeouts: { drain: 50, ...options.timeouts } });
}

/** A client of the shared project, everything of it materialised into a store. */
export async function filledClient(store?: string): Promise<Client<Record<string, never>>> {
  const project = await builtProject();
  const client = await openClient<Record<string, never>>({
    project: project.dir,
    ...(store === undefined ? {} : { store }),
  });
  for (const [tableName, featureNames] of TABLES) {
    const job = await client.materializeFeatures({
      name: tableName,
      sinks: [servedSink({ tableName })],
      featureNames,
      backfillTime: { end: "2024-03-07" },
    });
    await job.wait();
  }
  return client;
}

const TABLES: readonly (readonly [string, readonly string[]])[] = [
  ["zones", ["f_rides", "f_avg_fare", "f_big", "f_wild", "f_note", "f_tags"]],
  ["pairs", ["f_pair_rides"]],
  ["accounts", ["f_account_rides", "f_account_note"]],
];

/** A client whose answers straight from stored rows are counted. */
export function scanCounter<C extends Client<Record<string, never>>>(client: C) {
  let scanned = 0;
  const scan = client[SCAN_FEATURES];
  const counting: typeof scan = (request, taker, deadlineMs) => {
    const written = scan?.(request, taker, deadlineMs);
    if (written !== undefined) scanned++;
    return written;
  };
  return { client: { ...client, [SCAN_FEATURES]: counting }, scanned: () => scanned };
}

/** Sends a request; a body is sent as JSON. */
export async function ask(
  url: string,
  body?: unknown,
  init: Omit<RequestInit, "body"> & { readonly raw?: string } = {},
): Promise<Answer> {
  const { raw, ...rest } = init;
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url, {
    method: text === undefined ? "GET" : "POST",
    ...rest,
    headers: {
      ...(text === undefined ? {} : { "content-type": "application/json" }),
      ...(rest.headers as Record<string, string> | undefined),
    },
    ...(text === undefined ? {} : { body: text }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

export const jsonOf = (answer: Answer): Record<string, unknown> =>
  JSON.parse(answer.text) as Record<string, unknown>;
