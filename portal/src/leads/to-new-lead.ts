/** The way to the form of a new lead, with a phone that is known. A phone doesn't stand in an address, so it goes along unseen. */

export interface NewLeadVisit {
  phone: string;
}

/** For `<Link {...toNewLead(phone)}>`. */
export function toNewLead(phone: string): { to: string; state: NewLeadVisit } {
  return { to: "/leads/new", state: { phone } };
}
