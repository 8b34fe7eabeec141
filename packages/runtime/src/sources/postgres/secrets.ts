/** Takes the password of an address out of what is to be shown. */
export function withoutSecrets(message: string, connection: string): string {
  let shown = message.replaceAll(connection, "***");
  for (const secret of secretsOf(connection)) shown = shown.replaceAll(secret, "***");
  return shown;
}

/** Passwords as they are written and as they are meant. */
function secretsOf(connection: string): readonly string[] {
  const written = [
    /^[a-z]+:\/\/[^/@]*?:(.*)@[^@]*$/isu.exec(connection)?.[1],
    ...[...connection.matchAll(/[?&\s]password=([^&\s]+)/giu)].map((match) => match[1]),
  ].filter((secret) => secret !== undefined && secret !== "");
  return written.flatMap((secret = "") => {
    try {
      return [secret, decodeURIComponent(secret)];
    } catch {
      return [secret];
    }
  });
}
