import { makeKey, type Role } from "@pinion/runtime/http";
import { print, printDocument } from "../output.js";

export interface ApiKeyArguments {
  readonly json?: true;
  readonly roles: readonly string[];
  readonly tables?: readonly string[];
}

/** `pinion api-key NAME`: makes a key; it is shown this once, and its hash is what a server keeps. */
export async function apiKey(name: string, { json, roles, tables }: ApiKeyArguments): Promise<void> {
  const { key, entry } = await makeKey(name, {
    roles: roles as readonly Role[],
    ...(tables === undefined ? {} : { tables }),
  });
  if (json === true) {
    printDocument({ key, entry });
    return;
  }
  print(`key, shown this once:  ${key}`);
  print(`for the list \`keys\`:   ${JSON.stringify(entry)}`);
}
