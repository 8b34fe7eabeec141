/** Whether the text is digits alone, the last of them right by the Luhn algorithm (ISO/IEC 7812-1). */
export function luhnCheck(text: string): boolean {
  if (!/^[0-9]+$/.test(text)) return false;
  let sum = 0;
  let double = false;
  for (let i = text.length - 1; i >= 0; i--) {
    const digit = text.charCodeAt(i) - 48;
    const twice = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += double ? twice : digit;
    double = !double;
  }
  return sum % 10 === 0;
}
