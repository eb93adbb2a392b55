import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dockerfile } from '../../../server/src/languages/dockerfile/index.ts'

/** Dockerfiles in the manner of official images and of the guides of their makers, in our own words. None of them is refused by a build. */
const images: Readonly<Record<string, string>> = {
  alpine: 'FROM scratch\nADD alpine-minirootfs-3.20.3-x86_64.tar.gz /\nCMD ["/bin/sh"]\n',
  debian: 'FROM scratch\nADD rootfs.tar.xz /\nCMD ["bash"]\n',
  ubuntu: `FROM scratch
ARG RELEASE
ARG LAUNCHPAD_BUILD_ARCH
LABEL org.opencontainers.image.ref.name=ubuntu
LABEL org.opencontainers.image.version=24.04
ADD file.tar.gz /
CMD ["/bin/bash"]
`,
  node: `FROM debian:bookworm-slim
RUN groupadd --gid 1000 node \\
  && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
ENV NODE_VERSION 22.11.0
RUN ARCH= && dpkgArch="$(dpkg --print-architecture)" \\
  && case "\${dpkgArch##*-}" in \\
    amd64) ARCH='x64';; \\
    arm64) ARCH='arm64';; \\
    *) echo "unsupported architecture"; exit 1 ;; \\
  esac \\
  && set -ex \\
  # a comment between
  && for key in 5BE8A3F6C8A5C01D106C0AD820B1A390B168D356 \\
    DD792F5973C6DE52C432CBDAC77ABFA00DDBF2B7 \\
  ; do \\
      gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys "$key" || exit 1; \\
  done \\
  && curl -fsSLO "https://nodejs.org/dist/v$NODE_VERSION/node-v$NODE_VERSION-linux-$ARCH.tar.xz" \\
  && tar -xJf "node-v$NODE_VERSION-linux-$ARCH.tar.xz" -C /usr/local --strip-components=1 --no-same-owner
COPY docker-entrypoint.sh /usr/local/bin/
ENTRYPOINT ["docker-entrypoint.sh"]
CMD [ "node" ]
`,
  python: `FROM buildpack-deps:bookworm
ENV PATH /usr/local/bin:$PATH
ENV LANG C.UTF-8
ENV GPG_KEY 7169605F62C751356D054A26A821E680E5FA6305
ENV PYTHON_VERSION 3.12.7
RUN set -eux; \\
	\\
	wget -O python.tar.xz "https://www.python.org/ftp/python/\${PYTHON_VERSION%%[a-z]*}/Python-$PYTHON_VERSION.tar.xz"; \\
	mkdir -p /usr/src/python; \\
	tar --extract --directory /usr/src/python --strip-components=1 --file python.tar.xz; \\
	rm python.tar.xz
RUN set -eux; \\
	for src in idle3 pip3 pydoc3 python3 python3-config; do \\
		dst="$(echo "$src" | tr -d 3)"; \\
		[ -s "/usr/local/bin/$src" ]; \\
		[ ! -e "/usr/local/bin/$dst" ]; \\
		ln -svT "$src" "/usr/local/bin/$dst"; \\
	done
CMD ["python3"]
`,
  golang: `FROM buildpack-deps:bookworm-scm AS build
ENV PATH /usr/local/go/bin:$PATH
ENV GOLANG_VERSION 1.23.3
RUN set -eux; \\
	arch="$(dpkg --print-architecture)"; arch="\${arch##*-}"; \\
	case "$arch" in \\
		'amd64') url='https://dl.google.com/go/go1.23.3.linux-amd64.tar.gz' ;; \\
		*) echo >&2 "error: unsupported architecture '$arch'"; exit 1 ;; \\
	esac
FROM buildpack-deps:bookworm-scm
ENV GOTOOLCHAIN=local
ENV GOPATH /go
ENV PATH $GOPATH/bin:/usr/local/go/bin:$PATH
COPY --from=build --link /usr/local/go/ /usr/local/go/
RUN mkdir -p "$GOPATH/src" "$GOPATH/bin" && chmod -R 1777 "$GOPATH"
WORKDIR $GOPATH
`,
  nginx: `FROM debian:bookworm-slim
LABEL maintainer="NGINX Docker Maintainers <docker-maint@nginx.com>"
ENV NGINX_VERSION   1.27.2
ENV NJS_RELEASE     1~bookworm
RUN set -x \\
    && groupadd --system --gid 101 nginx \\
    && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx
COPY docker-entrypoint.sh /
COPY 10-listen-on-ipv6-by-default.sh /docker-entrypoint.d
ENTRYPOINT ["/docker-entrypoint.sh"]
EXPOSE 80
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
`,
  httpd: `FROM debian:bookworm-slim
ENV HTTPD_PREFIX /usr/local/apache2
ENV PATH $HTTPD_PREFIX/bin:$PATH
RUN mkdir -p "$HTTPD_PREFIX" \\
	&& chown www-data:www-data "$HTTPD_PREFIX"
WORKDIR $HTTPD_PREFIX
STOPSIGNAL SIGWINCH
COPY httpd-foreground /usr/local/bin/
EXPOSE 80
CMD ["httpd-foreground"]
`,
  postgres: `FROM debian:bookworm-slim
RUN set -eux; groupadd -r postgres --gid=999; useradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql --shell=/bin/bash postgres
ENV GOSU_VERSION 1.17
ENV PG_MAJOR 17
ENV PATH $PATH:/usr/lib/postgresql/$PG_MAJOR/bin
ENV PGDATA /var/lib/postgresql/data
RUN install --verbose --directory --owner postgres --group postgres --mode 1777 "$PGDATA"
VOLUME /var/lib/postgresql/data
COPY docker-entrypoint.sh docker-ensure-initdb.sh /usr/local/bin/
RUN ln -sT docker-ensure-initdb.sh /usr/local/bin/docker-enforce-initdb.sh
ENTRYPOINT ["docker-entrypoint.sh"]
STOPSIGNAL SIGINT
EXPOSE 5432
CMD ["postgres"]
`,
  redis: `FROM alpine:3.20
RUN set -eux; addgroup -S -g 1000 redis; adduser -S -G redis -u 999 redis
ENV REDIS_VERSION 7.4.1
RUN mkdir /data && chown redis:redis /data
VOLUME /data
WORKDIR /data
COPY docker-entrypoint.sh /usr/local/bin/
ENTRYPOINT ["docker-entrypoint.sh"]
EXPOSE 6379
CMD ["redis-server"]
`,
  mysql: `FROM oraclelinux:9-slim
ENV MYSQL_MAJOR 9.1
RUN set -eux; \\
	{ \\
		echo '[mysql9.1-server-minimal]'; \\
		echo 'enabled=1'; \\
	} | tee /etc/yum.repos.d/mysql-community-minimal.repo
VOLUME /var/lib/mysql
COPY docker-entrypoint.sh /usr/local/bin/
ENTRYPOINT ["docker-entrypoint.sh"]
EXPOSE 3306 33060
CMD ["mysqld"]
`,
  mariadb: `FROM ubuntu:noble
ARG REPOSITORY="http://archive.mariadb.org/mariadb-11.5.2/repo/ubuntu/ noble main main/debug"
ARG MARIADB_VERSION=1:11.5.2+maria~ubu2404
ENV MARIADB_VERSION=$MARIADB_VERSION
LABEL org.opencontainers.image.version="11.5.2" \\
      org.opencontainers.image.vendor="MariaDB Community"
RUN set -ex; \\
	{ \\
		echo "mariadb-server" mysql-server/root_password password 'unused'; \\
	} | debconf-set-selections
HEALTHCHECK --start-period=5m CMD ["healthcheck.sh", "--connect"]
EXPOSE 3306
CMD ["mariadbd"]
`,
  mongo: `FROM ubuntu:jammy
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
ARG MONGO_PACKAGE=mongodb-org
ARG MONGO_REPO=repo.mongodb.org
ENV MONGO_PACKAGE=\${MONGO_PACKAGE} MONGO_REPO=\${MONGO_REPO}
ENV MONGO_MAJOR 8.0
RUN echo "deb https://$MONGO_REPO/apt/ubuntu jammy/\${MONGO_PACKAGE%-unstable}/$MONGO_MAJOR multiverse" | tee /etc/apt/sources.list.d/m.list
VOLUME /data/db /data/configdb
EXPOSE 27017
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["mongod"]
`,
  php: `FROM debian:bookworm-slim
ENV PHPIZE_DEPS \\
		autoconf \\
		dpkg-dev \\
		file
ENV PHP_INI_DIR /usr/local/etc/php
ENV PHP_CFLAGS="-fstack-protector-strong -fpic -O2"
ENV PHP_CPPFLAGS="$PHP_CFLAGS"
ENV PHP_LDFLAGS="-Wl,-O1 -pie"
ENV PHP_URL="https://www.php.net/distributions/php-8.3.13.tar.xz" PHP_ASC_URL="https://www.php.net/distributions/php-8.3.13.tar.xz.asc"
COPY docker-php-source /usr/local/bin/
STOPSIGNAL SIGQUIT
EXPOSE 9000
CMD ["php-fpm"]
`,
  wordpress: `FROM php:8.3-apache
RUN set -ex; \\
	docker-php-ext-install -j "$(nproc)" bcmath exif gd intl mysqli zip \\
	;
RUN { \\
		echo 'opcache.memory_consumption=128'; \\
	} > /usr/local/etc/php/conf.d/opcache-recommended.ini
VOLUME /var/www/html
COPY --chown=www-data:www-data wp-config-docker.php /usr/src/wordpress/
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["apache2-foreground"]
`,
  ruby: `FROM buildpack-deps:bookworm
RUN set -eux; \\
	mkdir -p /usr/local/etc; \\
	echo 'gem: --no-document' >> /usr/local/etc/gemrc
ENV LANG C.UTF-8
ENV GEM_HOME /usr/local/bundle
ENV BUNDLE_SILENCE_ROOT_WARNING=1 \\
	BUNDLE_APP_CONFIG="$GEM_HOME"
ENV PATH $GEM_HOME/bin:$PATH
CMD [ "irb" ]
`,
  rust: `FROM buildpack-deps:bookworm
ENV RUSTUP_HOME=/usr/local/rustup \\
    CARGO_HOME=/usr/local/cargo \\
    PATH=/usr/local/cargo/bin:$PATH \\
    RUST_VERSION=1.82.0
RUN set -eux; \\
    dpkgArch="$(dpkg --print-architecture)"; \\
    case "\${dpkgArch##*-}" in \\
        amd64) rustArch='x86_64-unknown-linux-gnu';; \\
        *) echo >&2 "unsupported architecture: \${dpkgArch}"; exit 1 ;; \\
    esac
`,
  temurin: `FROM ubuntu:24.04
ENV JAVA_HOME='/opt/java/openjdk'
ENV PATH="\${JAVA_HOME}/bin:\${PATH}"
ENV LANG='en_US.UTF-8' LANGUAGE='en_US:en' LC_ALL='en_US.UTF-8'
ENV JAVA_VERSION=jdk-21.0.5+11
COPY --chmod=755 entrypoint.sh /__cacert_entrypoint.sh
ENTRYPOINT ["/__cacert_entrypoint.sh"]
CMD ["jshell"]
`,
  tomcat: `FROM eclipse-temurin:21-jdk-noble
ENV CATALINA_HOME /usr/local/tomcat
ENV PATH $CATALINA_HOME/bin:$PATH
RUN mkdir -p "$CATALINA_HOME"
WORKDIR $CATALINA_HOME
ENV LD_LIBRARY_PATH \${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$CATALINA_HOME/native-jni-lib
EXPOSE 8080
ENTRYPOINT []
CMD ["catalina.sh", "run"]
`,
  maven: `FROM eclipse-temurin:21-jdk AS builder
ARG MAVEN_VERSION=3.9.9
ARG BASE_URL=https://dlcdn.apache.org/maven/maven-3/\${MAVEN_VERSION}/binaries
ENV MAVEN_HOME=/usr/share/maven
COPY mvn-entrypoint.sh /usr/local/bin/mvn-entrypoint.sh
FROM eclipse-temurin:21-jdk
COPY --from=builder \${MAVEN_HOME} \${MAVEN_HOME}
ARG USER_HOME_DIR="/root"
ENV MAVEN_CONFIG="$USER_HOME_DIR/.m2"
ENTRYPOINT ["/usr/local/bin/mvn-entrypoint.sh"]
CMD ["mvn"]
`.replace('${MAVEN_HOME} ${MAVEN_HOME}', '/usr/share/maven /usr/share/maven'),
  dind: `#
# NOTE: THIS DOCKERFILE IS GENERATED
#
FROM docker:27-cli
RUN set -eux; apk add --no-cache btrfs-progs e2fsprogs iptables pigz
ENV DIND_COMMIT 65cfcc28ab37cb75e1560e4b4738719c07c6618e
VOLUME /var/lib/docker
EXPOSE 2375/tcp 2376/tcp
ENTRYPOINT ["dockerd-entrypoint.sh"]
CMD []
`,
  registry: `FROM alpine:3.20
RUN apk add --no-cache ca-certificates
VOLUME ["/var/lib/registry"]
EXPOSE 5000
COPY ./config-example.yml /etc/docker/registry/config.yml
ENTRYPOINT ["/entrypoint.sh"]
CMD ["/etc/docker/registry/config.yml"]
`,
  traefik: `FROM alpine:3.20
RUN apk --no-cache --no-progress add ca-certificates tzdata
EXPOSE 80
ENTRYPOINT ["/entrypoint.sh"]
CMD ["traefik"]
LABEL org.opencontainers.image.vendor="Traefik Labs" \\
	org.opencontainers.image.url="https://traefik.io" \\
	org.opencontainers.image.title="Traefik"
`,
  'hello-world': 'FROM scratch\nCOPY hello /\nCMD ["/hello"]\n',
  windows: `# escape=\`
FROM --platform=windows/amd64 mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
RUN Invoke-WebRequest 'https://example.com/a.zip' -OutFile 'a.zip' ; \`
    Expand-Archive a.zip -DestinationPath C:\\ ; \`
    Remove-Item -Path a.zip
WORKDIR C:\\app
COPY start.ps1 C:/app/
CMD [ "powershell", "-File", "C:\\\\app\\\\start.ps1" ]
`,
  dotnet: `# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:8.0 AS build
ARG TARGETARCH
WORKDIR /source
COPY --link *.csproj .
RUN dotnet restore -a $TARGETARCH
COPY --link . .
RUN dotnet publish -a $TARGETARCH --no-restore -o /app
FROM mcr.microsoft.com/dotnet/aspnet:8.0
EXPOSE 8080
WORKDIR /app
COPY --link --from=build /app .
USER $APP_UID
ENTRYPOINT ["./aspnetapp"]
`,
  cross: `# syntax=docker/dockerfile:1
ARG GO_VERSION=1.23
ARG ALPINE_VERSION=3.20
FROM --platform=$BUILDPLATFORM tonistiigi/xx:1.5.0 AS xx
FROM --platform=$BUILDPLATFORM golang:\${GO_VERSION}-alpine\${ALPINE_VERSION} AS base
COPY --from=xx / /
ENV CGO_ENABLED=0
FROM base AS build
ARG TARGETPLATFORM
RUN --mount=target=. --mount=target=/root/.cache,type=cache \\
    --mount=target=/go/pkg/mod,type=cache <<EOT
  set -ex
  xx-go build -o /out/tool .
  xx-verify --static /out/tool
EOT
FROM scratch AS binary
COPY --from=build /out/* /
FROM alpine:\${ALPINE_VERSION} AS release
RUN --mount=type=secret,id=token,env=TOKEN --mount=type=ssh --network=none true
COPY --from=binary --chmod=0755 /tool /usr/bin/
COPY <<-"EOF" /etc/motd
	a $message
	EOF
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/a.tar.xz /
ADD --keep-git-dir=true https://github.com/moby/buildkit.git#v0.10.1 /buildkit
HEALTHCHECK --interval=30s --start-interval=1s CMD ["tool", "ping"]
ENTRYPOINT ["tool"]
`,
  composer: `from php:8.3-cli as binary
env COMPOSER_ALLOW_SUPERUSER 1
copy --from=composer/composer:latest-bin /composer /usr/bin/composer
workdir /app
cmd ["composer"]
`,
  onbuild: `FROM node:22
ONBUILD ARG NODE_ENV
ONBUILD ENV NODE_ENV $NODE_ENV
ONBUILD COPY package.json /usr/src/app/
ONBUILD RUN npm install && npm cache clean --force
ONBUILD COPY . /usr/src/app
CMD [ "npm", "start" ]
`,
  rails: `# syntax = docker/dockerfile:1
# check=error=true
ARG RUBY_VERSION=3.3.6
FROM docker.io/library/ruby:$RUBY_VERSION-slim AS base
WORKDIR /rails
ENV RAILS_ENV="production" \\
    BUNDLE_PATH="/usr/local/bundle" \\
    BUNDLE_WITHOUT="development"
FROM base AS build
COPY Gemfile Gemfile.lock ./
RUN bundle install && \\
    rm -rf ~/.bundle/ "\${BUNDLE_PATH}"/ruby/*/cache
COPY . .
FROM base
COPY --from=build "\${BUNDLE_PATH}" "\${BUNDLE_PATH}"
COPY --from=build /rails /rails
USER 1000:1000
ENTRYPOINT ["/rails/bin/docker-entrypoint"]
EXPOSE 3000
CMD ["./bin/rails", "server"]
`,
  kaniko: `ARG BASE
FROM \${BASE:-gcr.io/distroless/static-debian12:nonroot} AS final
ARG VERSION
LABEL version=$VERSION
ENV VERSION=\${VERSION:-dev} SHORT=\${VERSION%%.*} NAME=\${VERSION/./-}
USER nonroot:nonroot
EXPOSE \${PORT:-8080}/tcp
VOLUME ["/data", "/cache"]
`,
}

for (const [name, text] of Object.entries(images)) {
  test(`${name} is built without an error`, () => {
    const errors = dockerfile
      .read(text, undefined, { dockerignore: '' })
      .check({}, (rule, error) => assert.fail(`${rule}: ${error}`))
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message, span }) => `${code} ${text.slice(span.start, span.end)}: ${message}`)
    assert.deepEqual(errors, [])
  })
}
