import { openClient, type Client, type FeatureRequest } from "@pinion/runtime";

/* What `client.d.ts` makes of a client's calls. Checked by the compiler, never run. */

/** Compiles only where both are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(is: Same<A, B>): void => void is;

interface PinionFeatures {
  readonly f_rides: number | bigint;
  readonly f_note: string | null;
  readonly f_share: number | null;
  readonly f_surge: number | null;
}
interface PinionKeys {
  readonly zone: number | bigint | `${bigint}`;
  readonly rider: string;
}
interface PinionFeatureKeys {
  readonly f_rides: readonly ["zone"];
  readonly f_note: readonly ["zone"];
  readonly f_share: readonly ["zone", "rider"];
  readonly f_surge: readonly [];
}

const client = await openClient<PinionFeatures, PinionKeys, PinionFeatureKeys>({ project: "." });

// Values have the types of the features at their positions, and null where no table holds one.
const { rows } = await client.getFeatures({
  features: ["f_rides", "f_note", "f_surge"],
  entities: [{ zone: 1 }, { zone: "2", rider: "ann" }],
  request: [{ surge: 1 }, { surge: 2 }],
});
const [first] = rows;
if (first !== undefined) {
  same<typeof first.values, readonly [number | bigint | null, string | null, number | null]>(true);
}
await client.getFeatures({ features: ["f_surge"], entities: [{}], request: [{}] });
// @ts-expect-error no such feature
await client.getFeatures({ features: ["f_ride"], entities: [{ zone: 1 }] });
// @ts-expect-error no such key
await client.getFeatures({ features: ["f_rides"], entities: [{ zones: 1 }] });
// @ts-expect-error a key of another type
await client.getFeatures({ features: ["f_rides"], entities: [{ zone: "one" }] });
// @ts-expect-error a key that one of the features needs is missing
await client.getFeatures({ features: ["f_rides", "f_share"], entities: [{ zone: 1 }] });

// Lists that are known only when running.
declare const names: readonly (keyof PinionFeatures)[];
const some = await client.getFeatures({ features: names, entities: [{ zone: 1, rider: "ann" }] });
same<(typeof some.rows)[number]["values"], readonly (number | bigint | string | null)[]>(true);

// Rows of tables.
const [row] = await client.getOnlineRows("zones", [1, "2"], ["f_rides", "f_note"]);
if (row !== undefined) {
  same<typeof row.features.f_rides, number | bigint>(true);
  same<typeof row.features.f_note, string | null>(true);
  void row.status.f_note;
  // @ts-expect-error it was not asked for
  void row.features.f_share;
}
// @ts-expect-error no such feature
await client.getOnlineRows("zones", [1], ["f_ride"]);
await client.getOnlineRows("pairs", ["1#ann", [1, "ann"]], ["f_share"]);
// @ts-expect-error the parts are in another order
await client.getOnlineRows("pairs", [["ann", 1]], ["f_share"]);
const { f_note } = await client.getOnlineFeatures("zones", 1, ["f_note"]);
same<typeof f_note, string | null>(true);
// @ts-expect-error a key of another type
await client.getOnlineFeatures("zones", true, ["f_note"]);
// @ts-expect-error a key of another type
await client.multiGetOnlineFeatures("zones", [1, "one"], ["f_note"]);

// Of a list that is known only when running any feature may be missing.
declare const chosen: readonly ("f_rides" | "f_note")[];
const partly = await client.getOnlineFeatures("zones", 1, chosen);
same<typeof partly.f_note, string | null | undefined>(true);

// What is computed of the request: a row, of several keys a list; the key is that of the other features.
const { f_surge } = await client.getOnlineFeatures("zones", 1, ["f_surge"], { request: { surge: 1.5 } });
same<typeof f_surge, number | null>(true);
await client.getOnlineRows("zones", [1, "2"], ["f_rides", "f_surge"], {
  request: [{ surge: 1 }, {}],
  deadlineMs: 50,
});
await client.multiGetOnlineFeatures("zones", [1], ["f_surge"], { request: [{ surge: "any" }] });
// @ts-expect-error one key has one row
await client.getOnlineFeatures("zones", 1, ["f_surge"], { request: [{ surge: 1.5 }] as const });
// @ts-expect-error several keys have a row each
await client.getOnlineRows("zones", [1], ["f_surge"], { request: { surge: 1.5 } });
// @ts-expect-error features of requests do not change the type of the key
await client.getOnlineRows("zones", [true], ["f_rides", "f_surge"], { request: [{}] });

// Deletions.
await client.delete({ table: "zones", keys: [1], features: ["f_note"] });
await client.delete({ table: "pairs", keys: ["1#ann"] });
await client.delete({ table: "zones", all: true });
// @ts-expect-error no such feature
await client.delete({ table: "zones", keys: [1], features: ["f_not"] });
// @ts-expect-error a key of another type
await client.delete({ table: "zones", keys: [true], features: ["f_note"] });

// Features alone: keys are of any type, as without types at all.
const halfTyped: Client<PinionFeatures> = await openClient<PinionFeatures>({ project: "." });
await halfTyped.getFeatures({ features: ["f_share"], entities: [{ zone: "one", anything: true }] });
await halfTyped.getOnlineFeatures("zones", true, ["f_rides"]);
// @ts-expect-error no such feature
await halfTyped.getFeatures({ features: ["f_ride"], entities: [{ zone: 1 }] });

const untyped = await openClient({ project: "." });
declare const request: FeatureRequest;
await untyped.getFeatures(request);
await untyped.getOnlineRows("anything", [true, ["a", 1n]], ["anything"]);
await untyped.delete({ table: "anything", keys: [new Date()], features: ["anything"] });
