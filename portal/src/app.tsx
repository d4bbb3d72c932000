/** The portal: a sign-in, and behind it the workplace of one user. */
import { useState } from "react";
import { Pages } from "./routes";
import { createCognito } from "./session/cognito";
import { Gate } from "./session/gate";
import { createSession } from "./session/session";
import type { Settings } from "./settings";
import { Workplace } from "./workplace";

export function App({ settings }: { settings: Settings }) {
  const [cognito] = useState(() => createCognito(settings));
  const [session] = useState(() =>
    createSession(cognito, localStorage, `leadline.session.${settings.userPoolClientId}`),
  );
  return (
    <Gate session={session} cognito={cognito}>
      {(userId) => (
        <Workplace key={userId} userId={userId} session={session} apiUrl={settings.apiUrl}>
          <Pages />
        </Workplace>
      )}
    </Gate>
  );
}
