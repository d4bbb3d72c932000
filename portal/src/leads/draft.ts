/** A lead as it stands in a form: every field is text, and empty ones are nothing to the API. */
import type { Lead, LeadChange, LeadDraft } from "../api/client";

export interface Draft {
  name: string;
  email: string;
  phone: string;
  event: string;
  source: string;
  clientId: string;
  timezone: string;
  isPrimaryContact: boolean;
  /** The fields of the firm's own, as name and value. */
  own: [string, string][];
}

export const EMPTY: Draft = {
  name: "",
  email: "",
  phone: "",
  event: "",
  source: "",
  clientId: "",
  timezone: "",
  isPrimaryContact: false,
  own: [],
};

export function draftOf(lead: Lead): Draft {
  return {
    name: lead.name ?? "",
    email: lead.email ?? "",
    phone: lead.phone ?? "",
    event: lead.event ?? "",
    source: lead.source ?? "",
    clientId: lead.clientId ?? "",
    timezone: lead.timezone ?? "",
    isPrimaryContact: lead.isPrimaryContact,
    own: Object.entries(lead.fields),
  };
}

export function toLead({ isPrimaryContact, own, ...texts }: Draft): LeadDraft {
  const fields = Object.fromEntries(
    own.map(([name, value]) => [name.trim(), value.trim()] as const).filter(([name]) => name !== ""),
  );
  const known: Record<string, string | null> = Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, value.trim() || null]),
  );
  return { ...known, fields, isPrimaryContact };
}

/** What of a lead was changed: a field that nobody touched is left as it may be by now. */
export function changes(before: Draft, after: Draft): LeadChange {
  const [was, is] = [toLead(before), toLead(after)];
  return Object.fromEntries(
    Object.entries(is).filter(
      ([name, value]) => JSON.stringify(was[name as keyof LeadDraft]) !== JSON.stringify(value),
    ),
  );
}
