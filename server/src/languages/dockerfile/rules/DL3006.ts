import type { Rule } from '../../../rules/rule.ts'
import { type BaseImage, baseImage, imageNamed } from '../base-image.ts'
import type { Dockerfile } from '../document.ts'
import { brief } from '../words.ts'

/** Images without tag and digest. Names of stages and variables that bring a tag along are none. */
export const dl3006: Rule<Dockerfile> = {
  id: 'DL3006',
  severity: 'warning',
  summary: `The image of a \`FROM\` has a tag or a digest.`,
  why: `Without one it is \`latest\`, and the same Dockerfile builds something else once that moves. Stages, \`scratch\` and images that a variable names are not meant.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3006'],
  examples: {
    bad: [
      `FROM debian
     ^^^^^^ debian has no tag, so latest is meant; name the version`,
      `FROM ghcr.io/acme/base AS build
     ^^^^^^^^^^^^^^^^^ ghcr.io/acme/base has no tag, so latest is meant; name the version`,
    ],
    good: [
      `FROM debian:12 AS base
FROM base
FROM scratch
FROM localhost:5000/web:1`,
      'FROM debian@sha256:94afd1f2e64d908bc90dbca0035a5b567e64d908bc90dbca0035a5b567aaaabb',
      `ARG IMAGE=debian:12
FROM $IMAGE`,
    ],
  },
  about: 'frame',
  *check(doc) {
    const stages = new Set<string>()
    for (const { from, image: expanded } of doc.stages) {
      const image = baseImage(from)
      if (image === undefined) continue
      const known = isFixed(image) || stages.has(image.name) || bringsTag(image, expanded)
      if (image.alias !== undefined) stages.add(image.alias.text)
      if (!known) yield { at: image.span, message: `${brief(from.args[0]?.text ?? '')} has no tag, so latest is meant; name the version` }
    }
  },
}

/** Whether the default of a variable in the name has a tag in it. */
function bringsTag(image: BaseImage, expanded: string): boolean {
  const { tag, digest } = imageNamed({ ...image, text: expanded })
  return image.name.includes('$') && (tag ?? digest) !== undefined
}

/** A tag or digest, no image at all, or a variable from the start: its value may bring the tag along. */
function isFixed({ name, tag, digest }: BaseImage): boolean {
  return tag !== undefined || digest !== undefined || name === 'scratch' || name.startsWith('$')
}
