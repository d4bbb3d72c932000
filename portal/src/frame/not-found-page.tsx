/** For addresses that lead nowhere. */
import { Link } from "react-router";
import { Card } from "../ui/card";

export function NotFoundPage() {
  return (
    <Card title="Page not found">
      <p>If you typed the address, check that it is right.</p>
      <p>
        <Link to="/messages">Go to your messages</Link>
      </p>
    </Card>
  );
}
