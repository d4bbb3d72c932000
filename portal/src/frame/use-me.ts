/** The signed-in user and the firm. */
import { useQuery } from "@tanstack/react-query";
import { answer } from "../api/client";
import { useWorkplace } from "../workplace";

export const ME = ["me"];

export function useMe() {
  const { api, opening } = useWorkplace();
  return useQuery({
    queryKey: ME,
    queryFn: ({ signal }) => opening.session() ?? answer(api.GET("/me", { signal })),
    staleTime: 10_000, // what comes on screen a moment later, like the compose box, takes what is here
    refetchInterval: ({ state }) => (state.error ? 4_000 : 60_000),
  });
}
