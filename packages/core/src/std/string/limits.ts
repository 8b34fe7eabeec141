/** The longest text or binary, in units or bytes, that a function makes out of short arguments. */
export const MAX_GENERATED_LENGTH = 16 * 1024 * 1024;

/** The longest text that JavaScript can hold. */
export const MAX_TEXT_LENGTH = 2 ** 29 - 24;

/** The reason under which NULLs of results beyond these are counted. */
export const TOO_LONG = "result too long";

/** The most cells of the table of two texts that are computed for their edit distance: a second or two of work. */
export const MAX_DISTANCE_CELLS = 1e10;

/** The reason under which NULLs of texts beyond it are counted. */
export const TOO_FAR = "texts too long to compare";
