import { PinionError } from "@pinion/core";

interface ClientError extends Error {
  readonly code: string;
  /** The protocol's name of what the broker answered. */
  readonly apiId?: string;
  readonly errors?: readonly unknown[];
}

const isClientError = (error: unknown): error is ClientError =>
  error instanceof Error && "code" in error && String(error.code).startsWith("PLT_KFK");

/** An error with all that it holds. */
function allOf(error: unknown, depth = 0): readonly ClientError[] {
  if (!isClientError(error) || depth > 8) return [];
  const inner = [...(error.errors ?? []), error.cause].flatMap((one) => allOf(one, depth + 1));
  return [error, ...inner];
}

/** Whether the broker answered with one of these. */
export const isAnswer = (error: unknown, ...ids: readonly string[]): boolean =>
  allOf(error).some(({ apiId }) => apiId !== undefined && ids.includes(apiId));

/** Errors of a group that is being divided anew. */
export const isRebalancing = (error: unknown): boolean =>
  isAnswer(error, "REBALANCE_IN_PROGRESS", "ILLEGAL_GENERATION", "UNKNOWN_MEMBER_ID", "NOT_COORDINATOR");

/** What the client throws as a coded error; a bug of ours as it is. Messages name the brokers, never a secret. */
export function platformaticError(error: unknown, label: string): unknown {
  if (error instanceof PinionError || !isClientError(error)) return error;
  const all = allOf(error);
  if (
    all.some(({ code }) => code === "PLT_KFK_AUTHENTICATION") ||
    isAnswer(
      error,
      ...["SASL_AUTHENTICATION_FAILED", "UNSUPPORTED_SASL_MECHANISM"],
      ...["TOPIC_AUTHORIZATION_FAILED", "GROUP_AUTHORIZATION_FAILED"],
    )
  ) {
    return new PinionError("PN5502", `${label} refused the credentials`, {
      help: "check the user, the secret and the mechanism",
    });
  }
  if (isAnswer(error, "UNKNOWN_TOPIC_OR_PARTITION")) {
    return new PinionError("PN5503", `${label} lacks a topic of the source`);
  }
  if (all.some(({ code }) => code === "PLT_KFK_UNSUPPORTED_COMPRESSION")) {
    return new PinionError("PN5509", `a record of ${label} cannot be decompressed`, { cause: error });
  }
  const why = all.at(-1)?.message.slice(0, 200) ?? "";
  return new PinionError("PN5501", `${label} does not answer: ${why}`, {
    ...{ cause: error, help: "check the address, and that the broker runs" },
  });
}
