import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { callTime } from "../../src/time/call-time.js";

beforeEach(
  () => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "performance"] }),
);
afterEach(() => void vi.useRealTimers());

const never = new Promise<never>(() => undefined);
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

it("ends steps that do not end by themselves, and says which of them may have changed something", async () => {
  const reading = callTime({ deadlineMs: 5 });
  const read = failure(reading.within(never));
  await vi.advanceTimersByTimeAsync(6);
  expect(await read).toMatchObject({
    code: "PN6001",
    message: "the store did not answer within 5 ms",
  });
  // Over before it began.
  let begun = false;
  const change = async (): Promise<void> => void (begun = true);
  expect(await failure(reading.changing(change))).toMatchObject({
    code: "PN6001",
    message: expect.stringMatching(/^nothing was changed/u) as string,
  });
  expect(begun).toBe(false);
  const changing = callTime({ deadlineMs: 5 });
  const changed = failure(changing.changing(() => never, "look first"));
  await vi.advanceTimersByTimeAsync(6);
  expect(await changed).toMatchObject({
    code: "PN6009",
    message: "the store did not say within 5 ms whether it made the change",
    help: "look first",
  });
});

it("ends with the signal, by its reason where nothing can have changed", async () => {
  const reason = new Error("enough");
  expect(() => callTime({ signal: AbortSignal.abort(reason) })).toThrow(reason);
  const control = new AbortController();
  const { within, changing } = callTime({ signal: control.signal });
  const read = failure(within(never));
  const changed = failure(changing(() => never));
  control.abort(reason);
  expect(await read).toBe(reason);
  expect(await changed).toMatchObject({
    code: "PN6009",
    message: "the store did not say before it was aborted whether it made the change",
    cause: reason,
  });
  expect(await failure(changing(() => Promise.resolve()))).toBe(reason);
});

it("leaves alone what ends by itself, and gives later steps what is left", async () => {
  const { left, within, changing } = callTime({ deadlineMs: 60_000 });
  expect(await within(Promise.resolve(1))).toBe(1);
  expect(await changing(({ deadlineMs = 0 }) => Promise.resolve(deadlineMs > 0))).toBe(true);
  const broken = new Error("broken");
  expect(await failure(changing(() => Promise.reject(broken)))).toBe(broken);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(left()).toEqual({ deadlineMs: 1_000, callMs: 60_000 });
  expect(callTime({}).left()).toEqual({});
});
