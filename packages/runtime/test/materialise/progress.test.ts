import { expect, it } from "vitest";
import { estimator } from "../../src/materialise/progress.js";

it("estimates what is left of a stage by the pace so far", () => {
  let now = 0;
  const estimate = estimator(() => now);
  expect(estimate({ stage: "write", keys: 0, of: 1000 })).toEqual({
    ...{ stage: "write", keys: 0, of: 1000 },
    share: 0,
  });
  now = 2000;
  expect(estimate({ stage: "write", keys: 250, of: 1000 })).toMatchObject({ share: 0.25, secondsLeft: 6 });
  now = 8000;
  expect(estimate({ stage: "write", keys: 1000, of: 1000 })).toMatchObject({ share: 1, secondsLeft: 0 });
});

it("does not count what an earlier attempt did, and begins each stage anew", () => {
  let now = 0;
  const estimate = estimator(() => now);
  estimate({ stage: "write", keys: 500, of: 1000 });
  now = 3000;
  expect(estimate({ stage: "write", keys: 750, of: 1000 })).toMatchObject({ share: 0.75, secondsLeft: 3 });
  estimate({ stage: "finish", partitions: 0, ofPartitions: 10 });
  now = 4000;
  const finish = estimate({ stage: "finish", partitions: 1, ofPartitions: 10 });
  expect(finish.secondsLeft).toBeCloseTo(9);
});

it("takes the share of a scan as it is told", () => {
  let now = 0;
  const estimate = estimator(() => now);
  expect(estimate({ stage: "scan", source: "rides" }).share).toBeUndefined();
  now = 1000;
  expect(estimate({ stage: "scan", source: "rides", share: 0.25 })).toMatchObject({ secondsLeft: 3 });
});

it("tells nothing of what it does not know", () => {
  const estimate = estimator(() => 0);
  expect(estimate({ stage: "scan", source: "rides" })).toEqual({ stage: "scan", source: "rides" });
  expect(estimate({ stage: "write", keys: 0, of: 0 }).share).toBe(1);
});
