/** Shown when the portal can't find out which Leadline it belongs to. */
import { Button } from "./button";
import { Card } from "./card";

export function CannotStart() {
  return (
    <Card title="Leadline couldn’t start">
      <p role="alert">We couldn’t load its settings. Check your connection and try again.</p>
      <Button
        onClick={() => {
          window.location.reload();
        }}
      >
        Try again
      </Button>
    </Card>
  );
}
