/** Of A to Z; 7 marks H and W, which do not part equal codes, 0 the vowels, which do. */
const CODES = "01230127022455012623017202";

/** The code of how an English word sounds; the text itself where it does not begin with a letter A to Z. */
export function soundex(text: string): string {
  const first = text.slice(0, 1).toUpperCase();
  if (!/^[A-Z]$/.test(first) || !/^[A-Za-z]/.test(text)) return text;
  let result = first;
  let last = codeOf(first);
  for (let i = 1; i < text.length && result.length < 4; i++) {
    const unit = text[i] ?? "";
    const code = codeOf(/^[a-z]$/.test(unit) ? unit.toUpperCase() : unit);
    if (code === undefined) {
      last = "0";
    } else if (code !== "7") {
      if (code !== "0" && code !== last) result += code;
      last = code;
    }
  }
  return result.padEnd(4, "0");
}

const codeOf = (letter: string): string | undefined =>
  letter >= "A" && letter <= "Z" ? CODES[letter.charCodeAt(0) - 65] : undefined;
