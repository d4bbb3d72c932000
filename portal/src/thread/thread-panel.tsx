/** The open conversation: who, what was said, and the way to answer. */
import { sentence } from "../api/refusal";
import { Composer } from "../compose/composer";
import { PersonPanel } from "../person/person-panel";
import { usePersonPanel } from "../person/use-person-panel";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { MessageList } from "./message-list";
import "./thread-panel.css";
import { ThreadHeader } from "./thread-header";
import { isMissing, useConversation } from "./use-conversation";
import { useReadMark } from "./use-read-mark";

export function ThreadPanel({ threadId }: { threadId: string }) {
  const { data: conversation, error, refetch } = useConversation(threadId);
  const { personIsOpen, toggle, close } = usePersonPanel();
  useReadMark(conversation);

  if (conversation) {
    return (
      <>
        <div className="thread">
          <ThreadHeader thread={conversation.thread} personIsOpen={personIsOpen} onPerson={toggle} />
          <MessageList conversation={conversation} />
          <Composer thread={conversation.thread} newestId={conversation.messages.at(-1)?.id ?? ""} />
        </div>
        {personIsOpen && <PersonPanel thread={conversation.thread} onClose={close} />}
      </>
    );
  }
  return (
    <div className="thread">
      <ThreadHeader />
      {!error && <Skeleton label="Loading messages" rows={5} look="bubbles" />}
      {isMissing(error) && (
        <State alert title="Conversation not found" text="It may belong to another firm, or the link may be wrong." />
      )}
      {error && !isMissing(error) && (
        <State alert title="This conversation couldn’t be loaded" text={sentence(error)}>
          <Button look="plain" onClick={() => void refetch()}>
            Try again
          </Button>
        </State>
      )}
    </div>
  );
}
