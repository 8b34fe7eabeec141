import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "../../support/program.js";

export const opensslAvailable = program("openssl", "PINION_OPENSSL");

/** PEM texts. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate for localhost that signs itself. */
export function selfSigned(name = "localhost"): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "pinion-tls-"));
  const certFile = join(folder, "cert.pem");
  const keyFile = join(folder, "key.pem");
  const made = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
    ...["-keyout", keyFile, "-out", certFile],
  ]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  return { cert: readFileSync(certFile, "utf8"), key: readFileSync(keyFile, "utf8") };
}
