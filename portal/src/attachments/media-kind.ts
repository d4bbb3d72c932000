/** What a content type is called by people. */

const NAMES: Partial<Record<string, string>> = {
  "application/pdf": "PDF",
  "text/vcard": "Contact card",
  "text/x-vcard": "Contact card",
  "text/calendar": "Calendar entry",
  "text/plain": "Text file",
};
const KINDS: Partial<Record<string, string>> = { image: "Picture", video: "Video", audio: "Sound" };

/** Whether a browser can show it, by its sender's word; what it really is shows when it is fetched. */
export function isPicture(contentType: string): boolean {
  return /^image\/(jpe?g|png|gif|webp)\b/i.test(contentType.trim());
}

/** “Picture (JPEG)”, “PDF”, “Contact card”; “File” for what it doesn't know. */
export function kindOf(contentType: string): string {
  const [type = "", subtype = ""] = (contentType.split(";")[0] ?? "").trim().toLowerCase().split("/");
  const kind = KINDS[type];
  if (!kind) return NAMES[`${type}/${subtype}`] ?? "File";
  return /^[a-z0-9]{2,5}$/.test(subtype) ? `${kind} (${subtype.toUpperCase()})` : kind;
}
