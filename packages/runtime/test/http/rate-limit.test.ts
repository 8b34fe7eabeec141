import fc from "fast-check";
import { expect, it } from "vitest";
import { rateLimiter } from "../../src/http/rate-limit.js";

it("lets through no more than the burst and what time allows, and tells when the next goes through", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 200 }),
      (perSecond, burst, gaps) => {
        let now = 0;
        const limiter = rateLimiter({ perSecond, burst }, () => now);
        let through = 0;
        for (const gap of gaps) {
          now += gap;
          const wait = limiter.take("a");
          if (wait === 0) through++;
          else expect(wait).toBeGreaterThanOrEqual(1);
          expect(through).toBeLessThanOrEqual(burst + (now * perSecond) / 1000 + 1e-6);
        }
        const wait = limiter.wait("a");
        now += wait * 1000;
        expect(limiter.take("a")).toBe(0);
      },
    ),
  );
});

it("keeps callers apart, and memory bounded", () => {
  let now = 0;
  const limiter = rateLimiter({ perSecond: 1, burst: 1 }, () => now);
  expect(limiter.take("a")).toBe(0);
  expect(limiter.take("a")).toBeGreaterThan(0);
  expect(limiter.take("b")).toBe(0);
  for (let i = 0; i < 50_000; i++) {
    now += 1;
    limiter.take(`address ${i}`);
  }
  expect(limiter.take("b")).toBe(0);
});
