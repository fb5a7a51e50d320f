const asked = Number(process.env.SOAK_SECONDS || 0);

/** `npm run soak` asks for long runs; what `npm test` leaves out for its length is tried then. */
export const isSoak = asked > 0;

/**
 * So many seconds a run of chance, of kills or of stress may take: few in `npm test`, as many as `SOAK_SECONDS` says
 * otherwise. Seconds prove nothing by themselves: each such run has a least number of steps as well.
 */
export const secondsOr = (few: number): number => asked || few;
