/** Which leads are listed; it stands in the page's address, so that a list can be kept and passed on. */
import { isLongEnough, wordsOf } from "../search/search";

export const PHONES = ["valid", "invalid", "missing"] as const;
export type PhoneFilter = (typeof PHONES)[number] | "";

export interface Filters {
  q: string;
  event: string;
  clientId: string;
  phone: PhoneFilter;
}

export const ALL: Filters = { q: "", event: "", clientId: "", phone: "" };

export function fromAddress(parameters: URLSearchParams): Filters {
  const phone = PHONES.find((known) => known === parameters.get("phone"));
  return {
    q: parameters.get("q") ?? "",
    event: parameters.get("event") ?? "",
    clientId: parameters.get("client") ?? "",
    phone: phone ?? "",
  };
}

export function toAddress({ q, event, clientId, phone }: Filters): Record<string, string> {
  return filled({ q, event, client: clientId, phone });
}

/** What the API is asked for. A single character is no search yet. */
export function toQuery({ q, event, clientId, phone }: Filters) {
  const words = wordsOf(q);
  return {
    ...filled({ q: isLongEnough(words) ? words : "", event: event.trim(), clientId: clientId.trim() }),
    ...(phone && { phone }),
  };
}

export function isFiltered(filters: Filters): boolean {
  return Object.keys(toQuery(filters)).length > 0;
}

function filled(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}
