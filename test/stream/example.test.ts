import { expect, it } from "vitest";
import { runDriverTrips } from "./support/example.js";

it("the driver-trips example runs by one command", async () => {
  const ran = await runDriverTrips();
  expect(ran.stdout, ran.stderr).toMatch(/^20,000 events of local log/u);
  expect(ran.stdout).toContain("3 records could not be read");
  expect(ran.code).toBe(0);
});
