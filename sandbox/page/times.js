// Times in words. The page speaks English, in the time zone of whoever sits before it.

const LANGUAGE = "en-GB";
const date = (seconds) => new Date(seconds * 1000);

export const hour = (seconds) => date(seconds).toLocaleTimeString(LANGUAGE, { hour: "2-digit", minute: "2-digit" });

export const day = (seconds) =>
  date(seconds).toLocaleDateString(LANGUAGE, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

export const shortly = (seconds) =>
  date(seconds).toLocaleString(LANGUAGE, {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
  });

// From so many of a unit on it is said in this unit.
const UNITS = [["year", 31_536_000, 2], ["month", 2_592_000, 2], ["day", 86_400, 2], ["hour", 3600, 0.99]];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });

// "in 3 days"
export function distance(seconds) {
  const [unit, size] = UNITS.find(([, size, least]) => seconds >= size * least) ?? ["minute", 60];
  return relative.format(Math.max(1, Math.round(seconds / size)), unit);
}

export function tomorrow(seconds, clock) {
  const morning = date(seconds);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(clock, 0, 0, 0);
  return morning.getTime() / 1000;
}

// As a field of type datetime-local takes it.
export function field(seconds) {
  const local = new Date(seconds * 1000 - date(seconds).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
