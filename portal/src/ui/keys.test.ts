import { expect, test, vi } from "vitest";
import { keepWhileComposing, keyOf } from "./keys";

function pressed(key: string, keyCode: number, isComposing = false) {
  return { key, keyCode, isComposing, preventDefault: vi.fn() } as unknown as KeyboardEvent;
}
const inReact = (event: KeyboardEvent) => Object.assign(Object.create(event), { nativeEvent: event }) as KeyboardEvent;

test.each([
  ["Enter", "Enter", 13, false, "Enter"],
  ["Escape", "Escape", 27, false, "Escape"],
  ["Enter that chooses a word in Chrome", "Enter", 229, true, ""],
  ["Enter that chooses a word in Firefox", "Enter", 13, true, ""],
  ["Enter that has ended a composition in Safari", "Enter", 229, false, ""],
  ["Escape that takes a composition back", "Escape", 27, true, ""],
  ["Escape that has ended a composition in Safari", "Escape", 229, false, ""],
  ["an arrow in a list of candidates", "ArrowDown", 229, true, ""],
])("%s", (_what, key, keyCode, isComposing, forThePage) => {
  const event = pressed(key, keyCode, isComposing);
  expect([keyOf(event), keyOf(inReact(event))]).toEqual([forThePage, forThePage]);
});

test("only an Escape that belongs to a composition is kept from the browser", () => {
  const events = [
    pressed("Escape", 229, true),
    pressed("Escape", 229),
    pressed("Escape", 27),
    pressed("Enter", 229, true),
  ];
  events.forEach((event) => {
    keepWhileComposing(event);
    keepWhileComposing(inReact(event));
  });
  expect(events.map(({ preventDefault }) => vi.mocked(preventDefault).mock.calls.length)).toEqual([2, 2, 0, 0]);
});
