export * from "./cells.js";
export * from "./decode.js";
export * from "./encode.js";
export * from "./layout.js";
export * from "./pack.js";
export * from "./reading.js";
export * from "./schema.js";
export * from "./window.js";
