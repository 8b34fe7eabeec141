import { INT } from "@pinion/core";
import { expect, it } from "vitest";
import { redisAvailable, startRedis } from "../../../../test/support/redis.js";
import { describeWith } from "../../../../test/support/requires.js";
import { redisStore } from "../../src/stores/redis/index.js";
import { sentinelAtHand } from "../support/sentinel-at-hand.js";

const WRITER = {
  table: "t",
  keys: [{ name: "id", type: INT }],
  schema: { fields: [{ name: "f", type: INT }] },
  asOf: 1,
};

describeWith("a store that is found by sentinels", redisAvailable, () => {
  it("goes on where it hears of a new master while it asks for the old one", async () => {
    const [first, second] = await Promise.all([startRedis(), startRedis()]);
    for (const { url } of [first, second]) {
      const store = await redisStore({ url });
      const writer = await store.openWriter(WRITER);
      await writer.write([{ key: "a", values: [url === second.url ? 2 : 1] }]);
      await writer.finish();
      await store.close();
    }
    const sentinel = await sentinelAtHand(first.port);
    const store = await redisStore({ url: sentinel.url, deadlineMs: 60_000 });
    const read = () => store.lookup([{ table: "t", keys: ["a"], names: ["f"] }]);
    expect(await read()).toMatchObject([[{ values: [1] }]]);
    const switched = sentinel.switchWhenAsked(second.port);
    await first.stop();
    const found = read();
    await switched;
    expect(await found).toMatchObject([[{ values: [2] }]]);
    await store.close();
    await sentinel.stop();
    await second.stop();
  });
});
