# The stand-ins for bank, WhatsApp, Instagram and printer: for demonstrations and tests, never beside real money.
# Build from the repository's root: docker build -f ops/docker/sandbox.Dockerfile .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt ./
COPY sandbox sandbox
RUN dotnet restore sandbox/CleanApp.Sandbox.csproj --locked-mode
RUN dotnet publish sandbox/CleanApp.Sandbox.csproj -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update \
    && apt-get install -y --no-install-recommends tzdata \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app ./
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
VOLUME /data
ENTRYPOINT ["dotnet", "CleanApp.Sandbox.dll"]
