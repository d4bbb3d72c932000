/** Who the open conversation is with. */
import { Link } from "react-router";
import type { Thread } from "../api/client";
import { toNewLead } from "../leads/to-new-lead";
import { formatted, isPhone } from "../text/phone";
import { Avatar } from "../ui/avatar";
import { Icon } from "../ui/icon";
import "./thread-header.css";

interface Props {
  thread?: Thread;
  /** Whether the panel about the person is open beside the conversation. */
  personIsOpen?: boolean;
  onPerson?: () => void;
}

export function ThreadHeader({ thread, personIsOpen = false, onPerson }: Props) {
  return (
    <header className="thread-header">
      <Link to="/messages" className="icon-button thread-header-back" aria-label="Back to all conversations">
        <Icon name="back" />
      </Link>
      {thread && (
        <>
          <Avatar name={thread.name} />
          <div className="thread-header-who">
            <h2>
              <bdi>{thread.name ?? formatted(thread.address)}</bdi>
            </h2>
            <p>
              {thread.name !== null && <span>{formatted(thread.address)}</span>}
              {thread.leadId === null && <span>Not in your leads</span>}
              {thread.leadId === null && isPhone(thread.address) && (
                <Link {...toNewLead(thread.address)}>Add lead</Link>
              )}
            </p>
          </div>
          <button
            type="button"
            className="icon-button thread-header-person"
            aria-label="Details"
            title="Details"
            aria-expanded={personIsOpen}
            aria-controls={personIsOpen ? "person" : undefined}
            onClick={onPerson}
          >
            <Icon name="person" />
          </button>
        </>
      )}
    </header>
  );
}
