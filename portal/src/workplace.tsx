/** Everything that one signed-in user works with; other components reach it by `useWorkplace`. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, useContext, useState } from "react";
import { createBrowserRouter, Navigate } from "react-router";
import { RouterProvider } from "react-router/dom";
import { ApiKeysPage } from "./api-keys/api-keys-page";
import { createApi, type Api } from "./api/client";
import { createDrafts, type Drafts } from "./compose/drafts";
import { createOutbox, type Outbox } from "./compose/outbox";
import { BrokenPage } from "./frame/broken-page";
import { Frame } from "./frame/frame";
import { NotFoundPage } from "./frame/not-found-page";
import { ImportPage } from "./imports/import-page";
import { ImportRunPage } from "./imports/import-run-page";
import { createUploads, sendForm, type Uploads } from "./imports/uploads";
import { LeadDetail } from "./leads/lead-detail";
import { LeadsPage } from "./leads/leads-page";
import { NewLead } from "./leads/new-lead";
import { MessagesPage } from "./messages/messages-page";
import { NewOptOut } from "./opt-outs/new-opt-out";
import { OptOutsPage } from "./opt-outs/opt-outs-page";
import type { Session } from "./session/session";
import { AlertProvider } from "./ui/alert";

interface Work {
  api: Api;
  userId: string;
  outbox: Outbox;
  drafts: Drafts;
  uploads: Uploads;
  signOut: () => void;
}

const WorkContext = createContext<Work | undefined>(undefined);

export function useWorkplace(): Work {
  const work = useContext(WorkContext);
  if (!work) throw new Error("Only a signed-in user has a workplace.");
  return work;
}

export function Workplace({ userId, session, apiUrl }: { userId: string; session: Session; apiUrl: string }) {
  const [work] = useState(() => open(userId, session, apiUrl));
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { networkMode: "always", retry: false }, mutations: { networkMode: "always" } } }));
  const [router] = useState(routes);
  return (
    <WorkContext value={work}>
      <QueryClientProvider client={queries}>
        <AlertProvider>
          <RouterProvider router={router} />
        </AlertProvider>
      </QueryClientProvider>
    </WorkContext>
  );
}

function open(userId: string, session: Session, apiUrl: string): Work {
  const outbox = createOutbox(sessionStorage, `leadline.outbox.${userId}`);
  const drafts = createDrafts(localStorage, `leadline.drafts.${userId}`);
  function signOut() {
    // Whoever signs out may leave the computer to others.
    drafts.clear();
    outbox.clear();
    window.history.replaceState(null, "", "/");
    void session.signOut();
  }
  const api = createApi(apiUrl, session);
  return { api, userId, outbox, drafts, uploads: createUploads(api, sendForm), signOut };
}

function routes() {
  return createBrowserRouter([
    { path: "/", element: <Navigate to="/messages" replace /> },
    {
      Component: Frame,
      ErrorBoundary: BrokenPage,
      children: [
        { path: "/messages/:threadId?", Component: MessagesPage, handle: { title: "Messages" } },
        {
          path: "/opt-outs",
          Component: OptOutsPage,
          handle: { title: "Opt-outs" },
          children: [{ path: "new", Component: NewOptOut, handle: { title: "Add opt-out" } }],
        },
        { path: "/leads/import", element: <ImportPage key="leads" kind="leads" />, handle: { title: "Import leads" } },
        { path: "/leads/import/:importId", element: <ImportRunPage key="leads" kind="leads" />, handle: { title: "Import leads" } },
        { path: "/opt-outs/import", element: <ImportPage key="opt_outs" kind="opt_outs" />, handle: { title: "Import opt-outs" } },
        { path: "/opt-outs/import/:importId", element: <ImportRunPage key="opt_outs" kind="opt_outs" />, handle: { title: "Import opt-outs" } },
        { path: "/api-keys", Component: ApiKeysPage, handle: { title: "API keys" } },
        {
          path: "/leads",
          Component: LeadsPage,
          handle: { title: "Leads" },
          children: [
            { path: "new", Component: NewLead, handle: { title: "Add lead" } },
            { path: ":leadId", Component: LeadDetail },
          ],
        },
      ],
    },
    { path: "*", Component: NotFoundPage },
  ]);
}
