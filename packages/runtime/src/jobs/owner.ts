import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process, so told that no later one of the same number is taken for it. */
export interface Owner {
  readonly pid: number;
  /** When it was started, as the system says it. */
  readonly started: string;
  /** Where its number means something: the machine since it was booted, and its space of process numbers. */
  readonly place: string;
}

let self: Owner | undefined;

/** This process. */
export function thisProcess(): Owner {
  self ??= ownerOf(process.pid);
  return self;
}

/** A process of this machine. */
export const ownerOf = (pid: number): Owner => ({
  pid,
  started: startOf(pid) ?? "",
  place: placeOf(),
});

/** Whether a process still runs; undefined of one that cannot be seen from here, on another machine. */
export function isRunning(owner: Owner): boolean | undefined {
  if (owner.place !== thisProcess().place) return undefined;
  return sameStart(startOf(owner.pid), owner.started);
}

const placeOf = (): string =>
  [
    hostname(),
    attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    attempt(() => readlinkSync("/proc/self/ns/pid")),
  ].join(" ");

/** When a process was started; undefined where there is none, or it has ended and nobody has asked how. */
function startOf(pid: number): string | undefined {
  if (process.platform === "linux") {
    const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
    // The name, in brackets, may hold anything; behind it come the state and, as the 20th further field, the start.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "" || state === "Z" || state === "X" ? undefined : fields[18];
  }
  // `ps` tells how long a process has run, to the second; this one knows it without asking.
  const ran =
    pid === process.pid
      ? process.uptime()
      : Number(spawnSync("ps", ["-o", "etimes=", "-p", String(pid)], { encoding: "utf8" }).stdout || NaN);
  return Number.isFinite(ran) ? String(Math.round(Date.now() / 1000 - ran)) : undefined;
}

/** Elsewhere than on Linux starts are told to the second, more or less. */
const sameStart = (a: string | undefined, b: string): boolean =>
  a === b || (process.platform !== "linux" && a !== undefined && Math.abs(Number(a) - Number(b)) <= 2);

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
