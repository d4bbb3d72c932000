/**
 * The files that are on their way from this tab. They go on while someone looks at other pages; a closed tab ends them.
 * Once a file has arrived and its import is started, the rest happens without this browser.
 */
import { answer, type Api, type Import, type ImportPlan } from "../api/client";
import { CHANGING_MS, patience } from "../api/in-time";
import { Refusal, sentence, TimedOut, Unreachable } from "../api/refusal";
import type { Kind } from "./targets";

const STANDSTILL_MS = CHANGING_MS;

export interface Upload {
  importId: string;
  /** How much of the file has arrived, from 0 to 1. */
  share: number;
  /** Why it stopped, as a sentence; `""` while it goes on. */
  reason: string;
  /** Whether its import was started; what is shown of that may lag behind. */
  isStarted: boolean;
}

/** Whether it would be lost if its tab were closed. */
export function isOnItsWay({ reason, isStarted }: Upload): boolean {
  return reason === "" && !isStarted;
}

export interface Chosen {
  kind: Kind;
  fileName: string;
  content: Blob;
  plan: ImportPlan;
}

/** Sends a form and tells how far it is. Rejects with Unreachable or a Refusal. */
export type SendForm = (url: string, form: FormData, tell: (share: number) => void) => Promise<void>;

export type Uploads = ReturnType<typeof createUploads>;

export function createUploads(api: Api, send: SendForm) {
  let items: Upload[] = [];
  const ways = new Map<string, () => Promise<void>>();
  const listeners = new Set<() => void>();

  function put(upload: Upload) {
    items = [...items.filter(({ importId }) => importId !== upload.importId), upload];
    listeners.forEach((listener) => {
      listener();
    });
  }
  async function go(importId: string) {
    put({ importId, share: 0, reason: "", isStarted: false });
    try {
      await ways.get(importId)?.();
      ways.delete(importId);
      put({ importId, share: 1, reason: "", isStarted: true });
    } catch (error) {
      put({ importId, share: 0, reason: sentence(error), isStarted: false });
    }
  }

  return {
    items: () => items,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    /** Resolves as soon as there is an import to look at; the file is sent from then on. */
    async start({ kind, fileName, content, plan }: Chosen): Promise<Import> {
      const { import: made, upload } = await answer(api.POST("/imports", { body: { kind, fileName } }));
      ways.set(made.id, async () => {
        await send(upload.url, formOf(upload.fields, content), (share) => {
          put({ importId: made.id, share, reason: "", isStarted: false });
        });
        await answer(
          api.POST("/imports/{importId}/run", { params: { path: { importId: made.id } }, body: plan }),
        ).catch(unlessStarted);
      });
      void go(made.id);
      return made;
    },
    again: (importId: string) => void go(importId),
  };
}

/** S3 wants the fields first and the file last. */
function formOf(fields: Record<string, string>, content: Blob): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", content);
  return form;
}

/** A lost answer may have been a yes. */
function unlessStarted(error: unknown) {
  if (!(error instanceof Refusal && error.code === "conflict")) throw error;
}

/** `fetch` can't tell how much it has sent. A large file may take long, but not stand still. */
export const sendForm: SendForm = (url, form, tell) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const { stirred, over } = patience(STANDSTILL_MS, () => {
      request.abort();
    });
    request.upload.onprogress = ({ loaded, total }) => {
      stirred();
      tell(total > 0 ? loaded / total : 0);
    };
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(new Refusal(request.status, undefined));
    };
    request.onerror = () => {
      reject(new Unreachable());
    };
    request.onabort = () => {
      reject(new TimedOut());
    };
    request.onloadend = over;
    request.open("POST", url);
    request.send(form);
  });
