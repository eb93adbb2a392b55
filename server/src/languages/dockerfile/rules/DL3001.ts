import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { atWord, commandsOf } from '../run-check.ts'

/** Commands about services, terminals and mounts, which a build has none of. */
export const dl3001: Rule<Dockerfile> = {
  id: 'DL3001',
  severity: 'info',
  summary: 'A command that has no use while an image is built is not run.',
  why: `A build has no services, no terminal and no mounts of its own: \`service start\`, \`ps\`, \`mount\` or \`vim\` do nothing that stays in the image, or fail. What has to run belongs to \`CMD\`, what has to be mounted to \`RUN --mount\`.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3001'],
  examples: {
    bad: [
      `FROM debian:12
RUN service nginx start
    ^^^^^^^ service has no use in a build: nothing of it stays in the image`,
    ],
    good: [
      `FROM debian:12
RUN echo "service ps top"
RUN /bin/ps
RUN sh -c "mount"`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, ...pointless)) {
      yield atWord(body, command.name, `${command.name.text} has no use in a build: nothing of it stays in the image`)
    }
  },
}

const pointless = ['free', 'kill', 'mount', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim']
