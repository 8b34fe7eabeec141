import { describe, expect, it } from "vitest";
import { compiled, marked, mended, refused, trips } from "./compiled.js";

/** The type that a feature comes out with. */
async function typeOf(feature: string): Promise<string | undefined> {
  const { manifest } = await compiled(trips(`f_x: ${feature},`));
  return manifest.features.find(({ name }) => name === "f_x")?.type;
}

/** The single mistake in a feature: its code, what is marked, and the text with the suggestion taken. */
async function mistakeIn(feature: string) {
  const text = trips(`f_x: ${feature},`);
  const [diagnostic, ...others] = await refused(text);
  if (diagnostic === undefined || others.length > 0) throw new Error(JSON.stringify(others));
  return { ...diagnostic, marked: marked(text, diagnostic), text };
}

describe("a feature's type", () => {
  it("is inferred", async () => {
    expect(await typeOf('expr("fare > 30.0")')).toBe("boolean");
    expect(await typeOf('expr("seats + 1")')).toBe("int");
    expect(await typeOf('expr("cast(seats as tinyint)")')).toBe("int");
    expect(await typeOf('expr("tags")')).toBe("array<string>");
    expect(await typeOf('avg("tip", { window: "7d" })')).toBe("double");
    expect(await typeOf('sum("seats", { window: "7d" })')).toBe("bigint");
    expect(await typeOf('max("tip", { window: "7d" })')).toBe("float");
    expect(await typeOf('count({ window: "7d" })')).toBe("bigint");
    expect(await typeOf('latest("payment", { window: "7d" })')).toBe("string");
  });

  it("may be declared to be one that holds every value, and FLOAT or DOUBLE to round to", async () => {
    expect(await typeOf('expr("seats").as(t.int64())')).toBe("bigint");
    expect(await typeOf('expr("seats").as(t.double())')).toBe("double");
    expect(await typeOf('expr("fare / 60").as(t.float())')).toBe("float");
    expect(await typeOf('expr("if(paid, 1.5, 0.25)").as(t.float())')).toBe("float");
    expect(await typeOf('avg("cast_float(fare)", { window: "90d" }).as(t.float())')).toBe("float");
    expect(await typeOf('sum("price", { window: "90d" }).as(t.double())')).toBe("double");
    expect(await typeOf('expr("null").as(t.string())')).toBe("string");
    expect(await typeOf('expr("array(seats)").as(t.array(t.double()))')).toBe("array<double>");
  });

  it("is what the reference system's samples declare", async () => {
    expect(await typeOf('expr("fare > 30.0").as(t.boolean())')).toBe("boolean");
    expect(await typeOf('expr("cast_float(fare)>30").as(t.boolean())')).toBe("boolean");
    expect(await typeOf('expr("dayofweek(at)").as(t.int32())')).toBe("int");
    const minutes = "(to_unix_timestamp(at) - to_unix_timestamp(at))/60";
    expect(await typeOf(`expr("${minutes}").as(t.float())`)).toBe("float");
  });

  it("is refused where it would lose what nobody asked to lose", async () => {
    const fraction = await mistakeIn('expr("fare / 60").as(t.int32())');
    expect(fraction.code).toBe("PN3001");
    expect(fraction.marked).toBe("fare / 60");
    expect(fraction.related?.[0]?.message).toBe("declared int here");
    expect(mended(fraction.text, fraction)).toContain('expr("cast_int(fare / 60)").as(t.int32())');
    await compiled(mended(fraction.text, fraction));

    const digits = await mistakeIn('expr("units").as(t.double())');
    expect(digits.code).toBe("PN3001");
    await compiled(mended(digits.text, digits));

    const narrow = await mistakeIn('expr("  units ").as(t.int32())');
    expect(narrow.marked).toBe("units");
    await compiled(mended(narrow.text, narrow));

    const text = await mistakeIn('expr("payment").as(t.boolean())');
    expect(mended(text.text, text)).toContain('expr("cast(payment as boolean)")');
  });

  it("of an aggregate is mended where it is declared", async () => {
    const mistake = await mistakeIn('count({ window: "7d" }).as(t.int32())');
    expect(mistake.code).toBe("PN3001");
    expect(mistake.marked).toBe("t.int32()");
    expect(mended(mistake.text, mistake)).toContain('count({ window: "7d" }).as(t.int64())');
    await compiled(mended(mistake.text, mistake));
  });

  it("is one that features can have", async () => {
    expect(await mistakeIn('expr("at")')).toMatchObject({ code: "PN3002", marked: "at" });
    expect(await mistakeIn('expr("price")')).toMatchObject({
      code: "PN3002",
      help: "declare it: .as(t.double())",
    });
    expect(await mistakeIn('expr("null")')).toMatchObject({ code: "PN3002" });
    expect(await mistakeIn('max("at", { window: "7d" })')).toMatchObject({ code: "PN3002" });
  });
});

describe("a window", () => {
  it("has a filter that is a condition", async () => {
    const mistake = await mistakeIn('sum("fare", { window: "7d", filter: "fare + 1" })');
    expect(mistake).toMatchObject({ code: "PN3003", marked: "fare + 1" });
  });

  it("aggregates what can be aggregated", async () => {
    const mistake = await mistakeIn('sum("payment", { window: "7d" })');
    expect(mistake).toMatchObject({ code: "PN3004", marked: "payment" });
    await compiled(mended(mistake.text, mistake));
    expect(await mistakeIn('avg("paid", { window: "7d" })')).toMatchObject({
      code: "PN3004",
      help: expect.stringContaining("`if(paid, 1, 0)`") as unknown,
    });
    expect(await mistakeIn('max("tags", { window: "7d" })')).toMatchObject({ code: "PN3004" });
  });
});

describe("a key", () => {
  it("computed by an expression has exactly its type", async () => {
    const text = trips('f_x: expr("fare"),', "", 'key("area", t.int64(), { expression: "zone / 10" })');
    const [mistake] = await refused(text);
    expect(mistake).toMatchObject({ code: "PN3005" });
    await compiled(mended(text, mistake ?? { code: "PN3005", severity: "error", message: "" }));
  });

  it("has one type in all anchors", async () => {
    const other = `export const other = anchor("other", {
      source: trips, key: key("payment", t.string(), { alias: "zone" }), features: { f_y: expr("fare") },
    });`;
    const text = trips('f_x: expr("fare"),', other);
    const [mistake] = await refused(text);
    expect(mistake).toMatchObject({
      code: "PN3006",
      message: "key `zone` is string here and bigint elsewhere",
    });
    expect(marked(text, mistake ?? { code: "PN3006", severity: "error", message: "" })).toBe("t.string()");
  });
});

describe("names", () => {
  it("of features are not those of their keys, nor the same but for capitals", async () => {
    expect(await refused(trips('Zone: expr("fare"),'))).toMatchObject([{ code: "PN3007" }]);
    expect(await refused(trips('f_x: expr("fare"), F_X: expr("tip"),'))).toMatchObject([{ code: "PN3008" }]);
  });
});

describe("mistakes", () => {
  it("are all told at once, in order, each once", async () => {
    const text = trips(`
      f_a: expr("fare +"),
      f_b: sum("fairs", { window: "7d", filter: "paid = " }),
      f_c: expr("upper(fare, 1)"),
      f_d: expr("fare").as(t.int32()),
    `);
    const found = await refused(text);
    expect(found.map(({ code, place }) => [code, place?.line])).toEqual([
      ["PN2013", 25],
      ["PN2104", 26],
      ["PN2013", 26],
      ["PN2302", 27],
      ["PN3001", 28],
    ]);
  });

  it("in an input say nothing about what is derived from it", async () => {
    const more = `export const d = derived("f_d", { inputs: { x: taxi.features.f_x }, transform: "x + 1" });`;
    expect((await refused(trips('f_x: expr("fairs"),', more))).map(({ code }) => code)).toEqual(["PN2104"]);
  });

  it("show where the column that was meant is declared", async () => {
    const text = trips('f_x: expr("fares + 1"),');
    const [mistake] = await refused(text);
    expect(mistake?.related?.map(({ place }) => text.slice(place.start, place.end))).toEqual(["fare"]);
  });

  it("of derived features name inputs", async () => {
    const more = `export const d = derived("f_d", { inputs: { speed: taxi.features.f_x }, transform: "sped + 1" });`;
    const text = trips('f_x: expr("fare"),', more);
    const [mistake] = await refused(text);
    expect(mistake?.message).toContain("derived feature `f_d`");
    expect(mended(text, mistake ?? { code: "PN2104", severity: "error", message: "" })).toContain(
      '"speed + 1"',
    );
  });
});
