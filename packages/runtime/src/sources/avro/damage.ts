/** What is wrong with bytes that are no Avro; told with the file and the block by whoever reads these. */
export class AvroDamage extends Error {}

export function damaged(message: string): never {
  throw new AvroDamage(message);
}
