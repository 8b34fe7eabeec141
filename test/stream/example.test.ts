import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT, run } from "../support/pinion.js";

it("the driver-trips example runs by one command", async () => {
  const ran = await run(process.execPath, ["demo.js"], { cwd: join(ROOT, "examples/driver-trips") });
  expect(ran.stdout, ran.stderr).toMatch(/^20,000 events of local log/u);
  expect(ran.stdout).toContain("3 records could not be read");
  expect(ran.code).toBe(0);
});
