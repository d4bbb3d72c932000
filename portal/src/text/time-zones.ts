/** The time zones to choose from: those of most leads first, under the names that offices use. */

const COMMON: [zone: string, name: string][] = [
  ["America/New_York", "Eastern"],
  ["America/Chicago", "Central"],
  ["America/Denver", "Mountain"],
  ["America/Phoenix", "Arizona"],
  ["America/Los_Angeles", "Pacific"],
  ["America/Anchorage", "Alaska"],
  ["Pacific/Honolulu", "Hawaii"],
  ["America/Puerto_Rico", "Puerto Rico"],
];

export interface ZoneGroup {
  label: string;
  zones: { zone: string; name: string }[];
}

/** `chosen` is among them, whatever a file or a program has called it. */
export function zoneGroups(chosen: string): ZoneGroup[] {
  const common = COMMON.map(([zone, name]) => ({ zone, name: `${name} (${plain(zone)})` }));
  const isCommon = (zone: string) => common.some((other) => other.zone === zone);
  const others = new Set(
    [...Intl.supportedValuesOf("timeZone"), "UTC", ...(chosen ? [chosen] : [])].filter((zone) => !isCommon(zone)),
  );
  return [
    { label: "United States", zones: common },
    { label: "All time zones", zones: [...others].sort().map((zone) => ({ zone, name: plain(zone) })) },
  ];
}

function plain(zone: string): string {
  return zone.replaceAll("_", " ");
}
