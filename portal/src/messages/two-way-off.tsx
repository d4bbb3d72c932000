/** What stands in place of the inbox while the firm has two-way texting off. */
import { PageTitle } from "../frame/page-title";
import "./two-way-off.css";

export function TwoWayOff({ firm }: { firm: string }) {
  return (
    <main id="main" tabIndex={-1} className="two-way-off">
      <section aria-labelledby="two-way-title">
        <PageTitle id="two-way-title">Two-Way SMS</PageTitle>
        <p>Two-Way SMS is off for <bdi>{firm}</bdi>. Your campaigns go out as before, and replies are kept, but nobody can read or answer them here until it is on.</p>
        <p>Ask an admin of your firm to have it switched on. What was received in the meantime will be here then.</p>
      </section>
    </main>
  );
}
