/** CSV that a spreadsheet shows and never executes: the same rules as in the server's writer (domain/csv_file.py). */

// Commas are the separators here, but a spreadsheet may be set to others, and take what follows one for a cell of its own.
const FORMULA =
  /(?:^|(?<=[,;|\t\r\n]))(?=['" \x0b\x0c\x85\xa0\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]*[=+\-@＝＋－＠\t\r\n])/gu; // eslint-disable-line no-control-regex -- they are what it is about

export const BYTE_ORDER_MARK = "\uFEFF";

/** One cell, quoted; an apostrophe before whatever could begin a formula makes it text. */
export function cell(value: string): string {
  return `"${value.replace(FORMULA, "'").replaceAll('"', '""')}"`;
}

/** A whole file. It begins with the mark by which spreadsheets know UTF-8. */
export function csv(rows: string[][]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Joins the pages of an export to one file: what the first begins with is left away from the others. */
export function joined(pages: string[]): string {
  const bare = pages.map((page) => page.replace(/^\uFEFF/u, ""));
  const heading = /^[^\r\n]*\r?\n/.exec(bare[0] ?? "")?.[0] ?? "";
  const rest = bare.map((page, index) =>
    index > 0 && heading && page.startsWith(heading) ? page.slice(heading.length) : page,
  );
  return BYTE_ORDER_MARK + rest.join("");
}
