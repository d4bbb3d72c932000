/** The events and clients that this page has seen: a filter leaves one in the list, and the others are still to be chosen. */
import { useState } from "react";
import type { Lead } from "../api/client";

export interface KnownValues {
  events: string[];
  clients: string[];
}

export function useKnownValues(leads: Lead[]): KnownValues {
  const [known, setKnown] = useState<KnownValues>({ events: [], clients: [] });
  const events = added(
    known.events,
    leads.map(({ event }) => event),
  );
  const clients = added(
    known.clients,
    leads.map(({ clientId }) => clientId),
  );
  if (events.length > known.events.length || clients.length > known.clients.length) setKnown({ events, clients });
  return { events, clients };
}

function added(known: string[], seen: (string | null)[]): string[] {
  return [...new Set([...known, ...seen.filter((value) => value !== null && value !== "")])] as string[];
}
