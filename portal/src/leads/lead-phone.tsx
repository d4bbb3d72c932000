/** A lead's phone in a list, marked where it can't be used. */
import type { Lead } from "../api/client";
import { formatted } from "../text/phone";
import { Tag } from "../ui/tag";

export function LeadPhone({ lead: { phone, phoneProblem } }: { lead: Lead }) {
  if (phone === null) return <Tag>No phone</Tag>;
  if (!phoneProblem) return formatted(phone);
  return (
    <>
      <bdi>{phone}</bdi>{" "}
      <Tag kind="warning">
        Invalid<span className="visually-hidden">: {phoneProblem.message}</span>
      </Tag>
    </>
  );
}
