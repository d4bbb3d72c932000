/** Who was found: one row per phone. */
import { useEffect, useRef } from "react";
import type { PickedLead } from "../api/client";
import { formatted } from "../text/phone";
import { Avatar } from "../ui/avatar";

interface Props {
  id: string;
  people: PickedLead[];
  chosen: number;
  /** Whether they are what was asked for last. */
  isCurrent: boolean;
  onPick: (lead: PickedLead) => void;
  onPoint: (index: number) => void;
}

export function PickedLeads({ id, people, chosen, isCurrent, onPick, onPoint }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <ul
      ref={list}
      id={`${id}-list`}
      className="picked-leads"
      role="listbox"
      aria-label="Leads"
      aria-busy={!isCurrent}
      hidden={people.length === 0}
    >
      {people.map((person, index) => (
        <li
          key={person.threadId}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onPointerMove={() => {
            if (index !== chosen) onPoint(index);
          }}
          onClick={() => {
            onPick(person);
          }}
        >
          <Avatar name={person.name} />
          <bdi className="picked-leads-name">{person.name ?? formatted(person.phone)}</bdi>
          <span className="picked-leads-more">
            {formatted(person.phone)}
            {person.email !== null && (
              <>
                {" "}
                · <bdi>{person.email}</bdi>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
