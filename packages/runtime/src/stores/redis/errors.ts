import { PinionError } from "@pinion/core";

/** Turns what ioredis and Redis say into a coded error that names the host and nothing secret. */
export function redisError(label: string, error: unknown, deadlineMs?: number): PinionError {
  if (error instanceof PinionError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/NOAUTH|WRONGPASS|invalid password|invalid username|NOPERM/iu.test(text)) {
    return new PinionError("PN6006", `${label} refused the credentials`, {
      help: "check the user and password of the environment variable that holds the address",
    });
  }
  if (/OOM command not allowed|MISCONF/iu.test(text)) {
    return new PinionError("PN6007", `${label} takes no more data: ${text.slice(0, 200)}`, {
      help: "make room in Redis and run the job again",
    });
  }
  if (deadlineMs !== undefined) {
    return new PinionError("PN6001", `${label} did not answer within ${deadlineMs} ms: ${reason(text)}`, {
      help: "check that it runs and that the address is right; a job that fails so is completed by running it again",
    });
  }
  return new PinionError("PN6001", `${label} is out of reach: ${reason(text)}`, {
    help: "check that it runs and that the address is right; a job that fails so is completed by running it again",
  });
}

const reason = (text: string): string =>
  /max retries|Connection is closed|Command timed out/iu.test(text)
    ? "no answer within the deadline"
    : text.slice(0, 200);
