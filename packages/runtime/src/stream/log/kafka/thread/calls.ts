import { receivedError, sentError, type Answer, type Request } from "./protocol.js";

type Shape = { readonly argument: unknown; readonly answer: unknown };
type Shapes<Requests> = { readonly [Name in keyof Requests]: Shape };

/** Requests to the other thread that wait for their answers. */
export interface Calls<Requests extends Shapes<Requests>> {
  readonly call: <Name extends keyof Requests>(
    name: Name,
    argument: Requests[Name]["argument"],
    transfer?: readonly ArrayBuffer[],
  ) => Promise<Requests[Name]["answer"]>;
  readonly answered: (answer: Answer) => void;
  /** Nothing is answered any more. */
  readonly end: (error: unknown) => void;
}

type Send = (message: unknown, transfer: readonly ArrayBuffer[]) => void;

export function calls<Requests extends Shapes<Requests>>(send: Send): Calls<Requests> {
  const waiting = new Map<
    number,
    { readonly resolve: (value: never) => void; readonly reject: (error: unknown) => void }
  >();
  let last = 0;
  let ended: { readonly error: unknown } | undefined;
  return {
    call: (name, argument, transfer = []) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) return reject(ended.error);
        const id = ++last;
        waiting.set(id, { resolve, reject });
        send({ kind: "request", id, name, argument }, transfer);
      }),
    answered: (answer) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.kind === "answer") one?.resolve(answer.value as never);
      else one?.reject(receivedError(answer.error));
    },
    end: (error) => {
      ended = { error };
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}

/** Does what the other thread asks for, and answers. */
export async function answer<Requests>(
  { id }: Request<Requests>,
  send: Send,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    const value = await work();
    send({ kind: "answer", id, value } satisfies Answer, []);
  } catch (error) {
    send({ kind: "failed", id, error: sentError(error) } satisfies Answer, []);
  }
}
