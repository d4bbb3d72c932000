/** What somebody should know of a file before its import starts: which phone is taken, and where it was hard to read. */
import { numeral } from "../text/number";
import { Notice } from "../ui/notice";
import { phoneColumns } from "./phones";
import type { Kind } from "./targets";
import type { Understood } from "./understand";

const MOST_NAMED = 5;

export function PlanNotices({
  kind,
  understood: { rows, firstRow, list, columns },
}: {
  kind: Kind;
  understood: Understood;
}) {
  const chosen = columns.indexOf("phone");
  const { all, texted, onlyElsewhere, hasSeveral } = phoneColumns(kind, list, chosen < 0 ? undefined : chosen);
  const name = (column: number) => `“${list.headings[column] || `Column ${column + 1}`}”`;
  const others = all.filter((column) => column !== texted);
  const doubtful = rows
    .filter(({ number, isDoubtful }) => isDoubtful && number >= firstRow)
    .map(({ number }) => number);
  return (
    <div role="status" className="plan-notices">
      {rows.some(({ number }) => number < firstRow) && (
        <Notice kind="quiet">The list starts at row {numeral(firstRow)}. Everything above it is skipped.</Notice>
      )}
      {chosen >= 0 && others.length > 0 && (
        <Notice kind="warning">
          {all.length} columns have phone numbers.{" "}
          {kind === "leads"
            ? `Texts go to ${name(chosen)}, not to ${listed(others.map(name))}.`
            : `Only the numbers in ${name(chosen)} are opted out. Import the file again for ${listed(others.map(name))}.`}
          {onlyElsewhere > 0 &&
            ` ${onlyElsewhere === 1 ? "One of the first rows has" : `${numeral(onlyElsewhere)} of the first rows have`} no number in ${name(chosen)}.`}{" "}
          You can choose another column below.
        </Notice>
      )}
      {chosen >= 0 && hasSeveral && (
        <Notice kind="warning">
          Some cells of {name(chosen)} hold more than one phone number.{" "}
          {kind === "leads" ? "The first in each is used." : "Each of them is opted out."}
        </Notice>
      )}
      {doubtful.length > 0 && (
        <Notice kind="warning">
          There’s a misplaced quotation mark in {doubtful.length === 1 ? "row" : "rows"}{" "}
          {listed(doubtful.slice(0, MOST_NAMED).map(numeral))}
          {doubtful.length > MOST_NAMED && " and others"}. You can continue. These rows will be listed after the import.
        </Notice>
      )}
    </div>
  );
}

function listed(words: string[]): string {
  return new Intl.ListFormat("en-US").format(words);
}
