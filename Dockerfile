# Builds Sluice, and runs it as an account of its own with the database in /data.
#
#   docker build --tag sluice .
#   docker run --publish 127.0.0.1:8080:8080 --volume sluice:/data sluice --insecure-http
FROM swift:6.3-bookworm AS build
WORKDIR /build
COPY . .
RUN bin/setup && swift build -c release --product sluice \
    && mkdir /sluice && cp .build/release/sluice /sluice/ && cp -R .build/release/*.resources /sluice/

FROM swift:6.3-bookworm-slim
RUN apt-get -qq update \
    && apt-get -qq install --yes --no-install-recommends libpq5 libsqlite3-0 tzdata ca-certificates curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /data --create-home sluice
COPY --from=build /sluice /opt/sluice
USER sluice
WORKDIR /data
VOLUME /data
ENV SLUICE_DATABASE=sqlite:/data/sluice.sqlite
EXPOSE 8080
HEALTHCHECK --interval=30s --start-period=20s CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/healthz"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/sluice/sluice", "serve", "--host", "0.0.0.0", "--log-level", "info", "--log-format", "json"]
