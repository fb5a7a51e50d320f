const mostSteps = 6;

/** Round numbers from 0 to the first that is `most` or more, evenly apart: what a chart's axis says, from below. */
export function axisTicks(most: number): number[] {
  const step = roundStep(Math.max(1, most) / mostSteps);
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, place) => place * step);
}

/** 1, 2 or 5 with zeros: the smallest that is no less, and no part of a seat. */
function roundStep(least: number): number {
  const magnitude = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  return [1, 2, 5, 10].map((digit) => digit * magnitude).find((step) => step >= least)!;
}
