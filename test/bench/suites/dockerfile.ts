import { dockerfile as language } from '../../../server/src/languages/dockerfile/index.ts'
import { type Bench, everyRuleOn, positionOf } from '../bench.ts'

/** A stage as people write them: variables, installs, copies, mounts, a heredoc, labels, comments. */
function stage(i: number): string {
  return `
# Stage ${i}: what service ${i} needs
FROM debian:12.${i % 9} AS stage-${i}
ARG VERSION_${i}=1.${i}.0
ENV SERVICE_HOME=/srv/service-${i} \\
    SERVICE_PORT=${8000 + i}
WORKDIR /srv/service-${i}
# hadolint ignore=DL3008
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\
    apt-get update \\
    && apt-get install -y --no-install-recommends \\
      ca-certificates \\
      # for the health check
      curl \\
      tini \\
    && rm -rf /var/lib/apt/lists/*
COPY package-${i}.json package-lock-${i}.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev && npm cache verify
COPY --chown=1000:1000 service-${i}/ ./service/
RUN <<EOF
set -eu
mkdir -p "$SERVICE_HOME/data"
echo "service ${i} on $SERVICE_PORT" > "$SERVICE_HOME/data/motd"
EOF
LABEL org.opencontainers.image.title="service-${i}" \\
      org.opencontainers.image.version="$VERSION_${i}"
EXPOSE ${8000 + i}/tcp
USER 1000:1000
HEALTHCHECK --interval=30s --timeout=3s CMD ["curl", "-f", "http://localhost:${8000 + i}/health"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "service/index.js"]
${i > 0 ? `COPY --from=stage-${i - 1} /srv/service-${i - 1}/data ./data` : 'STOPSIGNAL SIGTERM'}
`
}

const stages = 28
const text = `# syntax=docker/dockerfile:1\nARG BASE=12\n${Array.from({ length: stages }, (_, i) => stage(i)).join('')}`
const edited = positionOf(text, '/srv/service-14\n', '/srv/service-14'.length)

/** A Dockerfile beside the server that Container Tools and Docker DX have in them. */
export const dockerfile: Bench = {
  name: 'dockerfile',
  title: `Dockerfile, ${stages} stages, ${text.split('\n').length - 1} lines`,
  fileName: 'Dockerfile',
  text,
  edit(round) {
    const { line, character } = edited
    if (round % 2 === 0) return [{ range: { start: edited, end: edited }, text: 'x' }]
    return [{ range: { start: edited, end: { line, character: character + 1 } }, text: '' }]
  },
  completionAt: positionOf(text, 'COPY --chown=1000:1000 service-14/', 'COPY --'.length),
  hoverAt: positionOf(text, 'WORKDIR /srv/service-14', 2),
  tokens: true,
  ours: { name: 'Bayplan', languageId: 'dockerfile', command: () => ['dist/server.cjs', '--stdio'], configuration: everyRuleOn(language) },
  peer: {
    name: 'docker-langserver',
    package: 'dockerfile-language-server-nodejs',
    version: '0.15.0',
    languageId: 'dockerfile',
    pushes: true,
    command: (packages) => [`${packages}/dockerfile-language-server-nodejs/bin/docker-langserver`, '--stdio'],
  },
}
