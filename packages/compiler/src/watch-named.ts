import { watch, type FSWatcher } from "node:fs";
import { basename, dirname } from "node:path";

export interface NamedFiles {
  /** These count from now on, and no others. */
  readonly watch: (files: readonly string[]) => void;
  readonly close: () => void;
}

interface Watched {
  readonly watcher: FSWatcher;
  names: ReadonlySet<string>;
}

/**
 * Tells of changes of files that definitions name, whatever they are called and wherever they are. Their folders are
 * watched, so that a file that is replaced, or comes to be, counts too.
 */
export function namedFiles(touch: () => void): NamedFiles {
  const folders = new Map<string, Watched>();
  const add = (folder: string, names: ReadonlySet<string>): void => {
    try {
      const watcher = watch(folder, (_event, name) => {
        if (name !== null && folders.get(folder)?.names.has(name) === true) touch();
      });
      watcher.on("error", () => folders.delete(folder));
      folders.set(folder, { watcher, names });
    } catch {
      return; // no such folder
    }
  };
  return {
    watch(files) {
      const wanted = new Set(files.map((file) => dirname(file)));
      for (const [folder, { watcher }] of folders) {
        if (wanted.has(folder)) continue;
        watcher.close();
        folders.delete(folder);
      }
      for (const folder of wanted) {
        const names = new Set(files.filter((file) => dirname(file) === folder).map((file) => basename(file)));
        const known = folders.get(folder);
        if (known === undefined) add(folder, names);
        else known.names = names;
      }
    },
    close() {
      for (const { watcher } of folders.values()) watcher.close();
      folders.clear();
    },
  };
}
