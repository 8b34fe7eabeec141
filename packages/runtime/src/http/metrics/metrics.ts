import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { FeatureAnswer } from "../../serve/get-features.js";
import { COMPUTED, createTally, type Tally } from "./tally.js";

/** What a server counts. Every label has few values: routes, tables, statuses, never keys. */
export interface Metrics {
  readonly registry: Registry;
  readonly began: () => void;
  readonly ended: (route: string, method: string, status: number, milliseconds: number) => void;
  /** A read of features, `milliseconds` long, and what it found. */
  readonly read: (answer: FeatureAnswer, milliseconds: number) => void;
  /** A read of one key of a table. */
  readonly readTable: (table: string, found: boolean, milliseconds: number) => void;
  readonly close: () => void;
}

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry of its own, so that servers in one process do not count each other's requests. */
export function createMetrics(processMetrics = true): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "pinion_http_requests_total",
    help: "Requests answered, by route, method and status",
    labelNames: ["route", "method", "status"] as const,
    registers,
  });
  const durations = new Histogram({
    name: "pinion_http_request_duration_seconds",
    help: "How long requests took, from their headers to the end of the answer",
    labelNames: ["route"] as const,
    buckets: SECONDS,
    registers,
  });
  let running = 0;
  new Gauge({
    name: "pinion_http_requests_in_flight",
    help: "Requests that are being answered",
    registers,
    collect() {
      this.set(running);
    },
  });
  const reads = new Histogram({
    name: "pinion_store_read_duration_seconds",
    help: "How long reads of features took, computed features included, by table; several where there were several",
    labelNames: ["table"] as const,
    buckets: SECONDS,
    registers,
  });
  const tally = createTally();
  exportTally(tally, registry);
  /** By method, status and route: looking labels up takes longer than counting. */
  const counts = new Map<string, { readonly inc: () => void }>();
  const durationOf = observers(durations, "route");
  const readsOf = observers(reads, "table");

  return {
    registry,
    began: () => void running++,
    ended: (route, method, status, milliseconds) => {
      running--;
      const counted = `${method} ${status} ${route}`;
      let count = counts.get(counted);
      if (count === undefined) counts.set(counted, (count = requests.labels({ route, method, status })));
      count.inc();
      durationOf(route).observe(milliseconds / 1000);
    },
    read: (answer, milliseconds) => {
      readsOf(tableOf(answer.tables)).observe(milliseconds / 1000);
      tally.add(answer);
    },
    readTable: (table, found, milliseconds) => {
      readsOf(table).observe(milliseconds / 1000);
      tally.addRow(table, found);
    },
    close: () => registry.clear(),
  };
}

type Observer = { readonly observe: (seconds: number) => void };

/** Looking labels up takes longer than counting. */
function observers<L extends string>(histogram: Histogram<L>, label: L): (value: string) => Observer {
  const known = new Map<string, Observer>();
  return (value) => {
    let observer = known.get(value);
    if (observer === undefined) {
      observer = histogram.labels({ [label]: value } as Record<L, string>);
      known.set(value, observer);
    }
    return observer;
  };
}

/** The one table that an answer comes from; `several` where there are more, `none` where all was computed. */
function tableOf(tables: FeatureAnswer["tables"]): string {
  let only: string | null = null;
  for (const table of tables) {
    if (table === null || table === only) continue;
    if (only !== null) return "several";
    only = table;
  }
  return only ?? COMPUTED;
}

/** The counters of a tally, filled when they are asked for. */
function exportTally(tally: Tally, register: Registry): void {
  const registers = [register];
  new Counter({
    name: "pinion_rows_read_total",
    help: "Entities looked up in a table, by outcome: found, missing (no feature of the key), stale (beyond the maximum age)",
    labelNames: ["table", "outcome"] as const,
    registers,
    collect() {
      this.reset();
      for (const [table, counts] of tally.tables) {
        if (table === COMPUTED) continue;
        for (const outcome of ["found", "missing", "stale"] as const)
          this.inc({ table, outcome }, counts[outcome]);
      }
    },
  });
  new Counter({
    name: "pinion_feature_values_total",
    help: "Values given, by table (none for computed features) and status",
    labelNames: ["table", "status"] as const,
    registers,
    collect() {
      this.reset();
      for (const [table, { values }] of tally.tables)
        for (const [status, count] of values) this.inc({ table, status }, count);
    },
  });
}
