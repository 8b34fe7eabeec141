import { spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Availability } from "./requires.js";

/** A file system of its own that is soon full. */
export interface SmallDisk {
  readonly dir: string;
  readonly resize: (megabytes: number) => void;
  readonly remove: () => void;
}

const mount = (...args: readonly string[]): boolean =>
  spawnSync("mount", args, { stdio: "ignore" }).status === 0;

/** Mounts one in memory; only root may. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const dir = mkdtempSync(join(tmpdir(), "pinion-disk-"));
  if (!mount("-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", dir)) {
    rmdirSync(dir);
    return undefined;
  }
  return {
    dir,
    resize: (size) => {
      if (!mount("-o", `remount,size=${size}m`, dir)) throw new Error("the disk could not be made larger");
    },
    remove: () => {
      spawnSync("umount", [dir], { stdio: "ignore" });
      rmdirSync(dir);
    },
  };
}

/** Whether such disks can be had. Where they cannot a limit of file sizes takes their part of it. */
export function smallDisks(): Availability {
  const disk = smallDisk(1);
  disk?.remove();
  return disk === undefined
    ? { available: false, reason: "file systems cannot be mounted" }
    : { available: true };
}
