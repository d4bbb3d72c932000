/** The product's mark and name. */
import "./brand.css";

export function Brand() {
  return (
    <span className="brand">
      <img src="/mark.svg" alt="" width="24" height="24" />
      Leadline
    </span>
  );
}
