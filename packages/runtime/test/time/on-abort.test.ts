import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { onAbort } from "../../src/time/on-abort.js";

it("tells all who wait of a signal, once, and none who called it off, by one listener", () => {
  const controller = new AbortController();
  const { signal } = controller;
  const told: number[] = [];
  const off = Array.from({ length: 50 }, (_, i) => onAbort(signal, () => void told.push(i)));
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  off.forEach((end, i) => {
    if (i >= 2 && i !== 7) end();
  });
  controller.abort();
  controller.abort();
  expect(told).toEqual([0, 1, 7]);
});

it("hears of a signal again after nobody waited for it", () => {
  const controller = new AbortController();
  let told = 0;
  onAbort(controller.signal, () => told++)();
  onAbort(controller.signal, () => told++);
  controller.abort();
  expect(told).toBe(1);
});
