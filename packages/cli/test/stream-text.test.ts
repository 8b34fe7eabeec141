import type { StreamStatus } from "@pinion/runtime";
import { expect, it } from "vitest";
import { streamText } from "../src/stream-text.js";

const nothing: StreamStatus = {
  ...{ source: "trips", keys: ["driver"], log: "local log trips.jsonl", deadLetters: "trips.jsonl" },
  ...{ events: 0, eventsPerSecond: 0, rejected: [], late: 0, sinks: [], ended: "end" },
  partitions: [{ partition: "trips/0", offset: 3, lag: 0 }],
};

it("says why a stream read nothing where that is where it began", () => {
  const resumed = { ...nothing, resumed: true } as const;
  expect(streamText(nothing, 1, undefined)).toContain("began at the end: --from is latest unless given");
  expect(streamText(resumed, 1, "beginning")).toContain(
    "nothing new since the last run: --from beginning counts where nothing was read before, or with --reset",
  );
  for (const said of [
    streamText(nothing, 1, "beginning"),
    streamText(resumed, 1, undefined),
    streamText({ ...resumed, events: 1 }, 1, "beginning"),
    streamText({ ...nothing, partitions: [] }, 1, undefined),
  ]) {
    expect(said).not.toContain("--from");
  }
});
