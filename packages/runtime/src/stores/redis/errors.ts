import { PinionError } from "@pinion/core";

/** Turns what ioredis and Redis say into a coded error that names the host and nothing secret. */
export function redisError(label: string, error: unknown): PinionError {
  return coded(label, error) ?? outOfReach(`${label} is out of reach: ${reason(error)}`);
}

/** The error of a call whose time is over: `last` is what its last attempt met, `connection` what the connection did. */
export function lateError(label: string, withinMs: number, last: unknown, connection: unknown): PinionError {
  const within = `${Number(withinMs.toFixed(2))} ms`;
  if (isAnswer(last)) {
    return (
      coded(label, last) ??
      outOfReach(
        `${label} refused for ${within}: ${reason(last)}`,
        HELPS.get(textOf(last).split(" ")[0] ?? ""),
      )
    );
  }
  // What was sent had no answer; otherwise nothing could be sent, and the connection knows why.
  if (last === undefined) return outOfReach(`${label} did not answer within ${within}`);
  const error = connection ?? last;
  return coded(label, error) ?? outOfReach(`${label} did not answer within ${within}: ${reason(error)}`);
}

/** Redis' own words begin with one in capitals. */
const isAnswer = (error: unknown): boolean => /^[A-Z]{3,} /u.test(textOf(error));

const HELPS: ReadonlyMap<string, string> = new Map([
  ["READONLY", "it is a replica, or was demoted: give the address of the master, or of its sentinels"],
  ["BUSY", "somebody's script runs for long: it goes on once that has ended"],
  ["LOADING", "it goes on by itself once Redis has loaded its data"],
  ["MASTERDOWN", "the replica has lost its master: give the address of the one that took its place"],
  ["CLUSTERDOWN", "some slots of the cluster have no master: look at `CLUSTER INFO`"],
]);

/** What says more than that the store is out of reach. */
function coded(label: string, error: unknown): PinionError | undefined {
  if (error instanceof PinionError) return error;
  const text = textOf(error);
  if (/NOPERM/u.test(text)) {
    return new PinionError("PN6006", `${label} does not permit this: ${text.slice(0, 200)}`, {
      help: "let the user of the address run the command on keys that begin with `pinion:`, by `ACL SETUSER`",
    });
  }
  if (/NOAUTH|WRONGPASS|invalid password|invalid username/iu.test(text)) {
    return new PinionError("PN6006", `${label} refused the credentials`, {
      help: "check the user and password of the environment variable that holds the address",
    });
  }
  if (isOtherType(error)) {
    return new PinionError("PN6003", `${label} holds something of another type under a key of Pinion's`, {
      help: "another program writes there: give one of them a database, or tables, of its own",
    });
  }
  if (/OOM command not allowed|MISCONF/iu.test(text)) {
    return new PinionError("PN6007", `${label} takes no more data: ${text.slice(0, 200)}`, {
      help: "make room in Redis and run the job again",
    });
  }
  return undefined;
}

/** Whether a command met a key that holds another type. */
export const isOtherType = (error: unknown): boolean => textOf(error).includes("WRONGTYPE");

/** For commands that may leave such a key alone. */
export const ifOtherType =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (isOtherType(error)) return instead;
    throw error;
  };

const outOfReach = (
  message: string,
  help = "check that it runs and that the address is right; a job that fails so is completed by running it again",
): PinionError => new PinionError("PN6001", message, { help });

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** ioredis names its own options where it says that there is no connection. */
const reason = (error: unknown): string => {
  const text = textOf(error);
  return /max retries|connection is closed|connection close$|Command timed out|enableOfflineQueue/iu.test(
    text,
  )
    ? "there is no connection"
    : text.slice(0, 200);
};
