import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDeadLetters } from "@pinion/runtime";
import { fileDeadLetters } from "../../packages/runtime/src/stream/dead-letters/file.js";
import { documentOf, pinion } from "../support/pinion.js";
import { project } from "./support/trips.js";

/* Dead letters by the command: listed, and written again to where they came from. */

const definitions = (trips: string): string => `
import { anchor, json, key, localLog, sum, t } from "@pinion/dsl";
const log = localLog("trips", { path: "trips.jsonl", schema: json(), eventTimestamp: "at",
  columns: { driver: t.int64(), trips: t.${trips}(), at: t.timestamp({ format: "epoch_micros" }) } });
export const a = anchor("a", { source: log, key: key("driver", t.int64()), features: {
  f_trips: sum("trips", { window: "7d" }).as(t.int64()) } });
`;
const AT = Date.UTC(2026, 0, 5) * 1000;
const line = (trips: number): string => `{"driver":7,"trips":${trips},"at":${AT}}\n`;

it("are replayed by one at a time, each once", async () => {
  const built = await project(definitions("int32"));
  const log = join(built.dir, "trips.jsonl");
  writeFileSync(log, "");
  mkdirSync(join(built.dir, ".pinion", "dead-letters"), { recursive: true });
  const letters = ["a", "b", "c"].map((value, offset) => ({
    ...{ topic: "trips", partition: 0, offset, timestamp: 0, reason: "r", key: null },
    value: Buffer.from(value),
  }));
  const file = join(built.dir, ".pinion", "dead-letters", "trips.jsonl");
  await fileDeadLetters(file).write(letters);
  const box = await openDeadLetters({ project: built.dir });
  const listed = await box.list();
  expect(listed).toHaveLength(3);
  // Another begins while the first is under way.
  const first = async function* () {
    yield* listed.slice(0, 1);
    await expect((await openDeadLetters({ project: built.dir })).replay(listed)).rejects.toMatchObject({
      code: "PN5513",
    });
    const refused = await pinion(["dead-letters", "replay", "--project", built.dir, "--json"]);
    expect(refused.stdout + refused.stderr).toContain("PN5513");
    yield* listed.slice(0, 2);
  };
  await box.replay(first());
  expect(readFileSync(log, "utf8")).toBe("a\nb\n");
  // What was listed before is a letter no more, but for the last.
  await box.replay(listed);
  await box.replay(listed);
  expect(readFileSync(log, "utf8")).toBe("a\nb\nc\n");
  expect(await box.list()).toEqual([]);
  expect(readFileSync(file, "utf8")).toBe("");
  built.remove();
});

it("are removed by their age and reason, without being written anywhere", async () => {
  const built = await project(definitions("int32"));
  writeFileSync(join(built.dir, "trips.jsonl"), "");
  const letter = (offset: number, age: number, reason = "r") => ({
    ...{ topic: "trips", partition: 0, offset, timestamp: Date.now() - age, reason, key: null, value: null },
  });
  const day = 86_400_000;
  await fileDeadLetters(join(built.dir, ".pinion", "dead-letters", "trips.jsonl")).write([
    ...[letter(0, 40 * day), letter(1, 20 * day), letter(2, 40 * day, "other")],
    { ...letter(3, 0), timestamp: 0 },
  ]);
  const command = async (...args: readonly string[]) =>
    documentOf(await pinion(["dead-letters", ...args, "--project", built.dir, "--json"]));
  const offsets = (letters: unknown): readonly number[] =>
    (letters as readonly { offset: number }[]).map(({ offset }) => offset);
  expect(await command("prune")).toMatchObject({ error: { code: "PN8003" } });
  expect(offsets((await command("prune", "--older-than", "30d", "--reason", "r"))["removed"])).toEqual([
    0, 2,
  ]);
  expect(offsets((await command("list", "--older-than", "3w"))["letters"])).toEqual([]);
  expect(offsets((await command("list"))["letters"])).toEqual([1, 3]);
  expect(readFileSync(join(built.dir, "trips.jsonl"), "utf8")).toBe("");
  built.remove();
});

it("replays letters into the stream once, and those that fail again are letters again", async () => {
  const built = await project(definitions("int32"));
  const command = async (...args: readonly string[]) =>
    documentOf(await pinion([...args, "--project", built.dir, "--json"]));
  const stream = () =>
    command(
      ...["stream", "--features", "f_trips", "--table", "drivers", "--from", "beginning", "--until-end"],
    );
  const value = async (): Promise<unknown> => {
    const client = await built.open();
    const { f_trips } = (await client.getOnlineFeatures("drivers", "7", ["f_trips"] as never)) as {
      f_trips: unknown;
    };
    await client.close();
    return f_trips;
  };
  const letters = async () =>
    ((await command("dead-letters", "list"))["letters"] as readonly { offset: number; value: string }[]).map(
      (letter) => [letter.offset, Buffer.from(letter.value, "base64").toString("utf8")],
    );
  // More than 32 bits hold, and no JSON at all.
  const big = line(3_000_000_000).trim();
  writeFileSync(join(built.dir, "trips.jsonl"), `${line(1)}${big}\n{ cut\n${line(2)}`);
  expect(await stream()).toMatchObject({ events: 2 });
  expect(await letters()).toEqual([
    [1, big],
    [2, "{ cut"],
  ]);
  expect(await value()).toBe(3);

  // With a wider column the first can be read.
  writeFileSync(join(built.dir, "features.ts"), definitions("int64"));
  expect((await pinion(["build", "--project", built.dir])).code).toBe(0);
  expect((await command("dead-letters", "replay"))["replayed"]).toHaveLength(2);
  expect(await letters()).toEqual([]);
  appendFileSync(join(built.dir, "trips.jsonl"), line(4));
  expect(await stream()).toMatchObject({
    events: 2,
    rejected: [{ reason: "the record is no JSON", records: 1 }],
  });
  expect(await value()).toBe(3_000_000_007);
  // It stands where it was written to now.
  expect(await letters()).toEqual([[5, "{ cut"]]);
  expect(await stream()).toMatchObject({ events: 0, rejected: [] });
  expect(await value()).toBe(3_000_000_007);
  built.remove();
});
