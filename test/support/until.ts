import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks again and again until the answer is yes, as long as a starved machine may take. What is thrown meanwhile is no answer;
 * in the end the last of it is told.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  { seconds = 100, every = 20 }: { readonly seconds?: number; readonly every?: number } = {},
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  let thrown: unknown;
  do {
    try {
      if (await holds()) return;
    } catch (error) {
      thrown = error;
    }
    await sleep(every);
  } while (performance.now() < end);
  throw new Error(`it never came to be: ${what}`, { cause: thrown });
}
