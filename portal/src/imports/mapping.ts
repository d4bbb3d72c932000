/** Guesses what the columns of a file are, from their headings and from what stands below them. */
import { isOwnField, ownField, TARGETS, type Kind, type Target } from "./targets";

const MOST_OWN = 50;

/** Whether the first row names the columns. */
export function guessedHeader(kind: Kind, rows: string[][]): boolean {
  const [first = []] = rows;
  if (first.some((cell) => isEmail(cell) || isPhone(cell))) return false;
  if (first.some((cell) => knownAs(kind, cell))) return true;
  const named = first.map(normal).filter((name) => name !== "");
  return rows.length > 1 && named.length === first.length && new Set(named).size === named.length && !named.some((name) => /^\d+$/.test(name));
}

/** What each column becomes. Nothing is taken twice: a second phone becomes a field of the firm's own. */
export function guessedColumns(kind: Kind, rows: string[][], hasHeader: boolean): Target[] {
  const body = hasHeader ? rows.slice(1) : rows;
  const width = Math.max(...rows.map(({ length }) => length), 0);
  const headings = Array.from({ length: width }, (_, column) => (hasHeader ? (rows[0]?.[column] ?? "").trim() : ""));
  const columns: Target[] = headings.map(() => null);
  // The surest guess comes first; a later one fills what is still open.
  function guess(what: (heading: string, column: number) => Target) {
    headings.forEach((heading, column) => {
      const target = columns[column] === null ? what(heading, column) : null;
      if (target !== null && !columns.includes(target)) columns[column] = target;
    });
  }
  guess((heading) => knownAs(kind, heading));
  guess((_heading, column) => seenAs(kind, body, column));
  if (kind === "leads" && !hasHeader) guess((_heading, column) => (isWords(body, column) ? "name" : null));
  if (kind === "leads") guess((heading) => (heading !== "" && columns.filter(isOwnField).length < MOST_OWN ? ownField(heading) : null));
  return columns;
}

/** The columns after someone has chosen one's meaning: whoever had it before has it no more. */
export function withColumn(columns: Target[], column: number, target: Target): Target[] {
  return columns.map((other, place) => (place === column ? target : other === target ? null : other));
}

function knownAs(kind: Kind, heading: string): Target {
  const name = normal(heading);
  return TARGETS[kind].find(({ headings }) => headings.includes(name))?.target ?? null;
}

/** What most cells of a column look like. */
function seenAs(kind: Kind, rows: string[][], column: number): Target {
  const cells = rows.map((row) => (row[column] ?? "").trim()).filter((cell) => cell !== "");
  const mostly = (looks: (cell: string) => boolean) => cells.length > 0 && cells.filter(looks).length * 2 > cells.length;
  const target = mostly(isEmail) ? "email" : mostly(isPhone) ? "phone" : null;
  return TARGETS[kind].find((known) => known.target === target)?.target ?? null;
}

function isWords(rows: string[][], column: number): boolean {
  return rows.some((row) => /^\p{L}[\p{L}\p{M}\s.'’-]+$/u.test((row[column] ?? "").trim()));
}

function normal(heading: string): string {
  return heading.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function isEmail(cell: string): boolean {
  return /^\S+@\S+\.\S+$/.test(cell.trim());
}

function isPhone(cell: string): boolean {
  const digits = cell.replace(/\D/g, "").length;
  const isDate = /^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b/.test(cell) && digits <= 8;
  return digits >= 7 && digits <= 15 && !isDate && /^[\s\d()+./-]+$/.test(cell);
}
