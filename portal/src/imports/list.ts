/** The list in a file: where it begins, below what titles, and what its columns are called and hold. */
import type { FileRow } from "../csv/rows";
import { TARGETS, type Kind, type Target } from "./targets";

export interface List {
  /** The columns' names, each another; empty where a column has none. */
  headings: string[];
  /** The first rows below the headings. */
  body: string[][];
}

/** How many rows may stand above a list. */
const TITLES = 20;

/** The row where the list begins: that of the headings, where only titles stand above it. */
export function guessedBeginning(kind: Kind, rows: FileRow[]): number {
  const width = Math.max(...rows.map(({ cells }) => cells.length), 1);
  const place = rows
    .slice(0, TITLES)
    .findIndex(
      ({ cells }) =>
        new Set(cells.map((cell) => knownAs(kind, cell)).filter((known) => known !== null)).size >= Math.min(2, width),
    );
  const isTitle = ({ cells }: FileRow) =>
    !cells.some((cell) => isEmail(cell) || isPhone(cell)) &&
    filled(cells) <= Math.max(1, filled(rows[place]?.cells ?? []) / 3);
  return (place > 0 && rows.slice(0, place).every(isTitle) ? rows[place] : rows[0])?.number ?? 1;
}

/** Whether the first row names the columns. */
export function guessedHeader(kind: Kind, rows: string[][]): boolean {
  const [first = []] = rows;
  if (first.some((cell) => isEmail(cell) || isPhone(cell))) return false;
  if (first.some((cell) => knownAs(kind, cell))) return true;
  const named = first.map(normal).filter((name) => name !== "");
  return (
    rows.length > 1 &&
    named.length === first.length &&
    new Set(named).size === named.length &&
    !named.some((name) => /^\d+$/.test(name))
  );
}

/** As wide as the headings, or as most rows. */
export function listOf(rows: string[][], hasHeader: boolean): List {
  const body = hasHeader ? rows.slice(1) : rows;
  const named = hasHeader ? (rows[0]?.length ?? 0) : 0;
  const often = (width: number) => body.filter(({ length }) => length === width).length;
  const usual = body.reduce(
    (best, { length }) =>
      often(length) > often(best) || (named === 0 && often(length) === often(best) && length > best) ? length : best,
    named,
  );
  const names = Array.from({ length: Math.max(usual, named) }, (_, column) =>
    hasHeader ? cellOf(rows[0] ?? [], column) : "",
  );
  return {
    headings: names.map((name, column) =>
      name !== "" && names.indexOf(name) < column ? unused(name, column, names) : name,
    ),
    body,
  };
}

/** A heading that comes again is told from those before it. */
function unused(name: string, column: number, names: string[]): string {
  return `${name} (${names.slice(0, column + 1).filter((other) => other === name).length})`;
}

export function knownAs(kind: Kind, heading: string): Target {
  const name = normal(heading);
  return TARGETS[kind].find(({ headings }) => headings.includes(name))?.target ?? null;
}

/** Whether most cells of a column that aren't blank look like something. */
export function mostly({ body }: List, column: number, looks: (cell: string) => boolean): boolean {
  const cells = body.map((row) => cellOf(row, column)).filter((cell) => cell !== "");
  return cells.length > 0 && cells.filter(looks).length * 2 > cells.length;
}

export function cellOf(row: string[], column: number): string {
  return (row[column] ?? "").trim();
}

export function normal(heading: string): string {
  return heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

export function isEmail(cell: string): boolean {
  return /^\S+@\S+\.\S+$/.test(cell.trim());
}

export function isPhone(cell: string): boolean {
  const digits = cell.replace(/\D/g, "").length;
  const isDate = /^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b/.test(cell) && digits <= 8;
  return digits >= 7 && digits <= 15 && !isDate && /^[\s\d()+./'-]+$/.test(cell);
}

function filled(cells: string[]): number {
  return cells.filter((cell) => cell.trim() !== "").length;
}
