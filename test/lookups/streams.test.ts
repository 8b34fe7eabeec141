import { openClient, servedSink, type Client } from "@pinion/runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compiledProject } from "../support/compiled.js";
import { config, type TestProject } from "../support/project.js";

/* Lookups that reach a stream: no job can write them, and each refusal says what jobs can. */

const DEFINITIONS = `import { anchor, derived, expr, fileSource, json, key, localLog, lookup, t } from "@pinion/dsl";
const live = (name: string, columns: object) =>
  localLog(name, { path: name + ".jsonl", schema: json(), columns: { at: t.timestamp({ format: "epoch_millis" }), ...columns } as never, eventTimestamp: "at" as never });
const carts = fileSource("carts", { path: "carts.csv", columns: { at: t.timestamp(), customer: t.int64(), item: t.string() }, eventTimestamp: "at" });
const items = fileSource("items", { path: "items.csv", columns: { at: t.timestamp(), item: t.string(), maker: t.string() }, eventTimestamp: "at" });
const customer = key("customer", t.int64());
const item = key("item", t.string());
export const bought = anchor("bought", { source: carts, key: customer, features: { f_item: expr("item").as(t.string()) } });
export const made = anchor("made", { source: items, key: item, features: { f_maker: expr("maker").as(t.string()) } });
export const clicks = anchor("clicks", { source: live("clicks", { customer: t.int64(), item: t.string() }), key: customer, features: { f_clicked: expr("item").as(t.string()) } });
export const prices = anchor("prices", { source: live("prices", { item: t.string(), price: t.double() }), key: item, features: { f_price: expr("price").as(t.double()) } });
export const l_price = lookup("l_price", { base: bought.features.f_item, expansion: prices.features.f_price });
export const l_maker = lookup("l_maker", { base: clicks.features.f_clicked, expansion: made.features.f_maker });
export const l_live = lookup("l_live", { base: clicks.features.f_clicked, expansion: prices.features.f_price });
export const l_files = lookup("l_files", { base: bought.features.f_item, expansion: made.features.f_maker });
export const f_twice = derived("f_twice", { inputs: { price: l_price }, transform: "price * 2" });
`;

describe("a job of a lookup that reaches a stream", () => {
  let project: TestProject;
  let client: Client<Record<string, never>>;
  beforeAll(async () => {
    project = await compiledProject({ "pinion.config.ts": config(), "features.ts": DEFINITIONS });
    client = await openClient({ project: project.dir });
  });
  afterAll(async () => {
    await client.close();
    project.remove();
  });

  const refusal = async (feature: string, streaming: boolean) =>
    client
      .materializeFeatures({
        name: "refused",
        featureNames: [feature as never],
        sinks: [servedSink({ tableName: "refused", streaming })],
      })
      .then(
        () => "begun",
        ({ code, message, help }: Record<string, unknown>) => ({ code, message, help }),
      );

  const PRICE =
    "`l_price` looks up `f_price` of the stream prices, which changes without an event of this entity";
  const CLICKED =
    "looks up another entity by `f_clicked` of the stream clicks, and that entity changes without its events";
  const OUT =
    "each into a table of its own key, and leave `l_price` out: it is computed when it is asked for";

  it.each([
    ["l_price", PRICE, `stream \`f_price\`, materialise \`f_item\`, ${OUT}`],
    ["f_twice", PRICE, `stream \`f_price\`, materialise \`f_item\`, ${OUT}`],
    [
      "l_maker",
      `\`l_maker\` ${CLICKED}`,
      `stream \`f_clicked\`, materialise \`f_maker\`, ${OUT.replace("l_price", "l_maker")}`,
    ],
    [
      "l_live",
      PRICE.replace("l_price", "l_live"),
      `stream \`f_clicked\`, stream \`f_price\`, ${OUT.replace("l_price", "l_live")}`,
    ],
  ])("is refused in one way, whatever sink it is given: %s", async (feature, message, help) => {
    const refused = { code: "PN7051", message, help };
    expect(await refusal(feature, false)).toEqual(refused);
    expect(await refusal(feature, true)).toEqual(refused);
  });

  it("is told from one over files alone, which is to be materialised", async () => {
    expect(await refusal("l_files", true)).toEqual({
      code: "PN7051",
      message: "`l_files` is of no stream: it looks `f_maker` up in files",
      help: "materialise `l_files`",
    });
  });
});
