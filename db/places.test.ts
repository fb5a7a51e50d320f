import { expect, test } from "vitest";
import { Busy, Places } from "./places";

const never = () => new Promise<void>(() => {});

/** Work that runs until the test ends it. */
function begun(places: Places) {
  let end = () => {};
  const ended = places.hold(() => new Promise<void>((resolve) => (end = resolve)));
  return { end: () => end(), ended };
}

test("as many as there are places are under way at once, and the next begins when one ends", async () => {
  const places = new Places(2, "Full.");
  const began: number[] = [];
  const [first] = [begun(places), begun(places)];
  const third = places.hold(async () => began.push(3));
  const fourth = places.hold(async () => began.push(4));
  await new Promise(setImmediate);
  expect(began).toEqual([]);
  first.end();
  await Promise.all([first.ended, third, fourth]);
  expect(began).toEqual([3, 4]);
});

test("who waited too long is refused in plain words, and takes no place later", async () => {
  const places = new Places(1, "Full.", 10);
  const first = begun(places);
  await expect(places.hold(never)).rejects.toThrow(new Busy("Full."));
  first.end();
  await first.ended;
  expect(await places.hold(async () => "in")).toBe("in");
});

test("a failure gives its place back", async () => {
  const places = new Places(1, "Full.", 10);
  const failing = places.hold(async () => {
    throw new Error("lost");
  });
  await expect(failing).rejects.toThrow("lost");
  expect(await places.hold(async () => "in")).toBe("in");
});
