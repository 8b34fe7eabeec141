import type { Histogram, Registry } from "prom-client";

/**
 * A histogram of durations by one label. It stands on the way of every answer, so it counts in plain numbers; these become
 * metrics when they are asked for.
 */
export interface Durations {
  readonly observe: (label: string, milliseconds: number) => void;
}

/** Upper ends of the buckets, in seconds. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Counts {
  /** By bucket, each without those below it; the last is beyond all ends. */
  readonly buckets: number[];
  seconds: number;
}

export function durations(registry: Registry, name: string, help: string, label: string): Durations {
  const byLabel = new Map<string, Counts>();
  const values = () =>
    [...byLabel].flatMap(([value, { buckets, seconds }]) => {
      const labels = { [label]: value };
      let below = 0;
      const ends = [...SECONDS, "+Inf"].map((le, b) => {
        below += buckets[b] ?? 0;
        return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: below };
      });
      return [
        ...ends,
        { metricName: `${name}_sum`, labels, value: seconds },
        { metricName: `${name}_count`, labels, value: below },
      ];
    });
  const metric = {
    name,
    help,
    get: () => Promise.resolve({ name, help, type: "histogram", aggregator: "sum", values: values() }),
    reset: () => byLabel.clear(),
  };
  // The registry asks a metric for no more than its name and what it has counted.
  registry.registerMetric(metric as unknown as Histogram);
  return {
    observe: (value, milliseconds) => {
      let counts = byLabel.get(value);
      if (counts === undefined) {
        counts = { buckets: Array<number>(SECONDS.length + 1).fill(0), seconds: 0 };
        byLabel.set(value, counts);
      }
      const seconds = milliseconds / 1000;
      let bucket = 0;
      while (seconds > (SECONDS[bucket] ?? Infinity)) bucket++;
      counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + 1;
      counts.seconds += seconds;
    },
  };
}
