/** The leads as this browser knows them: the pages that were read, joined with what was just done here. */
import type { InfiniteData } from "@tanstack/react-query";
import type { Lead, LeadPage } from "../api/client";

export type LeadPages = InfiniteData<LeadPage>;

/** Every lead once, newest first. A list that lags behind may name one twice. */
export function allLeads({ pages }: LeadPages): Lead[] {
  const leads = new Map<string, Lead>();
  for (const page of pages) for (const lead of page.leads) if (!leads.has(lead.id)) leads.set(lead.id, lead);
  return Array.from(leads.values());
}

/** Takes in one that was just added here. */
export function withAdded(known: LeadPages, lead: Lead): LeadPages {
  const [first, ...others] = known.pages;
  return first ? { ...known, pages: [{ ...first, leads: [lead, ...first.leads] }, ...others] } : known;
}

/** Takes in one that was just changed here; where it isn't listed it stays so. */
export function withChanged(known: LeadPages, lead: Lead): LeadPages {
  return eachPage(known, (leads) => leads.map((other) => (other.id === lead.id ? lead : other)));
}

export function withoutLead(known: LeadPages, leadId: string): LeadPages {
  return eachPage(known, (leads) => leads.filter(({ id }) => id !== leadId));
}

function eachPage(known: LeadPages, change: (leads: Lead[]) => Lead[]): LeadPages {
  return { ...known, pages: known.pages.map((page) => ({ ...page, leads: change(page.leads) })) };
}
