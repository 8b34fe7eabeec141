import { readdirSync, watch, type FSWatcher } from "node:fs";
import { join, resolve } from "node:path";
import { createRebundler } from "./evaluate/bundle.js";
import type { Engine } from "./evaluate/index.js";
import { startWorker } from "./evaluate/run.js";
import { createMemory } from "./plan/memory.js";
import { namedFiles } from "./watch-named.js";

/** How long after a change others are waited for, in milliseconds: editors write several files at once. */
const SETTLE = 5;

/** Workers that wait: one for the configuration, one for the definitions. */
const WAITING = 2;

/** What a definition may depend on. */
const READ = /\.(?:[cm]?[jt]sx?|json|avsc)$/;

/**
 * Yields at once, and again after each change of a file in the project's folder, until the signal is given.
 * What it yields makes the next compilation quick: it goes on with what the last one knew.
 */
export async function* watchProject(dir: string, signal: AbortSignal): AsyncGenerator<Engine> {
  const root = resolve(dir);
  const rebundler = createRebundler();
  const ready = Array.from({ length: WAITING }, startWorker);
  const changes = createChanges(root, signal);
  const engine: Engine = {
    bundler: rebundler.bundle,
    configs: new Map(),
    memory: createMemory(),
    names: changes.names,
    worker: () => ready.shift() ?? startWorker(),
  };
  try {
    while (!signal.aborted) {
      yield engine;
      // Started once nothing waits for an answer that they would take the processor from.
      while (ready.length < WAITING) ready.push(startWorker());
      await changes.next();
    }
  } finally {
    changes.close();
    await Promise.all([rebundler.dispose(), ...ready.map((worker) => worker.dismiss())]);
  }
}

interface Changes {
  /** Resolves after the next change, or one since it was last called; and when the signal is given. */
  readonly next: () => Promise<void>;
  /** Files that count too, whatever they are called and wherever they are. */
  readonly names: (files: readonly string[]) => void;
  readonly close: () => void;
}

function createChanges(root: string, signal: AbortSignal): Changes {
  const watchers = new Map<string, FSWatcher>();
  let changed = false;
  let wake: () => void = () => undefined;
  const touch = (): void => {
    changed = true;
    wake();
  };
  const named = namedFiles(touch);
  const watchFolder = (folder: string): void => {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, (_event, name) => {
        if (name === null || name.startsWith(".") || name === "node_modules") return;
        if (READ.test(name)) touch();
        else watchTree(join(folder, name)); // a folder, it may be
      });
      watcher.on("error", () => watchers.delete(folder));
      watchers.set(folder, watcher);
    } catch {
      return; // not a folder, or gone
    }
  };
  const watchTree = (folder: string): void => {
    const known = watchers.has(folder);
    let entries;
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      return;
    }
    watchFolder(folder);
    // What a new folder holds came before it was watched.
    if (!known && folder !== root && entries.some((entry) => READ.test(entry.name))) changed = true;
    for (const entry of entries) {
      const skipped = entry.name.startsWith(".") || entry.name === "node_modules";
      if (entry.isDirectory() && !skipped) watchTree(join(folder, entry.name));
    }
    if (changed) wake();
  };
  watchTree(root);
  changed = false;
  signal.addEventListener("abort", touch, { once: true });
  return {
    names: named.watch,
    async next() {
      while (!changed) await new Promise<void>((resolve) => (wake = resolve));
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, SETTLE));
      changed = false;
    },
    close() {
      for (const watcher of watchers.values()) watcher.close();
      named.close();
    },
  };
}
