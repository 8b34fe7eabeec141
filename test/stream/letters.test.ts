import { join } from "node:path";
import { zoneOf } from "@pinion/core/std";
import { expect, it } from "vitest";
import { loadProject } from "../../packages/runtime/src/load/project.js";
import { select } from "../../packages/runtime/src/materialise/select.js";
import { memoryStore } from "../../packages/runtime/src/stores/memory/index.js";
import { openDecoders } from "../../packages/runtime/src/stream/decode/decoders.js";
import { ingest } from "../../packages/runtime/src/stream/ingest.js";
import { streamPlan } from "../../packages/runtime/src/stream/plan.js";
import type { DeadLetter } from "../../packages/runtime/src/stream/ports.js";
import { openState } from "../../packages/runtime/src/stream/state/store.js";
import { openStreamSinks } from "../../packages/runtime/src/stream/stream-sinks.js";
import { windowProcessor } from "../../packages/runtime/src/stream/window-processor.js";
import { avroBytes } from "./support/avro-bytes.js";
import { LITERAL, project, randomOf, streamDefinitions, tripsOf, WINDOW_FEATURES } from "./support/trips.js";

/*
 * The group is divided anew while a dead letter has not been taken: were the state kept with the offset behind its record, a
 * process killed then would have lost it.
 */
it("keeps no offset before the dead letters up to it are written", async () => {
  const source = `kafkaSource("trips", { brokers: ["localhost:9092"], topics: ["trips"], schema: ${LITERAL}, eventTimestamp: "datetime" })`;
  const built = await project(streamDefinitions(source));
  const { manifest, evaluators } = await loadProject(built.dir);
  const plan = streamPlan(manifest, select(manifest, WINDOW_FEATURES), evaluators);
  const zone = zoneOf("UTC");
  const decoders = await openDecoders({
    ...{ source: plan.source, columns: plan.columns, project: built.dir, environment: {} },
    ...{ zone, timeZone: "UTC" },
  });
  const store = memoryStore();
  const giveUp = new AbortController().signal;
  const onTrouble = (): void => undefined;
  const onFailure = (error: unknown): void => {
    throw error;
  };
  const state = openState(join(built.dir, "state"), plan, false);
  const written: DeadLetter[] = [];
  let take: () => void = () => undefined;
  const taken = new Promise<void>((resolve) => (take = resolve));
  const processor = windowProcessor({
    ...{ plan, state, from: "beginning", reset: false, now: Date.now, giveUp, onFailure, onTrouble },
    sinks: await openStreamSinks([{ store, table: "trips" }], plan, { giveUp, onTrouble }),
    ingest: ingest({ plan, otherKeys: [], decoders, now: Date.now }),
    deadLetters: {
      label: "a sink that waits",
      write: async (letters) => {
        await taken;
        written.push(...letters);
      },
      close: () => Promise.resolve(),
    },
    holds: () => true,
    commit: () => Promise.resolve(),
  });
  const partition = { topic: "trips", partition: 0 };
  const assignment = { ...partition, begin: 0, end: 11, partitions: 1 };
  await processor.assigned([assignment]);
  const values = [Buffer.from("poison"), ...tripsOf(10, 3, randomOf(1)).map((trip) => avroBytes(trip))];
  const records = values.map((value, offset) => ({ offset, timestamp: 0, key: null, value }));
  await processor.batch({ ...partition, records, next: records.length, end: records.length });

  let divided = false;
  const dividing = processor.assigned([assignment]).then(() => (divided = true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([divided, state.partition("trips/0")?.offset ?? 0]).toEqual([false, 0]);
  take();
  await dividing;
  expect(written.map(({ offset }) => offset)).toEqual([0]);
  expect(state.partition("trips/0")?.offset).toBe(records.length);
  await processor.drain();
  await processor.close();
  built.remove();
});
