const asked = ["next/cache", "next/headers", "next/navigation", "next-auth"];
const url = new URL("next.mjs", import.meta.url).href;

export function resolve(specifier, context, next) {
  const isAsked = asked.includes(specifier) || specifier.startsWith("next-auth/providers/");
  return isAsked ? { url, shortCircuit: true } : next(specifier, context);
}
