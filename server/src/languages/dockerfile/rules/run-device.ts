import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const runDevice: Rule<Dockerfile> = {
  id: 'run-device',
  severity: 'error',
  summary: `\`RUN --device\` names a device.`,
  why: `It takes a name such as \`nvidia.com/gpu=all\`, and \`required\`.`,
  source: ['https://docs.docker.com/reference/dockerfile/#run---device'],
  examples: {
    bad: [
      `FROM alpine:3.20
RUN --device=name=gpu,required=maybe make
             ^^^^^^^^^^^^^^^^^^^^^^^ required is true or false, not "maybe"`,
    ],
    good: [
      `FROM alpine:3.20
RUN --device=nvidia.com/gpu=all,required make`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'run-device'),
}
