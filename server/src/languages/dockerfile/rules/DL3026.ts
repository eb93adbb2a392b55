import type { Rule } from '../../../rules/rule.ts'
import type { Instruction } from '../../../syntax/dockerfile.ts'
import { type BaseImage, baseImage, imageNamed } from '../base-image.ts'
import type { Dockerfile } from '../document.ts'
import { hadolintConfig } from '../hadolint-config.ts'

/** Registries outside the list of the project. */
export const dl3026: Rule<Dockerfile> = {
  id: 'DL3026',
  severity: 'warning',
  summary: 'Images come from the registries that the project trusts.',
  why: `What an image brings along is run with it. \`trustedRegistries\` in \`.hadolint.yaml\` lists where images may come from, with \`*\` at either end; without it this rule is silent. Names without a registry come from Docker Hub: \`docker.io\`.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3026'],
  examples: {
    beside: {
      file: '.hadolint.yaml',
      text: `trustedRegistries:
  - docker.io
  - "*.example.com"`,
    },
    bad: [
      `FROM debian:12
FROM quay.io/acme/base:1
     ^^^^^^^^^^^^^^^^^^^ quay.io is none of the trusted registries docker.io, *.example.com`,
    ],
    good: [
      `FROM debian:12 AS base
FROM registry.example.com/acme/base:1
FROM base
FROM scratch`,
    ],
  },
  about: 'stage',
  reads: ['COPY'],
  *check(doc) {
    const { registries } = hadolintConfig(doc)
    if (registries.length === 0) return
    const stages = new Set<string>()
    for (const instruction of doc.instructions) {
      const image = baseImage(instruction) ?? copied(instruction)
      if (image === undefined) continue
      const known = stages.has(image.name) || (image.registry === undefined && image.name === 'scratch')
      if (image.alias !== undefined) stages.add(image.alias.text)
      const hosts = image.registry === undefined ? hub : [image.registry]
      if (known || hosts.some((host) => registries.some((pattern) => matches(pattern, host)))) continue
      yield { at: image.span, message: `${hosts[0]} is none of the trusted registries ${registries.join(', ')}` }
    }
  },
}

/** What the registry of names without one is called. */
const hub = ['docker.io', 'hub.docker.com']

/** The image that COPY takes from; undefined where it is a stage by its number. */
function copied({ keyword, flags }: Instruction): BaseImage | undefined {
  const from = keyword === 'COPY' ? flags.find(({ name }) => name === 'from') : undefined
  if (from?.value === undefined || from.valueSpan === undefined || /^\d*$/.test(from.value)) return undefined
  return imageNamed({ text: from.value, span: from.valueSpan })
}

function matches(pattern: string, host: string): boolean {
  if (pattern === '*') return true
  if (pattern.startsWith('*')) return host.endsWith(pattern.slice(1))
  return pattern.endsWith('*') ? host.startsWith(pattern.slice(0, -1)) : pattern === host
}
