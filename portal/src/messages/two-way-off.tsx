/** What stands in place of the inbox while the firm has two-way texting off. */
import { PageTitle } from "../frame/page-title";
import "./two-way-off.css";

export function TwoWayOff({ firm }: { firm: string }) {
  return (
    <main id="main" tabIndex={-1} className="two-way-off">
      <section aria-labelledby="two-way-title">
        <PageTitle id="two-way-title">Two-Way SMS</PageTitle>
        <p>
          Two-Way SMS is off for <bdi>{firm}</bdi>. Your campaigns still go out and replies are saved, but nobody can
          read or answer them here until it’s turned on.
        </p>
        <p>Ask an admin at your firm to turn it on. Everything that comes in until then will be here.</p>
      </section>
    </main>
  );
}
