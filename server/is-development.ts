// biome-ignore lint/style/noProcessEnv: set by Next.js itself, and nothing to configure.
export const isDevelopment = process.env.NODE_ENV === "development";
