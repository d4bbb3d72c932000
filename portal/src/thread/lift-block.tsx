/** Lets an admin text a blocked number again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer } from "../api/client";
import { sentence } from "../api/refusal";
import { useAlert } from "../ui/alert";
import { Button } from "../ui/button";
import { useWorkplace } from "../workplace";
import { readAfresh } from "./use-conversation";

export function LiftBlock({ threadId }: { threadId: string }) {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  const alert = useAlert();
  const { mutate, isPending } = useMutation({
    mutationFn: () => answer(api.POST("/threads/{threadId}/unblock", { params: { path: { threadId } } })),
    onSuccess: () => {
      readAfresh(queries, threadId);
    },
    onError: (error) => {
      alert.show(sentence(error));
    },
  });
  return (
    <Button
      look="plain"
      busy={isPending}
      onClick={() => {
        mutate();
      }}
    >
      {isPending ? "Unblocking…" : "Unblock this number"}
    </Button>
  );
}
