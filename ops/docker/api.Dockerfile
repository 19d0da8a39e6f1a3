# The API and its worker (one executable, Host__Role says which) with the built web application.
# Build from the repository's root: docker build -f ops/docker/api.Dockerfile .
FROM node:20-bookworm-slim AS web
WORKDIR /source/web
COPY web/package.json web/package-lock.json web/.npmrc* ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY docs/api /source/docs/api
COPY web ./
# true: only what is in the MVP.
ARG VITE_MVP_MODE=false
RUN npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS api
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt ./
COPY src src
RUN dotnet restore src/Api/CleanApp.Api.csproj --locked-mode
RUN dotnet publish src/Api/CleanApp.Api.csproj -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# libargon2-1: password hashes. tzdata: America/Sao_Paulo and its neighbours.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libargon2-1 tzdata \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=api /app ./
COPY --from=web /source/web/dist ./web
ENV Instance__WebRoot=/app/web
# The image's own unprivileged user; /data is the only place it writes to. /sandbox is the sandbox's volume, read only.
RUN mkdir /data /sandbox && chown "$APP_UID" /data /sandbox
USER $APP_UID
VOLUME /data
ENTRYPOINT ["dotnet", "CleanApp.Api.dll"]
CMD ["serve"]
