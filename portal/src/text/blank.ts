/** Whether a text shows nothing: only white space, control and format characters. The server has the same rule. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*$/u.test(text);
}
