/** The keys with which a firm's programs call the API. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, type ApiKey } from "../api/client";
import { sentence } from "../api/refusal";
import { useAlert } from "../ui/alert";
import { useWorkplace } from "../workplace";

const KEYS = ["api-keys"];

export function useApiKeys() {
  const { api } = useWorkplace();
  return useQuery({
    queryKey: KEYS,
    queryFn: async ({ signal }) => (await answer(api.GET("/api-keys", { signal }))).apiKeys,
  });
}

export function useCreateApiKey() {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => answer(api.POST("/api-keys", { body: { name } })),
    onSuccess: ({ apiKey }) => {
      queries.setQueryData<ApiKey[]>(KEYS, (known) => [apiKey, ...(known ?? [])]);
    },
    gcTime: 0, // its answer holds the secret
  });
}

export function useRevokeApiKey() {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  const alert = useAlert();
  return useMutation({
    mutationFn: (keyId: string) => answer(api.DELETE("/api-keys/{keyId}", { params: { path: { keyId } } })),
    onSuccess: (_nothing, keyId) => {
      queries.setQueryData<ApiKey[]>(KEYS, (known) => known?.filter(({ id }) => id !== keyId));
    },
    onError: (error) => {
      alert.show(sentence(error));
    },
  });
}
