import { SCOPE } from "./characters.js";

/** Whether a text is a host as Java's URI has one: a name, an IPv4 address or an IPv6 address in brackets. */
export function isHost(text: string): boolean {
  if (text.startsWith("[")) return text.endsWith("]") && isIpv6(text.slice(1, -1));
  return isIpv4(text) || isHostname(text);
}

function isIpv4(text: string): boolean {
  const bytes = text.split(".");
  return bytes.length === 4 && bytes.every((byte) => /^[0-9]+$/.test(byte) && Number(byte) <= 255);
}

/** Labels of letters, digits and inner hyphens, the last of several with a letter first; a dot may end it. */
function isHostname(text: string): boolean {
  const labels = text.split(".");
  if (labels.length > 1 && labels.at(-1) === "") labels.pop();
  const last = labels.at(-1) ?? "";
  return (
    labels.every((label) => /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(label)) &&
    (labels.length === 1 || /^[a-zA-Z]/.test(last))
  );
}

/** Eight groups, fewer beside `::`; the last two may be written as IPv4. A zone may follow a percent sign. */
function isIpv6(text: string): boolean {
  const percent = text.indexOf("%");
  if (percent >= 0) return SCOPE.test(text.slice(percent + 1)) && isIpv6(text.slice(0, percent));
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const embedded = last.includes(".") && !text.endsWith("::");
  const hex = embedded ? groups.slice(0, -1) : groups;
  const count = hex.length + (embedded ? 2 : 0);
  return (
    hex.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) &&
    (!embedded || isIpv4(last)) &&
    (halves.length === 2 ? count < 8 : count === 8)
  );
}
