/** The most elements that a function puts into one array. */
export const MAX_ELEMENTS = 1024 * 1024;

/** The reason under which NULLs of results beyond it are counted. */
export const TOO_MANY = "too many elements";
