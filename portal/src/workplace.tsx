/** Everything that one signed-in user works with; other components reach it by `useWorkplace`. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, useContext, useState, type ReactNode } from "react";
import { answer, createApi, type Api } from "./api/client";
import { createOpening, openedBy, type Opening } from "./api/opening";
import { createDrafts, type Drafts } from "./compose/drafts";
import { createOutbox, type Outbox } from "./compose/outbox";
import { createUploads, sendForm, type Uploads } from "./imports/uploads";
import type { Session } from "./session/session";
import { AlertProvider } from "./ui/alert";

interface Work {
  api: Api;
  opening: Opening;
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

interface Props {
  userId: string;
  session: Session;
  apiUrl: string;
  children: ReactNode;
}

export function Workplace({ userId, session, apiUrl, children }: Props) {
  const [work] = useState(() => open(userId, session, apiUrl));
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { networkMode: "always", retry: false }, mutations: { networkMode: "always" } },
      }),
  );
  return (
    <WorkContext value={work}>
      <QueryClientProvider client={queries}>
        <AlertProvider>{children}</AlertProvider>
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
  const opening = createOpening(openedBy(window.location.pathname), (threadId) =>
    answer(api.GET("/inbox", { params: { query: threadId ? { threadId } : {} } })),
  );
  return { api, opening, userId, outbox, drafts, uploads: createUploads(api, sendForm), signOut };
}
