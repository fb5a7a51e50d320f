/** The meaning of a field's text, or why it has none. */
export type Typed<Value> = { value: Value; problem?: undefined } | { value?: undefined; problem: string };
