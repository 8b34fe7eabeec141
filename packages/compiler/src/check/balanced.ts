/** All of them connected, in their order, in a tree as low as can be: a chain of thousands would overflow walks. */
export function balanced<T>(all: readonly T[], connect: (left: T, right: T) => T): T {
  const [only] = all;
  if (only === undefined) throw new Error("nothing to connect");
  if (all.length === 1) return only;
  const middle = all.length >> 1;
  return connect(balanced(all.slice(0, middle), connect), balanced(all.slice(middle), connect));
}
