/** Who is signed in, for which firm, and the way out. */
import type { Me } from "../api/client";
import { formatted } from "../text/phone";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { useWorkplace } from "../workplace";
import "./user-menu.css";

const ROLES = { admin: "Admin", member: "Member" };

export function UserMenu({ me: { user, firm, lines } }: { me: Me }) {
  const { signOut } = useWorkplace();
  const line = lines.find(({ type, isDefault }) => type === "sms" && isDefault);
  return (
    <>
      <button type="button" className="user-menu-button" popoverTarget="user-menu">
        <bdi className="user-menu-firm">{firm.name}</bdi>
        <span className="visually-hidden">Account of</span>
        <bdi className="user-menu-name">{user.name}</bdi>
        <Icon name="chevron" />
      </button>
      <div id="user-menu" className="user-menu" popover="auto">
        <p className="user-menu-who">
          <bdi>{user.name}</bdi>
        </p>
        <p>
          <bdi>{user.email}</bdi>
        </p>
        <dl>
          <dt>Firm</dt>
          <dd>
            <bdi>{firm.name}</bdi>
          </dd>
          <dt>Role</dt>
          <dd>{ROLES[user.role]}</dd>
          {line && <dt>Texts from</dt>}
          {line && <dd>{formatted(line.address)}</dd>}
        </dl>
        <Button look="plain" onClick={signOut}>
          Sign out
        </Button>
      </div>
    </>
  );
}
