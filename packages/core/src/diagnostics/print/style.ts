/** What a piece of a printed diagnostic is. */
export type Role = "error" | "warning" | "message" | "frame" | "secondary" | "help";

export type Style = (role: Role, text: string) => string;

export const plain: Style = (_, text) => text;

const SEQUENCES: Readonly<Record<Role, string>> = {
  error: "\u001b[1;31m",
  warning: "\u001b[1;33m",
  message: "\u001b[1m",
  frame: "\u001b[34m",
  secondary: "\u001b[1;34m",
  help: "\u001b[1;36m",
};

/** ANSI colours. */
export const coloured: Style = (role, text) => (text === "" ? "" : `${SEQUENCES[role]}${text}\u001b[0m`);
