/** Signals that make sense for STOPSIGNAL, the usual first. https://man7.org/linux/man-pages/man7/signal.7.html */
export const signals: Readonly<Record<string, string>> = {
  SIGTERM: 'Asks to end. What is sent without STOPSIGNAL.',
  SIGINT: 'Interrupt, as Ctrl-C sends it.',
  SIGQUIT: 'Quit; nginx and PHP-FPM finish what they serve.',
  SIGHUP: 'Hang-up; many servers read their settings again.',
  SIGUSR1: 'Free for the program; Apache reopens its logs and restarts.',
  SIGUSR2: 'Free for the program.',
  SIGWINCH: 'Window change; Apache finishes what it serves.',
  SIGKILL: 'Ends at once. The program cannot clean up.',
  'SIGRTMIN+3': 'What systemd takes as "halt".',
}

/** Label keys that tools know. https://github.com/opencontainers/image-spec/blob/main/annotations.md */
export const labelKeys: Readonly<Record<string, string>> = {
  'org.opencontainers.image.title': 'Name of the image for people.',
  'org.opencontainers.image.description': 'What is in the image.',
  'org.opencontainers.image.version': 'Version of what is packaged.',
  'org.opencontainers.image.source': 'Address of the source code.',
  'org.opencontainers.image.revision': 'Commit of the source code.',
  'org.opencontainers.image.created': 'When it was built, as RFC 3339: `2026-01-31T12:00:00Z`.',
  'org.opencontainers.image.authors': 'People or organisation responsible.',
  'org.opencontainers.image.url': 'Address to read more at.',
  'org.opencontainers.image.documentation': 'Address of the documentation.',
  'org.opencontainers.image.vendor': 'Organisation that distributes it.',
  'org.opencontainers.image.licenses': 'Licence as an SPDX expression: `MIT`, `Apache-2.0`.',
  'org.opencontainers.image.ref.name': 'Name of the reference.',
  'org.opencontainers.image.base.name': 'Image it was built on.',
  'org.opencontainers.image.base.digest': 'Digest of the image it was built on.',
}

/** Directives at the top of a file. https://docs.docker.com/reference/dockerfile/#parser-directives */
export const directives: Readonly<Record<string, { readonly summary: string; readonly values: readonly string[] }>> = {
  syntax: {
    summary: 'Image of the frontend that reads this file. `docker/dockerfile:1` follows the newest stable one.',
    values: ['docker/dockerfile:1', 'docker/dockerfile:1-labs'],
  },
  escape: {
    summary: 'Character that continues a line and escapes the next: a backslash, or a backtick for Windows paths.',
    values: ['`', '\\'],
  },
  check: {
    summary: 'Which build checks to skip, whether findings stop the build, and which experimental checks to add: `skip=A,B;error=true`.',
    values: ['skip=all', 'error=true', 'experimental=all'],
  },
}

/** Ports that servers listen on by habit. */
export const usualPorts: Readonly<Record<string, string>> = {
  '80': 'HTTP',
  '443': 'HTTPS',
  '3000': 'Node.js, Rails, Grafana',
  '5000': 'Flask',
  '5432': 'PostgreSQL',
  '6379': 'Redis',
  '8000': 'Python',
  '8080': 'HTTP without root',
  '8443': 'HTTPS without root',
  '9090': 'Prometheus',
}
