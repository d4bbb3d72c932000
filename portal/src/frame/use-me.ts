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
    refetchInterval: ({ state }) => (state.error ? 4_000 : 60_000),
  });
}
