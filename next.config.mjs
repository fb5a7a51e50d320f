// Tests build beside a running `npm start` and must not touch its build.
const folder = process.env.NEXT_DIST_DIR ?? ".next";

/** @type {import("next").NextConfig} */
const nextConfig = {
  distDir: folder,
  // `npm run verify` checks the types. Next writes its folder's types into the file it is given, and the types of two
  // builds contradict each other.
  typescript: {
    tsconfigPath: folder === ".next" ? "tsconfig.json" : "tsconfig.next-test.json",
    ignoreBuildErrors: true,
  },
  poweredByHeader: false,
  reactStrictMode: true,
};

export default nextConfig;
