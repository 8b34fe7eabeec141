import fc from "fast-check";

/** Texts of few kinds of characters, those of one and of two units mixed. */
export const anyText = fc
  .array(fc.constantFrom("a", "b", "é", "ß", "Σ", "e\u0301", "\0", " ", "\n", "\uffff", "😀", "𐐨"), {
    maxLength: 12,
  })
  .map((characters) => characters.join(""));
