/** Moments in people's words, in their own language and time zone. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const dayOfYear = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric" });
const fullDay = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "short", day: "numeric" });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: "long", month: "long", day: "numeric" });
const complete = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

/** As short as a list has room for: now, 5 min, 9:31 AM, Tue, Nov 12, Nov 12, 2025. */
export function ago(iso: string, now: number): string {
  const then = new Date(iso);
  const past = now - then.getTime();
  if (past < MINUTE) return "now";
  if (past < 60 * MINUTE) return `${Math.floor(past / MINUTE)} min`;
  const days = daysBetween(then, new Date(now));
  if (days === 0) return clock.format(then);
  if (days < 7) return weekday.format(then);
  return then.getFullYear() === new Date(now).getFullYear() ? dayOfYear.format(then) : fullDay.format(then);
}

/** The heading over a day's messages: Today, Yesterday, Monday, November 16, or Nov 16, 2025. */
export function dayName(iso: string, now: number): string {
  const then = new Date(iso);
  const days = daysBetween(then, new Date(now));
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  return then.getFullYear() === new Date(now).getFullYear() ? longDay.format(then) : fullDay.format(then);
}

export function timeOfDay(iso: string): string {
  return clock.format(new Date(iso));
}

/** With nothing left out, for tooltips. */
export function completely(iso: string): string {
  return complete.format(new Date(iso));
}

export function sameDay(one: string, other: string): boolean {
  return daysBetween(new Date(one), new Date(other)) === 0;
}

/** Midnights between two moments, here. */
function daysBetween(earlier: Date, later: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(later) - midnight(earlier)) / DAY);
}
