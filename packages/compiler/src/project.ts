/* What compiles whole projects, apart from what checks expressions: that is loaded when it is needed. */
export { checkProject, compileProject, type Checked, type Compiled, type Failed } from "./compile.js";
export type { Engine } from "./evaluate/index.js";
export { writeArtifacts } from "./write.js";
