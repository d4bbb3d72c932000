/** What the import of each kind is called, and where it is. */
import type { Import } from "../api/client";
import type { Kind } from "./targets";

export const PAGES: Record<Kind, { path: string; title: string; back: { to: string; name: string }; about: string }> = {
  leads: { path: "/leads/import", title: "Import leads", back: { to: "/leads", name: "Leads" }, about: "From a CSV file, as any spreadsheet or sign-up tool saves it. Nothing is added before you have seen what was understood of it." },
  opt_outs: { path: "/opt-outs/import", title: "Import opt-outs", back: { to: "/opt-outs", name: "Opt-outs" }, about: "From a CSV file with a column of phone numbers. Nobody in it can be texted by your firm from then on." },
};

export const STATUS: Record<Import["status"], string> = { waiting: "Not started", running: "Running", done: "Done", failed: "Failed" };

export function importPath({ kind, id }: Import): string {
  return `${PAGES[kind].path}/${encodeURIComponent(id)}`;
}
