/** The firm's leads: to search, to add to, to open beside the list. */
import { Outlet, useLocation, useParams } from "react-router";
import { sentence } from "../api/refusal";
import { Page } from "../frame/page";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { LoadMore } from "../ui/load-more";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { isFiltered } from "./filters";
import { LeadFilters } from "./lead-filters";
import { LeadTable } from "./lead-table";
import { allLeads } from "./leads";
import { useFilters } from "./use-filters";
import { useKnownValues } from "./use-known-values";
import { useLeads } from "./use-leads";

export function LeadsPage() {
  const { leadId } = useParams();
  const { search } = useLocation();
  const { filters, settled, change, clear } = useFilters();
  const list = useLeads(settled);
  const leads = list.data ? allLeads(list.data) : [];
  const known = useKnownValues(leads);
  const isEmpty = list.data !== undefined && leads.length === 0 && !list.hasNextPage;
  return (
    <Page
      title="Leads"
      actions={
        <>
          <ButtonLink look="plain" to="/leads/import">
            Import
          </ButtonLink>
          <ButtonLink to={{ pathname: "/leads/new", search }}>Add lead</ButtonLink>
        </>
      }
      aside={<Outlet />}
    >
      <LeadFilters filters={filters} onChange={change} onClear={clear} known={known} />
      {leads.length > 0 && <LeadTable leads={leads} openId={leadId} busy={list.isPlaceholderData} />}
      {list.hasNextPage && (
        <LoadMore
          what="leads"
          busy={list.isFetchingNextPage}
          failed={list.isFetchNextPageError}
          page={list.data?.pages.length}
          onMore={() => void list.fetchNextPage()}
        />
      )}
      {isEmpty && !isFiltered(settled) && (
        <State title="No leads yet" text="Add a lead, import a CSV file, or connect your signup forms." />
      )}
      {isEmpty && isFiltered(settled) && (
        <State title="No leads found" text="No leads match this search.">
          <Button look="plain" onClick={clear}>
            Clear filters
          </Button>
        </State>
      )}
      {!list.data && !list.error && <Skeleton label="Loading leads" rows={8} look="list" />}
      {!list.data && list.error && (
        <State alert title="Your leads couldn’t be loaded" text={sentence(list.error)}>
          <Button look="plain" onClick={() => void list.refetch()}>
            Try again
          </Button>
        </State>
      )}
    </Page>
  );
}
