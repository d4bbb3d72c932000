/** What a chosen file says, whatever program has saved it: its text, its delimiter, its first rows. */
import type { ImportPlan } from "../api/client";
import { namedDelimiter, rowsOf, usualWidth, type FileRow } from "../csv/rows";

export type Delimiter = ImportPlan["delimiter"];

export const DELIMITERS: Record<Delimiter, string> = {
  ",": "Comma",
  ";": "Semicolon",
  "\t": "Tab",
  "|": "Vertical bar",
};
export const LARGEST_BYTES = 100 * 1024 * 1024;
const PREVIEWED_ROWS = 50;
/** What a text may have of controls by mistake (services/imports.py): a workbook or a picture has far more. */
const MISTAKES = 0.02;
const LOOKED_AT_BYTES = 256 * 1024;

/** A file that can't be imported; its message says why and what to do. */
export class Unreadable extends Error {
  override name = "Unreadable";
}

/** Reads text in UTF-8, UTF-16 or, as older spreadsheets save it, Windows-1252. Throws Unreadable. */
export function decoded(bytes: Uint8Array): string {
  const begins = (...with_: number[]) => with_.every((byte, index) => bytes[index] === byte);
  if (bytes.length === 0) throw new Unreadable("This file is empty.");
  if (begins(0x50, 0x4b, 3, 4))
    throw new Unreadable("This is a spreadsheet workbook. Save it as CSV and choose that file.");
  if (begins(0xff, 0xfe)) return new TextDecoder("utf-16le").decode(bytes);
  if (begins(0xfe, 0xff)) return new TextDecoder("utf-16be").decode(bytes);
  const beginning = bytes.subarray(0, LOOKED_AT_BYTES);
  if (beginning.filter(isControl).length > beginning.length * MISTAKES)
    throw new Unreadable("This isn’t a text file. Save your list as CSV and choose that file.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function isControl(byte: number): boolean {
  return byte < 32 && ![9, 10, 11, 12, 13, 0x1a, 0x1b].includes(byte);
}

/** The delimiter that the file names, or else the one by which most of its rows are alike. */
export function guessedDelimiter(text: string): Delimiter {
  const named = namedDelimiter(text);
  if (named !== undefined && isDelimiter(named)) return named;
  const alike = (Object.keys(DELIMITERS) as Delimiter[]).map((delimiter) => {
    const widths = rowsOf(text, delimiter, 0, PREVIEWED_ROWS)
      .map(({ cells }) => cells.length)
      .filter((width) => width > 1);
    return {
      delimiter,
      count: Math.max(0, ...widths.map((width) => widths.filter((other) => other === width).length)),
    };
  });
  return alike.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

/** The first rows; those without anything to see in them are left out. */
export function firstRows(
  text: string,
  delimiter: Delimiter,
  width = usualWidth(text, delimiter, PREVIEWED_ROWS),
): FileRow[] {
  return rowsOf(text, delimiter, width, PREVIEWED_ROWS).filter(({ cells }) => cells.some(isVisible));
}

/** Whether there is anything to see (domain/visible.py). */
function isVisible(cell: string): boolean {
  return /[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u.test(cell);
}

function isDelimiter(text: string): text is Delimiter {
  return text in DELIMITERS;
}
