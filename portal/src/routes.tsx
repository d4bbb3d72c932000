/** Which page stands at which address. Only app.tsx knows it; pages go to each other by their addresses. */
import { useState } from "react";
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { RouterProvider } from "react-router/dom";
import { ApiKeysPage } from "./api-keys/api-keys-page";
import { BrokenPage } from "./frame/broken-page";
import { Frame } from "./frame/frame";
import { NotFoundPage } from "./frame/not-found-page";
import { ImportPage } from "./imports/import-page";
import { ImportRunPage } from "./imports/import-run-page";
import { LeadDetail } from "./leads/lead-detail";
import { LeadsPage } from "./leads/leads-page";
import { NewLead } from "./leads/new-lead";
import { MessagesPage } from "./messages/messages-page";
import { NewOptOut } from "./opt-outs/new-opt-out";
import { OptOutsPage } from "./opt-outs/opt-outs-page";

const routes: RouteObject[] = [
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
      {
        path: "/leads/import/:importId",
        element: <ImportRunPage key="leads" kind="leads" />,
        handle: { title: "Import leads" },
      },
      {
        path: "/opt-outs/import",
        element: <ImportPage key="opt_outs" kind="opt_outs" />,
        handle: { title: "Import opt-outs" },
      },
      {
        path: "/opt-outs/import/:importId",
        element: <ImportRunPage key="opt_outs" kind="opt_outs" />,
        handle: { title: "Import opt-outs" },
      },
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
];

/** The page that the address names. */
export function Pages() {
  const [router] = useState(() => createBrowserRouter(routes));
  return <RouterProvider router={router} />;
}
