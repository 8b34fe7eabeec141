/**
 * The page of one code, shown by `pinion explain CODE` and in the docs. Wrong and right are run by
 * the tests: of an expression both are checked against `columns`; of a project both are compiled.
 */
export interface CodePage {
  /** What is wrong, in a line: lower case, no full stop. */
  readonly title: string;
  /** Why it is refused and what to do, in whole sentences. */
  readonly explanation: string;
  readonly example: ExpressionExample | ProjectExample | TextExample;
}

export interface ExpressionExample {
  readonly kind: "expression";
  /** Columns by name, types in Spark's spelling. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly wrong: string;
  readonly right: string;
}

/** Whole definition files, `features/a.ts` of a project; or configurations beside one that is right. */
export interface ProjectExample {
  readonly kind: "project";
  readonly file?: "pinion.config.ts";
  /** Other files of the project, by path. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly wrong: string;
  readonly right: string;
}

/** For what only shows at run time: prose or commands, not run by the tests of the pages. */
export interface TextExample {
  readonly kind: "text";
  readonly wrong: string;
  readonly right: string;
}
