/** One signup of a person: when, for what, from where, and what else they left. */
import { Link } from "react-router";
import type { Lead } from "../api/client";
import { ago, completely } from "../text/time";
import { Facts } from "../ui/facts";
import { useNow } from "../ui/use-now";

export function Signup({ lead: { id, name, email, event, source, clientId, fields, createdAt } }: { lead: Lead }) {
  const now = useNow();
  const known = { Name: name, Email: email, Source: source, Client: clientId, ...fields };
  return (
    <article className="signup">
      <h4>
        <Link to={`/leads/${encodeURIComponent(id)}`}>
          <bdi>{event ?? "Signup"}</bdi>
        </Link>
        <time dateTime={createdAt} title={completely(createdAt)}>
          {ago(createdAt, now)}
        </time>
      </h4>
      <Facts>
        {Object.entries(known).map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>
                  <bdi>{label}</bdi>
                </dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ),
        )}
      </Facts>
    </article>
  );
}
