/** Whether a text shows nothing: only white space, control and format characters. The server has the same rule. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*$/u.test(text);
}

/** What stands for a message in which nobody can see anything; the server's previews have the same. */
export const EMPTY = "(empty message)";

const NO_CHARACTER = /(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** A text without what is no character, which the server refuses: what was pasted may hold it, and nobody sees it. */
export function withoutControls(text: string): string {
  return text.replace(NO_CHARACTER, "");
}
