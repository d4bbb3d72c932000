/** Guesses what the columns of a file are, from their headings and from what stands below them. */
import { cellOf, isEmail, isPhone, knownAs, mostly, type List } from "./list";
import { phoneColumns } from "./phones";
import { isOwnField, ownField, TARGETS, type Kind, type Target } from "./targets";

const MOST_OWN = 50;

/** What each column becomes. Nothing is taken twice: a second phone becomes a field of the firm's own. */
export function guessedColumns(kind: Kind, list: List): Target[] {
  const { headings } = list;
  const columns: Target[] = headings.map(() => null);
  // The surest guess comes first; a later one fills what is still open.
  function guess(what: (heading: string, column: number) => Target) {
    headings.forEach((heading, column) => {
      const target = columns[column] === null ? what(heading, column) : null;
      if (target !== null && !columns.includes(target)) columns[column] = target;
    });
  }
  const { texted } = phoneColumns(kind, list);
  guess((_heading, column) => (column === texted ? "phone" : null));
  guess((heading) => knownAs(kind, heading));
  guess((_heading, column) => seenAs(kind, list, column));
  if (kind === "leads" && headings.every((heading) => heading === ""))
    guess((_heading, column) => (isWords(list, column) ? "name" : null));
  if (kind === "leads")
    guess((heading) => (heading !== "" && columns.filter(isOwnField).length < MOST_OWN ? ownField(heading) : null));
  return columns;
}

/** The columns after someone has chosen one's meaning: whoever had it before has it no more. */
export function withColumn(columns: Target[], column: number, target: Target): Target[] {
  return columns.map((other, place) => (place === column ? target : other === target ? null : other));
}

/** What most cells of a column look like. */
function seenAs(kind: Kind, list: List, column: number): Target {
  const target = mostly(list, column, isEmail) ? "email" : mostly(list, column, isPhone) ? "phone" : null;
  return TARGETS[kind].find((known) => known.target === target)?.target ?? null;
}

function isWords({ body }: List, column: number): boolean {
  return body.some((row) => /^\p{L}[\p{L}\p{M}\s.'’-]+$/u.test(cellOf(row, column)));
}
