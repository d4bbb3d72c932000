/** Which of a file's columns are phones, and which of them texts go to. */
import { cellOf, isPhone, knownAs, mostly, normal, type List } from "./list";
import type { Kind } from "./targets";

/** What people call the phone that reads texts. */
const MOBILE = /mobil|cell|handy|sms|text|celular|movil|portable/u;
const PHONE = /phone|telefon|mobil|cell|handy|movil/u;
const NO_PHONE = /label|type|status|ext|fax/u;
/** Google's contacts name a phone's kind in the column before it. */
const VALUE = /^(phone\d+)value$/u;
/** What may stand between two numbers in one cell (domain/import_cells.py). */
const BETWEEN = /:::|[;,/|&\r\n]|\b(?:or|and)\b/iu;

export interface PhoneColumns {
  /** The columns that hold phones, in the file's order. */
  all: number[];
  /** The one to text: a mobile one, or else the first. */
  texted: number | undefined;
  /** In how many of the first rows only another one has a number. */
  onlyElsewhere: number;
  /** Whether some cells of the texted one hold several numbers. */
  hasSeveral: boolean;
}

/** `chosen` is the column that somebody has picked; what is told is about that one then. */
export function phoneColumns(kind: Kind, list: List, chosen?: number): PhoneColumns {
  const columns = list.headings.map((_, column) => column);
  const named = columns.filter(
    (column) => isNamed(kind, list.headings[column] ?? "") && list.body.some((row) => holdsPhone(cellOf(row, column))),
  );
  const seen = columns.filter(
    (column) => knownAs(kind, list.headings[column] ?? "") === null && mostly(list, column, holdsPhone),
  );
  const all = named.length > 0 ? named : seen;
  const texted = chosen ?? all.find((column) => isMobile(list, column)) ?? all[0];
  const isBlank = (row: string[], column: number) => cellOf(row, column) === "";
  const rows = texted === undefined ? [] : list.body;
  return {
    all,
    texted,
    onlyElsewhere: rows.filter((row) => isBlank(row, texted ?? 0) && all.some((column) => !isBlank(row, column)))
      .length,
    hasSeveral: rows.some((row) => numbersIn(cellOf(row, texted ?? 0)).length > 1),
  };
}

function isNamed(kind: Kind, heading: string): boolean {
  const name = normal(heading);
  return knownAs(kind, heading) === "phone" || (PHONE.test(name) && !NO_PHONE.test(name));
}

function isMobile(list: List, column: number): boolean {
  const heading = normal(list.headings[column] ?? "");
  const label = VALUE.exec(heading)?.[1];
  const labels = label === undefined ? -1 : list.headings.findIndex((other) => normal(other) === `${label}label`);
  return MOBILE.test(heading) || (labels >= 0 && mostly(list, labels, (cell) => MOBILE.test(normal(cell))));
}

function holdsPhone(cell: string): boolean {
  return isPhone(cell) || numbersIn(cell).length > 1;
}

function numbersIn(cell: string): string[] {
  const parts = cell
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return parts.every((part) => (part.match(/\d/gu) ?? []).length >= 7) ? parts : [cell];
}
