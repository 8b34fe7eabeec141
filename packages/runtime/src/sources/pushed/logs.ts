import type { FileSourceEntry } from "@pinion/core";
import { pushedFolder, type Environment } from "../../load/settings.js";
import { openPushLog, type PushLog } from "./append.js";

/** The logs of one process, each opened when it is first written. */
export interface PushLogs {
  /** Throws PN5007 where the folder comes from a variable that is not set. */
  readonly of: (source: FileSourceEntry) => PushLog;
  readonly close: () => Promise<void>;
}

export function openPushLogs(project: string, environment: Environment): PushLogs {
  const logs = new Map<string, PushLog>();
  return {
    of: (source) => {
      const known = logs.get(source.name);
      if (known !== undefined) return known;
      const folder = pushedFolder(project, source, environment);
      if (folder === undefined) throw new Error(`source ${source.name} keeps no pushed rows`);
      const log = openPushLog(folder, source.name);
      logs.set(source.name, log);
      return log;
    },
    close: async () => {
      await Promise.all([...logs.values()].map((log) => log.close()));
    },
  };
}
