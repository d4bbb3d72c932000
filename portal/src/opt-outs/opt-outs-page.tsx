/** Who may not be texted: to search, to add to, to import and export. */
import { useState } from "react";
import { Outlet } from "react-router";
import { sentence } from "../api/refusal";
import { Page } from "../frame/page";
import { isLongEnough, wordsOf } from "../search/search";
import { useSettled } from "../search/use-settled";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { LoadMore } from "../ui/load-more";
import { SearchField } from "../ui/search-field";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { ExportOptOuts } from "./export-opt-outs";
import { OptOutTable } from "./opt-out-table";
import { allOptOuts } from "./opt-outs";
import { useOptOuts } from "./use-opt-outs";

export function OptOutsPage() {
  const [typed, setTyped] = useState("");
  const settled = useSettled(wordsOf(typed));
  const words = isLongEnough(settled) ? settled : "";
  const list = useOptOuts(words);
  const optOuts = list.data ? allOptOuts(list.data) : [];
  const isEmpty = list.data !== undefined && optOuts.length === 0 && !list.hasNextPage;
  return (
    <Page
      title="Opt-outs"
      about="Nothing is sent to these numbers: no replies, no campaigns, no scheduled texts."
      actions={
        <>
          <ExportOptOuts />
          <ButtonLink look="plain" to="/opt-outs/import">
            Import
          </ButtonLink>
          <ButtonLink to="/opt-outs/new">Add opt-out</ButtonLink>
        </>
      }
      aside={<Outlet />}
    >
      <SearchField label="Search by phone or name" value={typed} onType={setTyped} />
      {optOuts.length > 0 && <OptOutTable optOuts={optOuts} busy={list.isPlaceholderData} />}
      {list.hasNextPage && (
        <LoadMore
          what="opt-outs"
          busy={list.isFetchingNextPage}
          failed={list.isFetchNextPageError}
          page={list.data?.pages.length}
          onMore={() => void list.fetchNextPage()}
        />
      )}
      {isEmpty && words === "" && (
        <State
          title="No opt-outs yet"
          text="Anyone who texts STOP is listed here right away. You can also add numbers by hand or import a file."
        />
      )}
      {isEmpty && words !== "" && (
        <State title="No opt-outs found" text="Nobody on this list has this phone or name." />
      )}
      {!list.data && !list.error && <Skeleton label="Loading opt-outs" rows={8} look="list" />}
      {!list.data && list.error && (
        <State alert title="Your opt-outs couldn’t be loaded" text={sentence(list.error)}>
          <Button look="plain" onClick={() => void list.refetch()}>
            Try again
          </Button>
        </State>
      )}
    </Page>
  );
}
