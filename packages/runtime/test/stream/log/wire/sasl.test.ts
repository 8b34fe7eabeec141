import { expect, it } from "vitest";
import { authenticate, SaslFault } from "../../../../src/stream/log/kafka/wire/sasl.js";

/* What a broker may say to SCRAM that does not know the secret; real ones are asked in test/stream. */

const sasl = { mechanism: "scram-sha-256", username: "a,b=c", password: "secret" } as const;
const saying = (challenge: (nonce: string) => string, last = "") => {
  const heard: string[] = [];
  const done = authenticate(sasl, async (bytes) => {
    heard.push(bytes.toString());
    return Buffer.from(heard.length === 1 ? challenge(bytes.toString().split("r=")[1] ?? "") : last);
  });
  return { heard, done };
};

it.each([
  ["a nonce that is not the client's", () => "r=xyz,s=c2FsdA==,i=4096"],
  ["no nonce of its own", (nonce: string) => `r=${nonce},s=c2FsdA==,i=4096`],
  ["no salt", (nonce: string) => `r=${nonce}x,i=4096`],
  ["rounds that tell the secret", (nonce: string) => `r=${nonce}x,s=c2FsdA==,i=1`],
  ["rounds without end", (nonce: string) => `r=${nonce}x,s=c2FsdA==,i=2000000000`],
  ["no number of rounds", (nonce: string) => `r=${nonce}x,s=c2FsdA==,i=many`],
  ["nothing", () => ""],
])("is not told a proof: %s", async (_, challenge) => {
  const { heard, done } = saying(challenge);
  await expect(done).rejects.toBeInstanceOf(SaslFault);
  expect(heard).toHaveLength(1);
  expect(heard[0]).toContain("n=a=2Cb=3Dc,r=");
});

it.each(["v=AAAA", `v=${Buffer.alloc(32).toString("base64")}`, "e=other-error", ""])(
  "is not believed: %s",
  async (last) => {
    const { heard, done } = saying((nonce) => `r=${nonce}x,s=c2FsdA==,i=4096`, last);
    await expect(done).rejects.toBeInstanceOf(SaslFault);
    expect(heard.join()).not.toContain(sasl.password);
  },
);
