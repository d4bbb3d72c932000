/** Shown when a page itself has a fault. */
import { sentence } from "../api/refusal";
import { Button } from "../ui/button";
import { Card } from "../ui/card";

export function BrokenPage() {
  return (
    <Card title="This page isn’t working">
      <p role="alert">{sentence(undefined)}</p>
      <Button
        onClick={() => {
          window.location.reload();
        }}
      >
        Reload
      </Button>
    </Card>
  );
}
