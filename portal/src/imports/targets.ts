/** What a column of a file can become. */
import type { Import } from "../api/client";

export type Kind = Import["kind"];

/** A field of ours, `field:<name>` for one of the firm's own, or null to leave the column out. */
export type Target = string | null;

interface Known {
  target: string;
  name: string;
  /** Headings that mean it, in small letters and without anything between them. */
  headings: string[];
}

const PHONE: Known = {
  target: "phone",
  name: "Phone",
  headings: [
    "phone",
    "phonenumber",
    "phone1",
    "mobile",
    "mobilephone",
    "mobilenumber",
    "cell",
    "cellphone",
    "cellnumber",
    "tel",
    "telephone",
    "telephonenumber",
    "number",
    "sms",
    "smsnumber",
    "telefon",
    "telefono",
    "handy",
    "celular",
    "portable",
    "mobilephonenumber",
    "mobile1",
    "cellphonenumber",
    "textnumber",
    "primaryphone",
    "contactphone",
    "contactnumber",
    "phone1value",
    "phone2value",
    "phonevalue",
    "homephone",
    "workphone",
    "businessphone",
    "movil",
    "telefonomovil",
    "numerodetelefono",
    "mobiltelefon",
    "mobilnummer",
  ],
};

const LEADS: Known[] = [
  {
    target: "name",
    name: "Name",
    headings: [
      "name",
      "fullname",
      "contact",
      "contactname",
      "leadname",
      "yourname",
      "attendee",
      "attendeename",
      "registrant",
      "nombre",
    ],
  },
  {
    target: "firstName",
    name: "First name",
    headings: ["firstname", "first", "givenname", "forename", "fname", "vorname", "prenom"],
  },
  {
    target: "lastName",
    name: "Last name",
    headings: ["lastname", "last", "surname", "familyname", "lname", "nachname", "nom", "apellido", "apellidos"],
  },
  {
    target: "email",
    name: "Email",
    headings: [
      "email",
      "emailaddress",
      "mail",
      "mailaddress",
      "youremail",
      "correo",
      "correoelectronico",
      "email1value",
      "emailvalue",
      "email1",
      "primaryemail",
      "emailaddress1",
    ],
  },
  PHONE,
  {
    target: "event",
    name: "Event",
    headings: [
      "event",
      "eventname",
      "eventtitle",
      "webinar",
      "webinarname",
      "workshop",
      "signup",
      "signedupfor",
      "form",
      "formname",
    ],
  },
  {
    target: "source",
    name: "Source",
    headings: ["source", "leadsource", "utmsource", "channel", "origin", "referrer", "referral"],
  },
  { target: "timezone", name: "Time zone", headings: ["timezone", "tz"] },
  {
    target: "clientId",
    name: "Client",
    headings: ["client", "clientid", "clientnumber", "account", "accountid", "accountnumber"],
  },
  {
    target: "isPrimaryContact",
    name: "Primary contact (yes or no)",
    headings: ["primary", "isprimary", "primarycontact", "isprimarycontact", "maincontact"],
  },
];

const OPT_OUTS: Known[] = [
  PHONE,
  { target: "note", name: "Note", headings: ["note", "notes", "comment", "comments", "reason", "remark"] },
];

export const TARGETS: Record<Kind, Known[]> = { leads: LEADS, opt_outs: OPT_OUTS };

const OWN = "field:";
const LONGEST_OWN = 100;

/** A field of the firm's own, named like the column. */
export function ownField(heading: string): string {
  return OWN + Array.from(heading.trim()).slice(0, LONGEST_OWN).join("");
}

export function isOwnField(target: Target): boolean {
  return target?.startsWith(OWN) ?? false;
}

/** What a file of this kind can't do without, as a sentence; undefined where it has it. */
export function missing(kind: Kind, columns: Target[]): string | undefined {
  const has = (...targets: string[]) => targets.some((target) => columns.includes(target));
  if (kind === "opt_outs") return has("phone") ? undefined : "Choose the column that has the phone number.";
  return has("name", "firstName", "lastName", "email", "phone")
    ? undefined
    : "Choose the column that has the name, email or phone number.";
}
