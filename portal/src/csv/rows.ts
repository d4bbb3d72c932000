/** Reads CSV as the server does (domain/csv_rows.py, csv_quotes.py), stray quotes too: what is shown here is what will be imported. */

/** A row: its number as a spreadsheet counts, and whether it was perhaps read otherwise than it was meant. */
export interface FileRow {
  number: number;
  cells: string[];
  isDoubtful: boolean;
}

interface Understood {
  cells: string[];
  isDoubtful: boolean;
  /** How many of the lines are this row's. */
  used: number;
}

const MOST_LINES = 1000;
const MOST_CHARACTERS = 64 * 1024;
const MANY_COLUMNS = 4;
const PHONE_DIGITS = 7;
const SEP = /^\uFEFF?"?sep=(.?)"?[,;\t|]*(?:\r\n|\r|\n|$)/iu;
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]/gu; // eslint-disable-line no-control-regex -- no cell needs them

/** The delimiter that a file's first line names, as Excel writes and obeys it; undefined where it names none. */
export function namedDelimiter(text: string): string | undefined {
  return SEP.exec(text)?.[1];
}

/** The first rows, blank ones too; the line that names the delimiter is none. `width` is how many columns the list has. */
export function rowsOf(text: string, delimiter: string, width: number, most: number): FileRow[] {
  const lines = linesOf(text.replace(SEP, "").replace(/^\uFEFF/u, ""));
  const waiting: string[] = [];
  const rows: FileRow[] = [];
  while (rows.length < most) {
    const taken = record(() => waiting.shift() ?? lines.next().value, delimiter);
    if (taken.length === 0) break;
    const { cells, isDoubtful, used } = understood(taken, delimiter, width);
    waiting.unshift(...taken.slice(used));
    rows.push({ number: rows.length + 1, cells: cells.map((cell) => cell.replace(CONTROLS, "")), isDoubtful });
  }
  return rows;
}

/** How many columns most lines have. */
export function usualWidth(text: string, delimiter: string, looked: number): number {
  const counts = new Map<number, number>();
  for (const line of linesOf(text.replace(SEP, ""))) {
    if (line.trim() === "") continue;
    const width = cellsOf(line, delimiter).length;
    counts.set(width, (counts.get(width) ?? 0) + 1);
    looked -= 1;
    if (looked === 0) break;
  }
  return Array.from(counts).reduce(
    (best, each) => (each[1] > best[1] || (each[1] === best[1] && each[0] > best[0]) ? each : best),
    [1, 0],
  )[0];
}

function* linesOf(text: string): Generator<string, undefined> {
  const line = /[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/uy;
  for (let found = line.exec(text); found; found = line.exec(text)) yield found[0];
}

/** The lines of one row: more than one while a quote is open. */
function record(take: () => string | undefined, delimiter: string): string[] {
  const taken: string[] = [];
  let size = 0;
  let state: State = "start";
  while (taken.length < MOST_LINES && size < MOST_CHARACTERS) {
    const line = take();
    if (line === undefined) break;
    taken.push(line);
    size += line.length;
    state = parsed([line], delimiter, state).state;
    if (state !== "quoted") break;
  }
  return taken;
}

function understood(lines: string[], delimiter: string, width: number): Understood {
  const [first = ""] = lines;
  const { cells, state, isStrict } = parsed(lines, delimiter);
  const isClosed = state !== "quoted";
  if (isClosed && isStrict && lines.length === 1) return { cells, isDoubtful: false, used: 1 };
  if (isClosed && lines.length > 1 && !holdsRows(lines, cells.length, delimiter, width))
    return { cells, isDoubtful: !isStrict, used: lines.length };
  const alone = cellsOf(first, delimiter);
  const far = parsed([first], delimiter).cells;
  return { cells: alone.length !== width && far.length <= width ? far : alone, isDoubtful: true, used: 1 };
}

/** Whether lines that a quote holds together look like rows of their own: the first, and half of the others. */
function holdsRows(lines: string[], found: number, delimiter: string, width: number): boolean {
  const [first = [], ...others] = lines.filter((line) => line.trim() !== "").map((line) => cellsOf(line, delimiter));
  const wanted = found === width ? width : Math.min(width, first.length);
  const rows = others.filter((cells) => isRow(cells, wanted)).length;
  return first.length >= wanted && wanted > 1 && others.length > 0 && rows * 2 >= others.length;
}

function isRow(cells: string[], width: number): boolean {
  if (cells.length === width && width >= MANY_COLUMNS) return true;
  return (
    cells.length >= width &&
    cells.some((cell) => cell.includes("@") || (cell.match(/\p{Nd}/gu) ?? []).length >= PHONE_DIGITS)
  );
}

/** Cuts a line into cells; a quote that isn't closed before a delimiter is a character like any other. */
function cellsOf(line: string, delimiter: string): string[] {
  const sign = delimiter === "|" ? "\\|" : delimiter;
  const cell = new RegExp(`(?:^|${sign})(?:"([^"]*(?:""[^"]*)*)" *(?=${sign}|$)|([^${sign}]*))`, "gu");
  return Array.from(
    line.replace(/[\r\n]+$/u, "").matchAll(cell),
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}

type State = "start" | "plain" | "quoted" | "closing";

/** Cells as quotes make them; text after a closing quote belongs to its cell, and isn't strict. */
function parsed(
  lines: string[],
  delimiter: string,
  begin: State = "start",
): { cells: string[]; state: State; isStrict: boolean } {
  const text = lines.join("");
  const cells: string[] = [];
  let [cell, state, isStrict] = ["", begin, true];
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charAt(place);
    if (state === "quoted") {
      if (character === '"') state = "closing";
      else cell += character;
    } else if (state === "closing" && character === '"') {
      cell += '"';
      state = "quoted";
    } else if (character === delimiter) {
      cells.push(cell);
      [cell, state] = ["", "start"];
    } else if (character === "\r" || character === "\n") {
      break;
    } else if (state === "start" && character === '"') {
      state = "quoted";
    } else {
      if (state === "closing" && !isSpaced(text, place, delimiter)) isStrict = false;
      cell += character;
      state = "plain";
    }
  }
  return { cells: text.trim() === "" && cells.length === 0 && cell === "" ? [] : [...cells, cell], state, isStrict };
}

/** Whether only spaces stand before the cell's end. */
function isSpaced(text: string, place: number, delimiter: string): boolean {
  while (text.charAt(place) === " ") place += 1;
  return [delimiter, "\r", "\n", ""].includes(text.charAt(place));
}
