/** Beside a conversation: everything that is known of the person. On a phone it covers the conversation. */
import { Link } from "react-router";
import type { Thread } from "../api/client";
import { sentence } from "../api/refusal";
import { toNewLead } from "../leads/to-new-lead";
import { counted } from "../text/number";
import { formatted, isPhone } from "../text/phone";
import { Button } from "../ui/button";
import { SidePanel } from "../ui/side-panel";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { History } from "./history";
import { NumberFacts } from "./number-facts";
import "./person-panel.css";
import { Signup } from "./signup";
import { usePerson } from "./use-person";

export function PersonPanel({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const { data: person, error, refetch } = usePerson(thread);
  return (
    <SidePanel id="person" title={thread.name ?? formatted(thread.address)} onClose={onClose}>
      {!person && !error && <Skeleton label="Loading" rows={4} look="list" />}
      {!person && error && (
        <State alert title="These details couldn’t be loaded" text={sentence(error)}>
          <Button look="plain" onClick={() => void refetch()}>
            Try again
          </Button>
        </State>
      )}
      {person && (
        <div className="person">
          <NumberFacts number={person.number} />
          <section aria-labelledby="person-signups">
            <h3 id="person-signups">{counted(person.leads.length, "signup")}</h3>
            {person.leads.length === 0 && (
              <p>
                This number isn’t in your leads.{" "}
                {isPhone(thread.address) && <Link {...toNewLead(thread.address)}>Add lead</Link>}
              </p>
            )}
            <ul className="person-signups">
              {person.leads.map((lead) => (
                <li key={lead.id}>
                  <Signup lead={lead} />
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="person-history">
            <h3 id="person-history">Opt-outs and blocks</h3>
            <History entries={person.history} />
          </section>
        </div>
      )}
    </SidePanel>
  );
}
