/** Countries in people's own language. */
const names = new Intl.DisplayNames(undefined, { type: "region", fallback: "code" });

/** `region`: two letters of ISO 3166. */
export function regionName(region: string): string {
  const name = (/^[A-Z]{2}$/.test(region) && names.of(region)) || region;
  return region === "US" || region === "GB" ? `the ${name}` : name;
}
