/** What a token says, unchecked: the API checks; the portal only reads. */

export interface Claims {
  sub: string;
  /** Seconds since 1970, by the issuer's clock. */
  exp: number;
  iat: number;
}

export function claims(token: string): Claims {
  const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
}
