/** Lets in who is signed in; shows the others how to. */
import { useEffect, useSyncExternalStore, type ReactNode } from "react";
import type { Cognito } from "./cognito";
import type { Session } from "./session";
import { SignInPage } from "./sign-in-page";

interface Props {
  session: Session;
  cognito: Cognito;
  /** What a user sees; it is made afresh for every other user. */
  children: (userId: string) => ReactNode;
}

export function Gate({ session, cognito, children }: Props) {
  const state = useSyncExternalStore(session.subscribe, session.state);
  useEffect(() => {
    window.addEventListener("storage", session.changedElsewhere);
    return () => {
      window.removeEventListener("storage", session.changedElsewhere);
    };
  }, [session]);
  if (state.signedIn) return children(state.userId);
  return <SignInPage cognito={cognito} ended={state.ended} onSignedIn={session.start} />;
}
