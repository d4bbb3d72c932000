/** What the import of each kind is called, and where it is. */
import type { Import } from "../api/client";
import type { Kind } from "./targets";

export const PAGES: Record<Kind, { path: string; title: string; back: { to: string; name: string }; about: string }> = {
  leads: {
    path: "/leads/import",
    title: "Import leads",
    back: { to: "/leads", name: "Leads" },
    about:
      "Upload a CSV file from a spreadsheet or a signup tool. You can check how we read it before anything is added.",
  },
  opt_outs: {
    path: "/opt-outs/import",
    title: "Import opt-outs",
    back: { to: "/opt-outs", name: "Opt-outs" },
    about: "Upload a CSV file with a column of phone numbers. Your firm won’t be able to text any of them.",
  },
};

export const STATUS: Record<Import["status"], string> = {
  waiting: "Not started",
  running: "Running",
  done: "Done",
  failed: "Failed",
};

export function importPath({ kind, id }: Import): string {
  return `${PAGES[kind].path}/${encodeURIComponent(id)}`;
}
