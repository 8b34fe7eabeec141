import { join } from "node:path";
import { zoneOf } from "@pinion/core/std";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadProject } from "../../packages/runtime/src/load/project.js";
import { select } from "../../packages/runtime/src/materialise/select.js";
import { memoryStore } from "../../packages/runtime/src/stores/memory/index.js";
import { openDecoders } from "../../packages/runtime/src/stream/decode/decoders.js";
import { ingest } from "../../packages/runtime/src/stream/ingest.js";
import { streamPlan } from "../../packages/runtime/src/stream/plan.js";
import type { DeadLetterSink } from "../../packages/runtime/src/stream/ports.js";
import type { ProcessorOptions } from "../../packages/runtime/src/stream/processor.js";
import { rowProcessor } from "../../packages/runtime/src/stream/row-processor.js";
import { openState } from "../../packages/runtime/src/stream/state/store.js";
import { openStreamSinks } from "../../packages/runtime/src/stream/stream-sinks.js";
import { windowProcessor } from "../../packages/runtime/src/stream/window-processor.js";
import { avroBytes } from "./support/avro-bytes.js";
import {
  LITERAL,
  project,
  randomOf,
  ROW_FEATURES,
  streamDefinitions,
  tripsOf,
  WINDOW_FEATURES,
  type Project,
} from "./support/trips.js";

/* Dead letters on their way from a processor to their sink. */

describe("dead letters of a processor", () => {
  let built: Project;
  beforeAll(async () => {
    const source = `kafkaSource("trips", { brokers: ["localhost:9092"], topics: ["trips"], schema: ${LITERAL}, eventTimestamp: "datetime" })`;
    built = await project(streamDefinitions(source));
  });
  afterAll(() => built.remove());

  const partition = { topic: "trips", partition: 0 };
  const processorOf = async (names: readonly string[], folder: string, write: DeadLetterSink["write"]) => {
    const { manifest, evaluators } = await loadProject(built.dir);
    const plan = streamPlan(manifest, select(manifest, names), evaluators);
    const decoders = await openDecoders({
      ...{ source: plan.source, columns: plan.columns, project: built.dir, environment: {} },
      ...{ zone: zoneOf("UTC"), timeZone: "UTC" },
    });
    const giveUp = new AbortController().signal;
    const onTrouble = (): void => undefined;
    const options: ProcessorOptions = {
      ...{ plan, from: "beginning", reset: false, now: Date.now, giveUp, onTrouble },
      onFailure: (error: unknown): void => {
        throw error;
      },
      sinks: await openStreamSinks([{ store: memoryStore(), table: "trips" }], plan, { giveUp, onTrouble }),
      ingest: ingest({ plan, otherKeys: [], decoders, now: Date.now }),
      deadLetters: { label: "a sink", write, close: () => Promise.resolve() },
      holds: () => true,
      commit: () => Promise.resolve(),
    };
    if (plan.windows.length === 0) return { processor: rowProcessor(options), state: undefined };
    const state = openState(join(built.dir, folder), plan, false);
    return { processor: windowProcessor({ ...options, state }), state };
  };

  /*
   * The group is divided anew while a dead letter has not been taken: were the state kept with the offset behind its record, a
   * process killed then would have lost it.
   */
  it("are written before an offset is kept", async () => {
    const written: number[] = [];
    let take: () => void = () => undefined;
    const taken = new Promise<void>((resolve) => (take = resolve));
    const { processor, state } = await processorOf(WINDOW_FEATURES, "state", async (letters) => {
      await taken;
      for (const { offset } of letters) written.push(offset);
    });
    const assignment = { ...partition, begin: 0, end: 11, partitions: 1 };
    await processor.assigned([assignment]);
    const values = [Buffer.from("poison"), ...tripsOf(10, 3, randomOf(1)).map((trip) => avroBytes(trip))];
    const records = values.map((value, offset) => ({ offset, timestamp: 0, key: null, value }));
    await processor.batch({ ...partition, records, next: records.length, end: records.length });

    let divided = false;
    const dividing = processor.assigned([assignment]).then(() => (divided = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([divided, state?.partition("trips/0")?.offset ?? 0]).toEqual([false, 0]);
    take();
    await dividing;
    expect(written).toEqual([0]);
    expect(state?.partition("trips/0")?.offset).toBe(records.length);
    await processor.drain();
    await processor.close();
  });

  it.each([
    ["rows", ROW_FEATURES],
    ["windows", WINDOW_FEATURES],
  ])("are written of %s, more of one batch than a call takes arguments", async (kind, names) => {
    const end = 150_000;
    let written = 0;
    const { processor } = await processorOf(names, `many-${kind}`, (letters) => {
      written += letters.length;
      return Promise.resolve();
    });
    await processor.assigned([{ ...partition, begin: 0, end, partitions: 1 }]);
    const records = Array.from({ length: end }, (_, offset) => ({
      ...{ offset, timestamp: 0, key: null, value: null },
    }));
    await processor.batch({ ...partition, records, next: end, end });
    await processor.drain();
    await processor.close();
    expect(written).toBe(end);
  });
});
