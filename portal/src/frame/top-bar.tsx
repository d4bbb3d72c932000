/** The bar that every page has: which product, where to go, which firm, and who is signed in. */
import { Link } from "react-router";
import type { Me } from "../api/client";
import { Brand } from "../ui/brand";
import { Navigation } from "./navigation";
import "./top-bar.css";
import { UserMenu } from "./user-menu";

export function TopBar({ me }: { me: Me | undefined }) {
  return (
    <header className="top-bar">
      <Link to="/messages" className="top-bar-home">
        <Brand />
      </Link>
      <Navigation isAdmin={me?.user.role === "admin"} />
      {me && <UserMenu me={me} />}
    </header>
  );
}
