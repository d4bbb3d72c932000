/** What is known of a number. */
import type { Person } from "../api/client";
import { formatted } from "../text/phone";
import { ago, completely } from "../text/time";
import { Facts } from "../ui/facts";
import { useNow } from "../ui/use-now";
import { lineType } from "./words";

export function NumberFacts({
  number: { phone, lineType: type, carrierName, checkedAt, refusal },
}: {
  number: Person["number"];
}) {
  const now = useNow();
  return (
    <Facts>
      <dt>Phone</dt>
      <dd>{formatted(phone)}</dd>
      <dt>Line type</dt>
      <dd>{lineType(type)}</dd>
      {carrierName !== null && <dt>Carrier</dt>}
      {carrierName !== null && (
        <dd>
          <bdi>{carrierName}</bdi>
        </dd>
      )}
      {checkedAt !== null && <dt>Checked</dt>}
      {checkedAt !== null && (
        <dd>
          <time dateTime={checkedAt} title={completely(checkedAt)}>
            {ago(checkedAt, now)}
          </time>
        </dd>
      )}
      <dt>Can be texted</dt>
      <dd>{refusal ? `No. ${refusal.message}` : "Yes"}</dd>
    </Facts>
  );
}
