import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Span } from '../../../text/span.ts'
import type { TaskDefinition } from '../document.ts'
import { changeTo } from '../fix.ts'
import { asksReader } from '../names.ts'

/** What the service takes as an image, before anybody looks whether there is one. */
export const imageName: Rule<TaskDefinition> = {
  id: 'image-name',
  aliases: ['image', 'container-image'],
  severity: 'error',
  summary:
    'An `image` is not empty, has at most 255 characters of those image names are made of, and a digest is `sha256` with 64 hex digits.',
  why: 'RegisterTaskDefinition answers `Container.image should not be null or empty.`, `Container.image contains invalid characters.` or `Container.image should be 255 characters or less`. A line break or blank from a script is the usual cause. A digest does not count towards the length; its form is documented, so a wrong digest is a warning.',
  source: [
    'https://github.com/aws-actions/amazon-ecs-render-task-definition/issues/49',
    'https://github.com/hashicorp/terraform-provider-aws/issues/22629',
    'https://github.com/aws/aws-cli/issues/5924',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "a", "image": "", "memory": 128 },
                            ^^ image is empty; every container needs one
    { "name": "b", "image": "nginx:1.27 ", "memory": 128 },
                            ^^^^^^^^^^^^^ image contains " "; it takes letters, digits and - _ : . / # @
    { "name": "c", "image": "nginx:1.27\\n", "memory": 128 },
                            ^^^^^^^^^^^^^^ image contains "\\n"; it takes letters, digits and - _ : . / # @
    { "name": "d", "image": "shop/web:1.0+build.7", "memory": 128 },
                            ^^^^^^^^^^^^^^^^^^^^^^ image contains "+"; it takes letters, digits and - _ : . / # @
    { "name": "e", "image": "***.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 128 },
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ image contains "*"; it takes letters, digits and - _ : . / # @
    { "name": "f", "image": "nginx@sha256:94afd1f2", "memory": 128 }
                            ^^^^^^^^^^^^^^^^^^^^^^^ digest is sha256 with 8 digits; it is sha256: and 64 hex digits
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "a", "image": "nginx", "memory": 128 },
    { "name": "b", "image": "Registry.example.com:5000/team_a/web:V1.2-rc.1", "memory": 128 },
    { "name": "c", "image": "127.0.0.1:51670/busybox@sha256:94AFD1F2e64d908bc90dbca0035a5b567e64d908bc90dbca0035a5b567aaaabb", "memory": 128 },
    { "name": "d", "image": "nginx:1.27@sha256:94afd1f2e64d908bc90dbca0035a5b567e64d908bc90dbca0035a5b567aaaabb", "memory": 128 },
    { "name": "e", "image": "{{ registry }}/web:1 2", "memory": 128 },
    { "name": "f", "image": "<your image>", "memory": 128 },
    { "name": "g", "image": "{insert the image here}", "memory": 128 },
    { "name": "h", "memory": 128 }
  ]
}`,
      `[
  { "name": "web", "image": \${IMAGE}, "memory": 128 }
]`,
    ],
  },
  about: 'container',
  reads: ['image'],
  *check({ containers }) {
    for (const { image } of containers) if (image.kind === 'known' && !asksReader(image.value)) yield* judged(image.value, image.span)
  },
}

/** What is neither a letter, a digit nor one of the signs that are documented, or the sign before a digest. */
const notInImage = /[^A-Za-z0-9_\-:./#@]/u

const longest = 255

function* judged(image: string, at: Span): Iterable<Problem> {
  const wrong = notInImage.exec(image)?.[0]
  const sign = image.indexOf('@')
  const name = sign === -1 ? image : image.slice(0, sign)
  const digest = sign === -1 ? undefined : image.slice(sign + 1)
  if (image.trim() === '') yield { at, message: 'image is empty; every container needs one' }
  else if (wrong !== undefined)
    yield { at, message: `image contains ${JSON.stringify(wrong)}; it takes ${signs}`, fixes: trimmed(image, at) }
  else if (name.length > longest) {
    const part = digest === undefined ? 'image' : 'image without its digest'
    yield { at, message: `${part} has ${name.length} characters; it takes at most ${longest}` }
  } else if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/i.test(digest))
    yield { at, message: `digest is ${shown(digest)}; it is sha256: and 64 hex digits`, severity: 'warning' }
}

const signs = 'letters, digits and - _ : . / # @'

/** Blanks around an image are never meant. */
function trimmed(image: string, at: Span) {
  const rest = image.trim()
  return rest === image || notInImage.test(rest) ? [] : changeTo(at, rest)
}

function shown(digest: string): string {
  const [algorithm = '', hash = ''] = digest.split(':', 2)
  return algorithm === 'sha256' ? `sha256 with ${hash.length} digits` : JSON.stringify(digest.slice(0, 80))
}
