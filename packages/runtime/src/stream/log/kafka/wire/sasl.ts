import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { KafkaSasl } from "../settings.js";

/** Sends what a client says; answers with what the broker says to it. */
export type Say = (bytes: Buffer) => Promise<Buffer>;

/** The broker is not the one that knows the secret, or does not keep to the mechanism. */
export class SaslFault extends Error {}

export const mechanismOf = ({ mechanism }: KafkaSasl): string => mechanism.toUpperCase();

/** Proves who the client is: RFC 4616 (PLAIN), RFC 5802 (SCRAM), RFC 7628 (OAUTHBEARER). */
export async function authenticate(sasl: KafkaSasl, say: Say): Promise<void> {
  switch (sasl.mechanism) {
    case "plain":
      await say(Buffer.from(`\0${sasl.username}\0${sasl.password}`));
      return;
    case "oauthbearer":
      await say(Buffer.from(`n,,\u0001auth=Bearer ${await sasl.token()}\u0001\u0001`));
      return;
    default:
      await scram(sasl, sasl.mechanism === "scram-sha-256" ? "sha256" : "sha512", say);
  }
}

/** Fewer rounds would tell the secret; more would keep the client busy for minutes. */
const LEAST_ROUNDS = 4_096;
const MOST_ROUNDS = 1_000_000;
const derive = promisify(pbkdf2);

async function scram(
  { username, password }: { readonly username: string; readonly password: string },
  hash: "sha256" | "sha512",
  say: Say,
): Promise<void> {
  const hmac = (key: Buffer, text: string): Buffer => createHmac(hash, key).update(text).digest();
  const nonce = randomBytes(24).toString("base64");
  const name = username.replaceAll("=", "=3D").replaceAll(",", "=2C");
  const first = `n=${name},r=${nonce}`;
  const challenge = (await say(Buffer.from(`n,,${first}`))).toString("utf8");
  const { r: both = "", s: salt = "", i: times = "" } = attributesOf(challenge);
  const rounds = Number(times);
  if (!both.startsWith(nonce) || both.length === nonce.length || salt === "")
    throw new SaslFault("the challenge of the broker is none of SCRAM");
  if (!(rounds >= LEAST_ROUNDS && rounds <= MOST_ROUNDS))
    throw new SaslFault(`the broker asks for ${times.slice(0, 20)} rounds of SCRAM`);
  const salted = await derive(
    password,
    Buffer.from(salt, "base64"),
    rounds,
    hash === "sha256" ? 32 : 64,
    hash,
  );
  const last = `c=biws,r=${both}`;
  const all = `${first},${challenge},${last}`;
  const clientKey = hmac(salted, "Client Key");
  const signature = hmac(createHash(hash).update(clientKey).digest(), all);
  const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)));
  const answer = attributesOf(
    (await say(Buffer.from(`${last},p=${proof.toString("base64")}`))).toString("utf8"),
  );
  const expected = hmac(hmac(salted, "Server Key"), all);
  const given = Buffer.from(answer["v"] ?? "", "base64");
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new SaslFault("the broker does not know the secret");
}

/** `a=…,b=…` by name. */
function attributesOf(text: string): Partial<Record<string, string>> {
  const found: Partial<Record<string, string>> = Object.create(null) as Partial<Record<string, string>>;
  for (const part of text.split(",")) found[part.slice(0, 1)] = part.slice(2);
  return found;
}
