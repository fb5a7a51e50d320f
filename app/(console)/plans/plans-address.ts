/** Each dialog opens by the address, so that it survives a reload and can be sent to a colleague. */
export const plansPath = "/plans";

export const addHref = `${plansPath}?add=plan`;

export function changeHref(name: string): string {
  return `${plansPath}?change=${encodeURIComponent(name)}`;
}
