/** The place to write: a box, or the reason why there is none. */
import type { Thread } from "../api/client";
import { useMe } from "../frame/use-me";
import { LiftBlock } from "../thread/lift-block";
import { Notice } from "../ui/notice";
import { ComposeBox } from "./compose-box";
import "./composer.css";

/** What the lead decided is told calmly; what is wrong with the number is a warning. */
const CALM = new Set(["opted_out", "two_way_off"]);

export function Composer({ thread, newestId }: { thread: Thread; newestId: string }) {
  const { refusal } = thread;
  const { data: me } = useMe();
  return (
    <footer className="composer">
      <div role="status">
        {refusal && <Notice kind={CALM.has(refusal.code) ? "quiet" : "warning"}>{refusal.message}</Notice>}
      </div>
      {refusal?.code === "blocked" && me?.user.role === "admin" && <LiftBlock threadId={thread.id} />}
      {!refusal && thread.warning && <Notice kind="warning">{thread.warning.message}</Notice>}
      {!refusal && <ComposeBox thread={thread} newestId={newestId} />}
    </footer>
  );
}
