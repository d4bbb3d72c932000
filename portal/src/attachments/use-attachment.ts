/** An attachment as this page holds it: fetched once, and forgotten a while after nothing shows it any more. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useWorkplace } from "../workplace";
import { fetchAttachment, type Attachment, type Place } from "./attachment";

function useOptions(place: Place) {
  const { api } = useWorkplace();
  return {
    queryKey: ["attachment", place.threadId, place.messageId, place.index],
    queryFn: () => fetchAttachment(api, place),
    staleTime: Infinity, // a file never changes
  };
}

export function useAttachment(place: Place) {
  return useQuery(useOptions(place));
}

/** Fetches it once somebody asks for it. */
export function useFetchAttachment(place: Place): () => Promise<Attachment> {
  const queries = useQueryClient();
  const options = useOptions(place);
  return () => queries.query(options);
}
