/** A link that looks like a button: it leads to where something is done. */
import { Link, type LinkProps } from "react-router";
import "./button.css";

export function ButtonLink({ look = "main", ...rest }: LinkProps & { look?: "main" | "plain" }) {
  return <Link {...rest} className={`button button-${look}`} />;
}
