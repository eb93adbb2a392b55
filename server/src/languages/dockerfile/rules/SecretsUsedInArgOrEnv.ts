import type { Rule } from '../../../rules/rule.ts'
import type { Instruction } from '../../../syntax/dockerfile.ts'
import { argumentsOf } from '../build/words.ts'
import { type Dockerfile, named } from '../document.ts'
import { type Place, reportedByBoth } from '../notes.ts'

/** BuildKit's check SecretsUsedInArgOrEnv. */
export const secretsUsedInArgOrEnv: Rule<Dockerfile> = {
  id: 'SecretsUsedInArgOrEnv',
  aliases: ['DL3064'],
  severity: 'warning',
  summary: `No secret is passed by \`ARG\` or \`ENV\`.`,
  why: `Values of \`ARG\` stand in the history of the image, those of \`ENV\` in its configuration: everybody who can pull it can read them. \`RUN --mount=type=secret\` leaves no trace. The name decides: words such as key, token, password or secret between \`_\`, unless one of public, file and version is among them.`,
  source: [
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'https://github.com/hadolint/hadolint/wiki/DL3064',
  ],
  examples: {
    bad: [
      `FROM alpine:3.20
ARG API_TOKEN
    ^^^^^^^^^ API_TOKEN looks like a secret, and ARG leaves it in the image; mount it with RUN --mount=type=secret`,
    ],
    good: [
      `FROM alpine:3.20
RUN --mount=type=secret,id=api_token make`,
      `FROM alpine:3.20
ENV PUBLIC_KEY=x`,
    ],
  },
  about: 'stage',
  reads: ['ARG', 'ENV', 'ONBUILD'],
  check: (doc) =>
    reportedByBoth(doc, {
      check: 'SecretsUsedInArgOrEnv',
      code: 'DL3064',
      theirs: credentials(doc),
      say: ({ about, instruction: { keyword, onbuild } }, strict) => ({
        message: `${about} looks like a secret, and ${onbuild?.keyword ?? keyword} leaves it in the image; mount it with RUN --mount=type=secret`,
        ...(!strict && { severity: 'hint' as const }),
      }),
    }),
}

/** hadolint looks for other words, anywhere in the name, before the first FROM and behind ONBUILD too. */
function* credentials(doc: Dockerfile): Iterable<Place> {
  for (const instruction of ['ARG', 'ENV', 'ONBUILD'].flatMap((keyword) => named(doc, keyword))) {
    for (const { text, span } of namesOf(instruction.onbuild ?? instruction)) {
      if (looksSecret(text)) yield { instruction, at: span, about: text }
    }
  }
}

/** Of an ARG with several names it knows the first alone. */
function namesOf(instruction: Instruction) {
  if (instruction.keyword === 'ARG')
    return argumentsOf(instruction)
      .slice(0, 1)
      .map(({ name }) => name)
  return instruction.keyword === 'ENV' ? instruction.pairs.map(({ key }) => key) : []
}

/** Names without a telling word. https://github.com/hadolint/hadolint/blob/master/src/Hadolint/Rule/DL3064.hs */
const known: ReadonlySet<string> = new Set(
  'APPLICATION_KEY AWS_ACCESS_KEY_ID CI_DEPLOY_USER DOCKER_EMAIL FACEBOOK_APP_ID HEROKU_API_USER OKTA_AUTHN_GROUPID OKTA_CLIENT_ORGURL OKTA_OAUTH2_CLIENTID STRIPE_DEVICE_NAME TRAVIS_OS_NAME TRAVIS_SECURE_ENV_VARS TRAVIS_SUDO'.split(
    ' ',
  ),
)

function looksSecret(name: string): boolean {
  return /api_key|client_key|password|private|secret|token|username/i.test(name) || known.has(name.toUpperCase())
}
