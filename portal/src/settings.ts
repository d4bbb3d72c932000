/** What differs between deployments; read from /config.json when the portal starts. */
import { fetchInTime, READING_MS } from "./api/in-time";

export interface Settings {
  apiUrl: string;
  region: string;
  userPoolId: string;
  userPoolClientId: string;
  /** Where Cognito is; empty for the region's own. */
  cognitoEndpoint: string;
}

/** Reads the settings of this deployment. Throws where they are missing or not JSON. */
export async function loadSettings(): Promise<Settings> {
  const answer = await fetchInTime(new Request("/config.json", { cache: "no-store" }), READING_MS);
  if (!answer.ok) throw new Error(`/config.json answered ${answer.status}`);
  const settings = (await answer.json()) as Settings;
  return { ...settings, apiUrl: settings.apiUrl.replace(/\/+$/, "") };
}
