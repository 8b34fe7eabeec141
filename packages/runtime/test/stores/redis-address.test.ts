import { expect, it } from "vitest";
import { redisAddress } from "../../src/stores/redis/address.js";

it("reads the files of TLS, those of a client together", () => {
  expect(redisAddress("rediss://h?ca=a.pem&cert=c.pem&key=k.pem")).toMatchObject({
    tls: true,
    ca: "a.pem",
    client: { cert: "c.pem", key: "k.pem" },
  });
  expect(() => redisAddress("rediss://h?cert=c.pem")).toThrow(
    expect.objectContaining({ code: "PN7010", help: "`cert` and `key` go together" }),
  );
});

it("refuses settings that there are not, by their names alone", () => {
  expect(() => redisAddress("redis://h?sentinelpassword=hidden")).toThrow(
    expect.objectContaining({
      code: "PN7010",
      message: "the address of Redis cannot be read",
      help: "there is no setting `sentinelpassword`: write ca, cert, key, sentinelPassword",
    }),
  );
});
