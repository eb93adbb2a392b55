import type { Rule } from '../../../rules/rule.ts'
import { baseImage } from '../base-image.ts'
import type { Dockerfile } from '../document.ts'

/** hadolint rule DL3006. */
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
  *check(doc) {
    const stages = new Set<string>()
    for (const { from } of doc.stages) {
      const image = baseImage(from)
      if (image === undefined) continue
      const { name, tag, digest, alias, span } = image
      const known = tag !== undefined || digest !== undefined || name === 'scratch' || name.startsWith('$') || stages.has(name)
      if (alias !== undefined) stages.add(alias.text)
      if (known) continue
      yield { at: span, message: `${from.args[0]?.text} has no tag, so latest is meant; name the version` }
    }
  },
}
