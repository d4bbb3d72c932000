import { expect, test } from "vitest";
import { zoneGroups } from "./time-zones";

const zones = (chosen: string) => zoneGroups(chosen).flatMap(({ zones }) => zones.map(({ zone }) => zone));

test("the zones of most leads come first, under the names that offices use", () => {
  expect(zoneGroups("")[0]?.zones[0]).toEqual({ zone: "America/New_York", name: "Eastern (America/New York)" });
});

test.each(["", "America/New_York", "Europe/Berlin", "US/Eastern", "Etc/GMT+5"])(
  "a lead's zone %j is there once",
  (chosen) => {
    const all = zones(chosen);
    expect(all.length).toBe(new Set(all).size);
    if (chosen) expect(all).toContain(chosen);
  },
);
