import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { FeatureAnswer } from "../../serve/get-features.js";

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
  const inFlight = new Gauge({
    name: "pinion_http_requests_in_flight",
    help: "Requests that are being answered",
    registers,
  });
  const reads = new Histogram({
    name: "pinion_store_read_duration_seconds",
    help: "How long reads of features took, computed features included, by table; several where there were several",
    labelNames: ["table"] as const,
    buckets: SECONDS,
    registers,
  });
  const rows = new Counter({
    name: "pinion_rows_read_total",
    help: "Entities looked up in a table, by outcome: found, missing (no feature of the key), stale (beyond the maximum age)",
    labelNames: ["table", "outcome"] as const,
    registers,
  });
  const values = new Counter({
    name: "pinion_feature_values_total",
    help: "Values given, by table (none for computed features) and status",
    labelNames: ["table", "status"] as const,
    registers,
  });
  let running = 0;
  const durationOf = new Map<string, { observe: (seconds: number) => void }>();

  return {
    registry,
    began: () => inFlight.set(++running),
    ended: (route, method, status, milliseconds) => {
      inFlight.set(--running);
      requests.inc({ route, method, status });
      let duration = durationOf.get(route);
      if (duration === undefined) {
        duration = durations.labels({ route });
        durationOf.set(route, duration);
      }
      duration.observe(milliseconds / 1000);
    },
    read: (answer, milliseconds) => {
      const tables = new Set(answer.tables);
      tables.delete(null);
      const [table = "none"] = tables;
      reads.observe({ table: tables.size > 1 ? "several" : (table ?? "none") }, milliseconds / 1000);
      for (const { table: of, status, count } of countValues(answer))
        values.inc({ table: of, status }, count);
      for (const { table: of, outcome, count } of countRows(answer)) rows.inc({ table: of, outcome }, count);
    },
    readTable: (table, found, milliseconds) => {
      reads.observe({ table }, milliseconds / 1000);
      rows.inc({ table, outcome: found ? "found" : "missing" });
    },
    close: () => registry.clear(),
  };
}

interface ValueCount {
  readonly table: string;
  readonly status: string;
  count: number;
}

/** Values by table and status. */
function countValues({ tables, rows }: FeatureAnswer): readonly ValueCount[] {
  const counts: ValueCount[] = [];
  const bump = (table: string, status: string): void => {
    const known = counts.find((count) => count.table === table && count.status === status);
    if (known === undefined) counts.push({ table, status, count: 1 });
    else known.count++;
  };
  for (const { status } of rows) {
    for (let i = 0; i < status.length; i++) bump(tables[i] ?? "none", status[i] ?? "present");
  }
  return counts;
}

interface RowCount {
  readonly table: string;
  readonly outcome: "found" | "missing" | "stale";
  readonly count: number;
}

/** Entities by table and outcome. */
function countRows({ tables, rows }: FeatureAnswer): readonly RowCount[] {
  return [...new Set(tables)].flatMap((table) => {
    if (table === null) return [];
    const positions = tables.flatMap((of, i) => (of === table ? [i] : []));
    let missing = 0;
    let stale = 0;
    for (const { status } of rows) {
      if (positions.every((i) => status[i] === "keyNotFound")) missing++;
      else if (positions.some((i) => status[i] === "stale")) stale++;
    }
    const found = rows.length - missing - stale;
    const counts: readonly RowCount[] = [
      { table, outcome: "found", count: found },
      { table, outcome: "missing", count: missing },
      { table, outcome: "stale", count: stale },
    ];
    return counts.filter(({ count }) => count > 0);
  });
}
