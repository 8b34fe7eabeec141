import type { Problem, TypedVariable } from "@pinion/core";
import { refuse, type LambdaArgument, type LambdaParam } from "@pinion/core/functions";
import type { Lambda } from "../parse/expr.js";
import { shown, type Checking } from "./checking.js";

/** A lambda whose body is checked once the function has said what its parameters are. */
export function lambdaArgument(c: Checking, lambda: Lambda): LambdaArgument | undefined {
  const twice = lambda.params.find((param, i) =>
    lambda.params.slice(0, i).some((other) => other.name.toLowerCase() === param.name.toLowerCase()),
  );
  if (twice !== undefined) {
    return c.report({
      code: "PN2105",
      message: `the lambda has two parameters called ${shown(twice.name)}`,
      span: twice.span,
    });
  }
  return {
    kind: "lambda",
    span: lambda.span,
    arity: lambda.params.length,
    bind: (params) => bind(c, lambda, params),
  };
}

function bind(
  c: Checking,
  lambda: Lambda,
  types: readonly LambdaParam[],
): ReturnType<LambdaArgument["bind"]> {
  if (types.length !== lambda.params.length) {
    const expected = `${types.length} ${types.length === 1 ? "parameter" : "parameters"}`;
    return refuse("PN2206", `the lambda takes ${lambda.params.length}, expected ${expected}`, lambda.span);
  }
  const params = lambda.params.map(({ name, span }, i): TypedVariable => {
    const param = types[i];
    if (param === undefined) throw new Error(`no type of parameter ${i}`);
    return { kind: "variable", id: c.freshId(), name, type: param.type, nullable: param.nullable, span };
  });
  const variables = new Map(c.variables);
  for (const param of params) variables.set(param.name.toLowerCase(), param);

  const problems: Problem[] = [];
  const body = c
    .inside(variables, (problem) => {
      if (problem.severity === "warning") c.report(problem);
      else problems.push(problem);
      return undefined;
    })
    .check(lambda.body);
  return body === undefined
    ? { kind: "refusal", problems }
    : { kind: "lambda", params, body, span: lambda.span };
}
