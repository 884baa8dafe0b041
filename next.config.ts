import type { NextConfig } from "next";

const config: NextConfig = {
  // Types are checked by `npm run check`, once, for everything.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["postgres", "pino"],
  devIndicators: false,
  allowedDevOrigins: ["127.0.0.1", "localhost"],
};

export default config;
