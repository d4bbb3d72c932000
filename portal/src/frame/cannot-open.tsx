/** Shown when it can't be told who is signed in, or the sign-in belongs to no firm. */
import { sentence } from "../api/refusal";
import { Button } from "../ui/button";
import { State } from "../ui/state";
import { useWorkplace } from "../workplace";

export function CannotOpen({ error, tryAgain }: { error: Error; tryAgain: () => void }) {
  const { signOut } = useWorkplace();
  return (
    <main id="main" tabIndex={-1}>
      <title>Leadline</title>
      <State alert title="Leadline couldn’t open" text={sentence(error)}>
        <Button onClick={tryAgain}>Try again</Button>
        <Button look="plain" onClick={signOut}>
          Sign out
        </Button>
      </State>
    </main>
  );
}
