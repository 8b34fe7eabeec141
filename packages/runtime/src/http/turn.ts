/** Runs what it is given at the end of the turn of the event loop, all of one turn one after another. */
export type AtEndOfTurn = (action: () => void) => void;

/**
 * What one turn reads from many connections is answered together at its end. Who waits for an answer is woken by the first that
 * comes, which takes the system longer than sending one: so the others come while that one is at work anyhow.
 */
export function atEndOfTurn(): AtEndOfTurn {
  let actions: (() => void)[] = [];
  const run = (): void => {
    const own = actions;
    actions = [];
    for (const action of own) action();
  };
  return (action) => {
    if (actions.push(action) === 1) setImmediate(run);
  };
}
