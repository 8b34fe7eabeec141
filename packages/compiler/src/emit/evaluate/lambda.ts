import { arrowOf, declare, tidy, type Code } from "../code/index.js";
import type { CallNode, LambdaNode } from "../graph/node.js";
import { enter, type Block, type Context } from "./context.js";
import { returned, store } from "./store.js";

/** A lambda as a JavaScript function: outside of everything where it uses nothing of what is around it. */
export function lambdaCode(
  context: Context,
  call: CallNode,
  index: number,
  lambda: LambdaNode,
  block: Block,
): Code {
  const hoisted = context.module.hoisted(lambda);
  if (hoisted !== undefined) return hoisted;
  const frame = { captures: false };
  context.frames.push(frame);
  const params = lambda.params.map((param) => {
    const name = context.scope.issue("p");
    context.variables.set(param, { name, frame: context.frames.length - 1 });
    return name;
  });
  const region = context.placements.of(call).inner.get(index);
  const body = enter(context, region, block, (inner) => {
    store(context, lambda.body, inner, returned);
    return tidy(inner.statements);
  });
  context.frames.pop();
  const [only] = body;
  if (body.length === 1 && only?.kind === "return" && only.value !== null) {
    const arrow = arrowOf(params, only.value);
    return frame.captures ? arrow : context.module.hoist(lambda, (name) => declare(name, arrow));
  }
  if (!frame.captures) {
    return context.module.hoist(lambda, (name) => ({
      kind: "function",
      name,
      params,
      body,
      exported: false,
    }));
  }
  const name = context.scope.issue("t");
  block.statements.push({ kind: "function", name, params, body, exported: false });
  return name;
}
