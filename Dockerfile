# The service: built from the source, installed from the packed package, run as nobody in particular.
FROM node:22-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && mkdir /pack && npm pack --pack-destination /pack

FROM node:22-slim AS installed
WORKDIR /app
COPY --from=build /pack /pack
# The optional packages that serving needs, in the versions that are tested.
RUN npm init --yes > /dev/null \
 && npm install --omit=dev --no-audit --no-fund /pack/*.tgz \
      pino@10.4.0 prom-client@15.1.3 @electric-sql/pglite@0.5.16 pg@8.23.1

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=installed /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# In this form node itself gets SIGTERM, and finishes what is under way.
ENTRYPOINT ["node", "node_modules/suanjia/dist/cli/main.js", "serve", "--host", "0.0.0.0", "--port", "8080", "--data", "/data"]
CMD ["--catalog", "/config/catalog.json", "--promotions", "/config/promotions.json"]
