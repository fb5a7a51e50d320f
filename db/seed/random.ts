/** Numbers that are the same on every machine and in every run (mulberry32), so that the sample world is too. */
export function createRandom(seed: number) {
  let state = seed;

  /** From 0 up to, not including, 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  function between(least: number, most: number): number {
    return least + next() * (most - least);
  }

  function isTrue(probability: number): boolean {
    return next() < probability;
  }

  function pick<T>(list: readonly T[]): T {
    return list[Math.floor(next() * list.length)]!;
  }

  /** One of the list, the heavier the likelier. */
  function pickWeighted<T extends { weight: number }>(list: readonly T[]): T {
    let left = next() * list.reduce((sum, { weight }) => sum + weight, 0);
    for (const candidate of list) {
      left -= candidate.weight;
      if (left < 0) return candidate;
    }
    return list.at(-1)!;
  }

  /** So many different ones of the list; fewer where it has fewer. */
  function sample<T>(list: readonly T[], count: number): T[] {
    const left = [...list];
    const isShort = () => left.length > Math.max(0, list.length - count);
    const picked: T[] = [];
    while (isShort()) picked.push(...left.splice(Math.floor(next() * left.length), 1));
    return picked;
  }

  return { between, isTrue, pick, pickWeighted, sample };
}
