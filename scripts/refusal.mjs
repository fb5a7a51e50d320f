/** What a person can mend: printed as it is, in one line and without a stack. */
export class Refusal extends Error {}
