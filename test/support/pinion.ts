import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The built command. */
export const PINION = fileURLToPath(new URL("../../packages/cli/bin/pinion.js", import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the process reads from stdin. */
  readonly input?: string;
  /** Permissions of files hold for it: root runs it without what lifts them. */
  readonly permitted?: boolean;
}

const POWERLESS = ["--bounding-set=-all", "--inh-caps=-all"];

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const powerless = options.permitted === true && process.getuid?.() === 0;
    const [file, given] = powerless ? ["setpriv", [...POWERLESS, program, ...args]] : [program, args];
    const child = spawn(file, given, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, NO_COLOR: "1", ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
    // A program that ends without reading its input is no mistake of the test.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
  });
}

/** Runs the built `pinion` as users do, in a process of its own. */
export const pinion = (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  run(process.execPath, [PINION, ...args], options);

/** The one JSON document of a `--json` run; a failure where stdout holds anything else. */
export function documentOf(ran: Ran): Readonly<Record<string, unknown>> {
  expect(ran.stdout, ran.stderr).toMatch(/^\{.*\}\n$/su);
  return JSON.parse(ran.stdout) as Readonly<Record<string, unknown>>;
}

/** Codes of arguments that cannot be, whatever the project is. */
const OF_ARGUMENTS: ReadonlySet<string> = new Set(["PN8003", "PN7005", "PN7007", "PN7010"]);

/** What every coded failure looks like: exit code 1, of arguments 2, one document with the code, nothing of Pinion's own fault. */
export function failureOf(ran: Ran): {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
} {
  const { error } = documentOf(ran) as { error?: { code: string; message: string; help?: string } };
  expect(ran.code, ran.stdout + ran.stderr).toBe(OF_ARGUMENTS.has(error?.code ?? "") ? 2 : 1);
  expect(error, ran.stdout).toBeDefined();
  return error ?? { code: "", message: "" };
}
