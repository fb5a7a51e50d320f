/** @type {import("next").NextConfig} */
const nextConfig = {
  // Tests build beside a running `npm start` and must not touch its build.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  experimental: { serverActions: { bodySizeLimit: "50mb" } },
};

export default nextConfig;
