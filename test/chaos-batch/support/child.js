// One materialisation in a process of its own, to be killed. Its report goes to stdout as JSON.
import { findJob, openClient } from "@pinion/runtime";

const { project, diesAtCheckpoint, ...request } = JSON.parse(process.argv[2] ?? "{}");
const client = await openClient({ project });
const job = await client.materializeFeatures(request);
if (diesAtCheckpoint !== undefined) {
  setInterval(() => {
    const { checkpoint } = findJob(project, job.id);
    if ((checkpoint?.number ?? 0) >= diesAtCheckpoint) process.kill(process.pid, "SIGKILL");
  }, 0).unref();
}
const { job: id, keys, resumedKeys, sinks } = await job.wait();
process.stdout.write(JSON.stringify({ job: id, keys, resumedKeys, sinks }));
await client.close();
