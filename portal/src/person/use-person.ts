/** Who a conversation is with: their signups, their number, and what they said about being texted. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, type Thread } from "../api/client";
import { useWorkplace } from "../workplace";

export function usePerson({ id, numberCheckedAt, refusal }: Thread) {
  const { api } = useWorkplace();
  return useQuery({
    // What the conversation shows is asked for all the time; the rest anew when that has changed.
    queryKey: ["thread", id, "person", numberCheckedAt, refusal?.code],
    queryFn: ({ signal }) =>
      answer(api.GET("/threads/{threadId}/person", { params: { path: { threadId: id } }, signal })),
    placeholderData: keepPreviousData,
  });
}
