/** What a chosen file says, whatever program has saved it: its text, its delimiter, its first rows. */
import Papa from "papaparse";
import type { ImportPlan } from "../api/client";

export type Delimiter = ImportPlan["delimiter"];

export const DELIMITERS: Record<Delimiter, string> = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Vertical bar" };
export const LARGEST_BYTES = 100 * 1024 * 1024;
const PREVIEWED_ROWS = 50;

/** A file that can't be imported; its message says why and what to do. */
export class Unreadable extends Error {
  override name = "Unreadable";
}

/** Reads text in UTF-8, UTF-16 or, as older spreadsheets save it, Windows-1252. Throws Unreadable. */
export function decoded(bytes: Uint8Array): string {
  const begins = (...with_: number[]) => with_.every((byte, index) => bytes[index] === byte);
  if (bytes.length === 0) throw new Unreadable("This file is empty.");
  if (begins(0x50, 0x4b, 3, 4)) throw new Unreadable("This is a workbook of a spreadsheet program. Save it there as CSV, and choose that file.");
  if (begins(0xff, 0xfe)) return new TextDecoder("utf-16le").decode(bytes);
  if (begins(0xfe, 0xff)) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.subarray(0, 4096).includes(0)) throw new Unreadable("This file isn’t text. Save your list as CSV, and choose that file.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The delimiter that makes the most sense of a text. */
export function guessedDelimiter(text: string): Delimiter {
  const { meta } = Papa.parse<string[]>(text, { preview: PREVIEWED_ROWS, delimitersToGuess: Object.keys(DELIMITERS), skipEmptyLines: "greedy" });
  return isDelimiter(meta.delimiter) ? meta.delimiter : ",";
}

/** The first rows; those without anything in them are left out. */
export function firstRows(text: string, delimiter: Delimiter): string[][] {
  return Papa.parse<string[]>(text, { preview: PREVIEWED_ROWS, delimiter, skipEmptyLines: "greedy" }).data;
}

function isDelimiter(text: string): text is Delimiter {
  return text in DELIMITERS;
}
