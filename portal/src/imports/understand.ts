/** What is understood of a file: how it is cut into cells, where its list begins, and what its columns become. */
import { guessedBeginning, guessedHeader, listOf, type List } from "./list";
import { guessedColumns } from "./mapping";
import { firstRows, guessedDelimiter, type Delimiter } from "./read";
import type { FileRow } from "../csv/rows";
import type { Kind, Target } from "./targets";

export interface Understood {
  delimiter: Delimiter;
  /** The row where the list begins, its headings too. */
  firstRow: number;
  hasHeader: boolean;
  /** The file's first rows, titles too, without blank ones. */
  rows: FileRow[];
  list: List;
  columns: Target[];
}

/** What somebody has said of a file; the rest is guessed. */
export interface Said {
  delimiter?: Delimiter;
  firstRow?: number;
  hasHeader?: boolean;
}

export function understand(kind: Kind, text: string, said: Said): Understood {
  const delimiter = said.delimiter ?? guessedDelimiter(text);
  const guess = within(kind, firstRows(text, delimiter), said);
  // Stray quotes are judged by the list's width, here and at the server's: so the rows are read once more by this one.
  const { rows, ...rest } = within(kind, firstRows(text, delimiter, guess.list.headings.length), {
    ...said,
    firstRow: guess.firstRow,
    hasHeader: guess.hasHeader,
  });
  return { delimiter, rows, ...rest, columns: guessedColumns(kind, rest.list) };
}

function within(kind: Kind, rows: FileRow[], said: Said) {
  const firstRow = said.firstRow ?? guessedBeginning(kind, rows);
  const below = rows.filter(({ number }) => number >= firstRow).map(({ cells }) => cells);
  const hasHeader = said.hasHeader ?? guessedHeader(kind, below);
  return { firstRow, hasHeader, rows, list: listOf(below, hasHeader) };
}
