/** What a content type is called by people. */

const NAMES: Partial<Record<string, string>> = {
  "application/pdf": "PDF",
  "text/vcard": "Contact card",
  "text/x-vcard": "Contact card",
  "text/calendar": "Calendar entry",
  "text/plain": "Text file",
};
const KINDS: Partial<Record<string, string>> = { image: "Picture", video: "Video", audio: "Sound" };

/** “Picture (JPEG)”, “PDF”, “Contact card”; “File” for what it doesn't know. */
export function kindOf(contentType: string): string {
  const [type = "", subtype = ""] = (contentType.split(";")[0] ?? "").trim().toLowerCase().split("/");
  const kind = KINDS[type];
  if (!kind) return NAMES[`${type}/${subtype}`] ?? "File";
  return /^[a-z0-9]{2,5}$/.test(subtype) ? `${kind} (${subtype.toUpperCase()})` : kind;
}
