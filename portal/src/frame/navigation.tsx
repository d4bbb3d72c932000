/** The ways between the pages. */
import { NavLink } from "react-router";
import "./navigation.css";

const PAGES = [
  { to: "/messages", name: "Messages", forAdmins: false },
  { to: "/leads", name: "Leads", forAdmins: false },
  { to: "/opt-outs", name: "Opt-outs", forAdmins: false },
  { to: "/api-keys", name: "API keys", forAdmins: true },
];

export function Navigation({ isAdmin }: { isAdmin: boolean }) {
  return (
    <nav className="navigation" aria-label="Pages">
      <ul>
        {PAGES.filter(({ forAdmins }) => isAdmin || !forAdmins).map(({ to, name }) => (
          <li key={to}>
            <NavLink to={to}>{name}</NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
