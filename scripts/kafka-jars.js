// Fetches the jars of Apache Kafka's broker with Maven into .cache/kafka, for the tests and benchmarks of streams.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const VERSION = "3.9.1";

/** @param {string} root the repository's; @returns {boolean} whether the jars are there */
export function fetchKafka(root) {
  const folder = join(root, ".cache", "kafka");
  if (process.env.PINION_KAFKA_JARS || existsSync(join(folder, `kafka-clients-${VERSION}.jar`))) return true;
  console.log(`fetching Apache Kafka ${VERSION} with Maven`);
  const work = mkdtempSync(join(tmpdir(), "pinion-kafka-jars-"));
  try {
    writeFileSync(
      join(work, "pom.xml"),
      `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>pinion</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
<dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency></dependencies>
</project>`,
    );
    const goals = ["dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=jars"];
    const done = spawnSync("mvn", ["-B", "-q", ...goals], {
      cwd: work,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (done.status !== 0) return false;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(root, ".cache"), { recursive: true });
    const copied = spawnSync("cp", ["-r", join(work, "jars"), `${folder}.part`]);
    if (copied.status !== 0) return false;
    renameSync(`${folder}.part`, folder);
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
