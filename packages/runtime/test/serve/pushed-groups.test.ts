import { INT } from "@pinion/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { pushedGroups } from "../../src/serve/pushed-groups.js";

type Groups = readonly (readonly string[])[];

const infoOf = (groups: Groups) => ({
  groups: groups.map((names, i) => ({
    id: String(i),
    schema: { fields: names.map((name) => ({ name, type: INT })) },
  })),
});

/** A table's groups after a push: a group is its set of names. */
function after(groups: Groups, names: readonly string[]): Groups {
  const byId = new Map(groups.map((group) => [group.toSorted().join(), group]));
  for (const group of pushedGroups(infoOf(groups), names)) byId.set(group.toSorted().join(), group);
  return [...byId.values()];
}

it("takes whole groups, makes one of what is new, and one for each feature of a group that holds more", () => {
  const groups = [["a", "b", "c"], ["d"], ["e", "f"]];
  expect(pushedGroups(undefined, ["b", "a"])).toEqual([["b", "a"]]);
  expect(pushedGroups(infoOf(groups), ["c", "b", "a", "d"])).toEqual([["a", "b", "c"], ["d"]]);
  expect(pushedGroups(infoOf(groups), ["a", "b", "f", "x", "y"])).toEqual([["a"], ["b"], ["f"], ["x", "y"]]);
});

it("makes one more group for a feature at the most, whatever is pushed, and stores each value once", () => {
  const names = [..."abcdefgh"];
  fc.assert(
    fc.property(fc.array(fc.subarray(names, { minLength: 1 }), { maxLength: 40 }), (pushes) => {
      let groups: Groups = [];
      for (const pushed of pushes) {
        const into = pushedGroups(infoOf(groups), pushed);
        expect(into.flat().toSorted()).toEqual(pushed.toSorted());
        groups = after(groups, pushed);
      }
      for (const name of names) {
        expect(groups.filter((group) => group.includes(name)).length).toBeLessThanOrEqual(2);
      }
    }),
  );
});
