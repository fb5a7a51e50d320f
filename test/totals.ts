/** What a runner's reporter leaves for `scripts/machine/totals.mjs`. */
export type Totals = {
  passed: number;
  /** By file and name, so that they can be counted over several runs. */
  failures: string[];
  skipped: { name: string; reason: string }[];
  files: { file: string; seconds: number }[];
};
