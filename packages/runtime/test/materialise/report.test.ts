import { expect, it } from "vitest";
import { featureReport, valueStatistics } from "../../src/materialise/report.js";

it("keeps the range of integers in all their digits, over a checkpoint too", () => {
  const first = valueStatistics();
  for (const value of [-9214364837600034814n, 5, null]) first.add(value);
  const second = valueStatistics(first.state());
  second.add(9214364837600034813n);
  expect(second.state()).toEqual({
    rows: 4,
    nulls: 1,
    min: -9214364837600034814n,
    max: 9214364837600034813n,
  });
});

it("tells the range of DECIMALs with their point", () => {
  const statistics = valueStatistics();
  for (const value of [-12345678901234567890n, 5n, null]) statistics.add(value);
  const report = featureReport({ name: "f", type: "decimal(20,3)" }, statistics.state(), []);
  expect(report).toMatchObject({ min: "-12345678901234567.890", max: "0.005" });
});
