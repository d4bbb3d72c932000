/** How a counterpart's address is shown to people. */

/** North American numbers as people there write them; any other address as it is. */
export function formatted(address: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address);
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : address;
}

/** Whether an address is a phone that a lead can have, and not a short code or a sender's name. */
export function isPhone(address: string): boolean {
  return /^\+\d{7,15}$/.test(address);
}
