# Builds Guidepost and puts it, with its knowledge and settings, into a small image.
#
#   docker build -t guidepost .
#   docker run --env-file .env -v guidepost-data:/guidepost/data guidepost
#
# Your own knowledge: -v ./knowledge:/guidepost/knowledge:ro
# Your own settings:  -v ./guidepost.toml:/guidepost/config/guidepost.toml:ro -e GUIDEPOST_CONFIG=config/guidepost.toml

FROM rust:1-bookworm AS build
WORKDIR /build
# Dependencies first: this layer is built again only when they change.
COPY Cargo.toml Cargo.lock ./
COPY crates/import/Cargo.toml crates/import/
COPY crates/minilm/Cargo.toml crates/minilm/
COPY crates/picture/Cargo.toml crates/picture/
COPY crates/picture/benches crates/picture/benches
COPY crates/no-websocket crates/no-websocket
COPY tools/train tools/train
COPY benches benches
RUN mkdir src crates/import/src crates/minilm/src crates/picture/src \
    && printf 'fn main() {}\n' > src/main.rs \
    && touch src/lib.rs crates/import/src/lib.rs crates/minilm/src/lib.rs crates/picture/src/lib.rs \
    && cargo build --release --locked --bin guidepost \
    && rm -r src crates
COPY ARCHITECTURE.md ./
COPY config config
COPY crates crates
COPY migrations migrations
COPY src src
# Cargo goes by the time of a file, and these are older than what was just built.
RUN find crates src -type f -exec touch {} + \
    && cargo build --release --locked --bin guidepost
# The embeddings of the shipped knowledge are computed here, once, and not at the start of every container.
COPY models models
COPY knowledge knowledge
RUN target/release/guidepost model embed

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --home-dir /guidepost --shell /usr/sbin/nologin guidepost
WORKDIR /guidepost
COPY --from=build /build/target/release/guidepost /usr/local/bin/guidepost
COPY config config
COPY knowledge knowledge
COPY --from=build /build/models models
# What is remembered; without a volume it goes with the container.
RUN mkdir data && chown 10001 data
VOLUME /guidepost/data
USER 10001
# All addresses of the container; what of it the world sees is for `docker run -p` to say.
ENV GUIDEPOST_LISTEN=0.0.0.0:8080
EXPOSE 8080
# Whether questions are answered; `docker inspect` shows what is degraded.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["guidepost", "health", "--ready"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["guidepost"]
CMD ["serve"]
