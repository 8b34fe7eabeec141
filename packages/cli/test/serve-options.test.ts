import { CommanderError } from "commander";
import { expect, it } from "vitest";
import { buildProgram } from "../src/program.js";

/* A wrong value of an option of `pinion serve` is wrong usage, and the message names the option and says what it is. */

const WRONG: Readonly<Record<string, readonly [says: RegExp, ...values: string[]]>> = {
  "--project": [/not empty/u, ""],
  "--host": [/not empty/u, ""],
  "--port": [/number up to 65535/u, "", "-1", "x", "1e3", "70000", "0.5"],
  "--store": [/embedded, embedded:DIR, redis:/u, "", "foo", "redis://", "embedded:", "http://x"],
  "--workers": [/whole number above 0, at most 256/u, "", "0", "x", "257", "1.5", "-1"],
  "--keys": [/not empty/u, ""],
  "--tls-cert": [/not empty/u, ""],
  "--tls-key": [/not empty/u, ""],
  "--tls-client-ca": [/not empty/u, ""],
  "--rate-limit": [/positive number/u, "", "0", "-1", "x", "Infinity", "NaN"],
  "--body-limit": [/whole number above 0, at most 268435456/u, "", "0", "1.5", "1MB", "9999999999"],
  "--deadline": [/whole number of milliseconds above 0/u, "", "0", "x", "0.5", "9999999999"],
  "--drain": [/number of seconds from 0 to 86400/u, "", "-1", "x", "Infinity", "90000"],
  "--log-level": [/trace, debug, info/u, "", "loud", "INFO"],
};

const program = buildProgram();
const serve = program.commands.find((command) => command.name() === "serve");
serve?.configureOutput({ writeErr: () => undefined });

const options = serve?.options.filter(({ required, optional }) => required || optional) ?? [];

it.each(options.map(({ long }) => long ?? ""))("%s", async (flag) => {
  const [says, ...values] = WRONG[flag] ?? [/^$/u];
  expect(values).not.toEqual([]);
  for (const value of values) {
    const failure: unknown = await program
      .parseAsync(["serve", `${flag}=${value}`], { from: "user" })
      .catch((error: unknown) => error);
    if (!(failure instanceof CommanderError)) throw new Error(`taken: ${flag}=${value}`);
    expect(failure.message).toContain(flag);
    expect(failure.message).toMatch(says);
  }
});
