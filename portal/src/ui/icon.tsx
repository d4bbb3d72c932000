/** The few pictures of the portal, drawn with one pen. Each stands beside words or a label. */
import "./icon.css";

const PATHS = {
  close: "M4 4l8 8M12 4l-8 8",
  back: "M10 3 5 8l5 5",
  down: "M8 3v10M4 9l4 4 4-4",
  chevron: "M4.5 6.5 8 10l3.5-3.5",
  file: "M4 2.5h5l3 3v8H4zM9 2.5v3h3",
  picture: "M2.5 3.5h11v9h-11zM3 11l3-3 2.5 2.5L10.5 9l2.5 2.5M10.5 6.5h.01",
  plus: "M8 3v10M3 8h10",
  search: "M7 2.75a4.25 4.25 0 1 0 0 8.5 4.25 4.25 0 0 0 0-8.5M10.25 10.25l3 3",
  person: "M8 2.75a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M3.25 13.25c.4-2.4 2.2-3.75 4.75-3.75s4.35 1.35 4.75 3.75",
  failed: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 5.25v3.25M8 10.75h.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
