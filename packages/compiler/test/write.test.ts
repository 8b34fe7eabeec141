import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeArtifacts } from "../src/write.js";

const folder = (): string => join(mkdtempSync(join(tmpdir(), "pinion-write-")), ".pinion");
const artifacts = new Map([
  ["manifest.json", "{}\n"],
  ["evaluators.js", "export {};\n"],
  ["sql/trips.sql", "SELECT 1;\n"],
]);

describe("writeArtifacts", () => {
  it("writes every file and leaves nothing else behind", async () => {
    const out = folder();
    await writeArtifacts(out, artifacts);
    expect(readdirSync(out, { recursive: true }).map(String).toSorted()).toEqual([
      "evaluators.js",
      "manifest.json",
      "sql",
      join("sql", "trips.sql"),
    ]);
    expect(readFileSync(join(out, "sql", "trips.sql"), "utf8")).toBe("SELECT 1;\n");
  });

  it("leaves files alone that are as they should be, and whatever else is there", async () => {
    const out = folder();
    await writeArtifacts(out, artifacts);
    writeFileSync(join(out, "other.txt"), "mine");
    const before = statSync(join(out, "manifest.json")).mtimeMs;
    await new Promise((done) => setTimeout(done, 20));
    await writeArtifacts(out, new Map([...artifacts, ["evaluators.js", "changed\n"]]));
    expect(statSync(join(out, "manifest.json")).mtimeMs).toBe(before);
    expect(readFileSync(join(out, "evaluators.js"), "utf8")).toBe("changed\n");
    expect(readFileSync(join(out, "other.txt"), "utf8")).toBe("mine");
  });

  it("takes away SQL of sources that are gone", async () => {
    const out = folder();
    await writeArtifacts(out, new Map([...artifacts, ["sql/old.sql", "SELECT 2;\n"]]));
    await writeArtifacts(out, artifacts);
    expect(readdirSync(join(out, "sql"))).toEqual(["trips.sql"]);
  });

  it("says why it cannot, and keeps what was there", async () => {
    const out = folder();
    await writeArtifacts(out, artifacts);
    mkdirSync(join(out, "client.d.ts", "in-the-way"), { recursive: true });
    const more = new Map([["client.d.ts", "export {};\n"], ...artifacts, ["manifest.json", "new\n"]]);
    await expect(writeArtifacts(out, more)).rejects.toMatchObject({ code: "PN4005" });
    expect(readFileSync(join(out, "manifest.json"), "utf8")).toBe("{}\n");
    expect(readdirSync(out).filter((file) => file.endsWith(".tmp"))).toEqual([]);

    const file = join(mkdtempSync(join(tmpdir(), "pinion-write-")), ".pinion");
    writeFileSync(file, "a file");
    await expect(writeArtifacts(file, artifacts)).rejects.toMatchObject({ code: "PN4005" });
    expect(existsSync(file)).toBe(true);
    chmodSync(file, 0o600);
  });
});
