import { PinionError } from "@pinion/core";

interface KafkaError {
  readonly name: string;
  readonly message: string;
  /** The protocol's name of what the broker answered. */
  readonly type?: string;
  readonly cause?: unknown;
}

/** Errors of a group that is being divided anew: what was asked is asked again by whoever owns it then. */
export function isRebalancing(error: unknown): boolean {
  const { type = "", cause } = error as KafkaError;
  if (
    [
      "REBALANCE_IN_PROGRESS",
      "ILLEGAL_GENERATION",
      "UNKNOWN_MEMBER_ID",
      "NOT_COORDINATOR_FOR_GROUP",
    ].includes(type)
  ) {
    return true;
  }
  return cause !== undefined && cause !== error && isRebalancing(cause);
}

/** What kafkajs throws as a coded error; a bug of ours as it is. Messages name the brokers, never a secret. */
export function kafkaError(error: unknown, label: string): unknown {
  if (error instanceof PinionError || !isKafkaError(error)) return error;
  const all = chainOf(error);
  const is = (pattern: RegExp): boolean =>
    all.some(({ name, type = "" }) => pattern.test(name) || pattern.test(type));
  if (
    is(
      /SASLAuthentication|SASL_AUTHENTICATION|TOPIC_AUTHORIZATION|GROUP_AUTHORIZATION|UnsupportedSaslMechanism/iu,
    )
  ) {
    return new PinionError("PN5502", `${label} refused the credentials`, {
      help: "check the user, the secret and the mechanism",
    });
  }
  if (is(/UNKNOWN_TOPIC_OR_PARTITION/u))
    return new PinionError("PN5503", `${label} lacks a topic of the source`);
  if (is(/NotImplemented/u) || all.some(({ message }) => /lz4|snappy|zstd|compress/iu.test(message))) {
    return new PinionError("PN5509", `a record of ${label} cannot be decompressed`, { cause: error });
  }
  const why = all.at(-1)?.message.slice(0, 200) ?? "";
  return new PinionError("PN5501", `${label} does not answer: ${why}`, {
    ...{ cause: error, help: "check the address, and that the broker runs" },
  });
}

/** Whether waiting cannot help. */
export const isFinal = (error: unknown): boolean =>
  !(error instanceof PinionError) || error.code !== "PN5501";

const isKafkaError = (error: unknown): error is KafkaError =>
  error instanceof Error && error.name.startsWith("KafkaJS");

export function chainOf(error: KafkaError): readonly KafkaError[] {
  const chain: KafkaError[] = [];
  for (let one: unknown = error; one instanceof Error && chain.length < 8; one = one.cause) chain.push(one);
  return chain;
}
