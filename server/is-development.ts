// biome-ignore lint/style/noProcessEnv: Next.js sets it, and no one configures it.
export const isDevelopment = process.env.NODE_ENV === "development";
