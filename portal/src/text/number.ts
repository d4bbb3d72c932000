/** Numbers as this page's English writes them, everywhere alike, and as the server's sentences do. */
const written = new Intl.NumberFormat("en-US");
const share = new Intl.NumberFormat("en-US", { style: "percent", roundingMode: "floor" });

/** “1,600”. */
export function numeral(count: number): string {
  return written.format(count);
}

/** “1 signup”, “1,200 signups”. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${numeral(count)} ${count === 1 ? one : several}`;
}

/** “42%”; all is only said of all. */
export function percent(part: number): string {
  return share.format(part);
}
