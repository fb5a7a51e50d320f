/** What somebody typed into a field, as what it means, or why it means nothing. */
export type Typed<Value> = { value: Value; problem?: undefined } | { value?: undefined; problem: string };
