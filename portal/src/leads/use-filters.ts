/** The filters as they are being typed, and in the page's address once they have settled. */
import { useEffect, useEffectEvent, useState } from "react";
import { useSearchParams } from "react-router";
import { useSettled } from "../search/use-settled";
import { ALL, fromAddress, toAddress, type Filters } from "./filters";

export function useFilters() {
  const [parameters, setParameters] = useSearchParams();
  const [filters, setFilters] = useState(() => fromAddress(parameters));
  const settled = useSettled(JSON.stringify(filters));
  const keep = useEffectEvent((next: Filters) => {
    if (JSON.stringify(fromAddress(parameters)) !== JSON.stringify(next))
      setParameters(toAddress(next), { replace: true });
  });
  useEffect(() => {
    keep(JSON.parse(settled) as Filters);
  }, [settled]);
  return {
    filters,
    settled: JSON.parse(settled) as Filters,
    change: (part: Partial<Filters>) => {
      setFilters((before) => ({ ...before, ...part }));
    },
    clear: () => {
      setFilters(ALL);
    },
  };
}
