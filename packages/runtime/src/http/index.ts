export { makeKey, readKeys, type ApiKey, type KeyRing, type Role } from "./auth/keys.js";
export { hashKey } from "./auth/hash.js";
export { superviseWorkers, type SuperviseOptions } from "./cluster/primary.js";
export { workerLink, type WorkerLink } from "./cluster/worker.js";
export { openApiDocument } from "./openapi/document.js";
export type { HttpOptions, Limits } from "./options.js";
export { pinionHttp } from "./plugin.js";
export type { RateLimit } from "./rate-limit.js";
export {
  startServer,
  type HttpServer,
  type ServerOptions,
  type Timeouts,
  type TlsOptions,
} from "./server.js";
