import type { Rule } from '../../../rules/rule.ts'
import { baseImage } from '../base-image.ts'
import type { Dockerfile } from '../document.ts'
import { hadolintConfig } from '../hadolint-config.ts'
import type { Stage } from '../stages.ts'
import { unquoted } from '../words.ts'

/** Labels of the schema that an image does not have. Stages that others copy from need none. */
export const dl3049: Rule<Dockerfile> = {
  id: 'DL3049',
  severity: 'info',
  summary: 'A stage that becomes an image has every label of the schema.',
  why: `Tools that look for owner, version or source of an image look there. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent. Stages that others copy from are not meant.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3049'],
  examples: {
    beside: {
      file: '.hadolint.yaml',
      text: `label-schema:
  com.example.owner: text`,
    },
    bad: [
      `FROM debian:12
^^^^ the stage has no label com.example.owner, which the schema wants`,
    ],
    good: [
      `FROM debian:12 AS build
FROM debian:12-slim
COPY --from=build /a /b
LABEL com.example.owner=me`,
    ],
  },
  about: 'stage',
  reads: ['LABEL', 'COPY'],
  *check(doc) {
    const { labels } = hadolintConfig(doc)
    const missing = new Map<Stage, string[]>()
    for (const label of labels.keys()) for (const stage of without(doc, label)) missing.set(stage, [...(missing.get(stage) ?? []), label])
    for (const [{ from }, names] of missing) {
      const shown = names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
      yield { at: from.name.span, message: `the stage has no label ${shown}, which the schema wants` }
    }
  },
}

/** The stages that neither have a label nor build on one that has it, nor are there for a stage to copy from. */
function without({ stages, tree }: Dockerfile, label: string): ReadonlySet<Stage> {
  const good = new Set<string>()
  const bad = new Map<string, Set<Stage>>()
  for (const stage of stages) {
    const image = baseImage(stage.from)
    if (image === undefined) continue
    const name = stage.name?.text ?? ''
    const has = stage.instructions.some(({ keyword, pairs }) => {
      return keyword === 'LABEL' && pairs.some(({ key }) => unquoted(key.text, tree.escape) === label)
    })
    if (!has && !good.has(image.name)) bad.set(name, (bad.get(name) ?? new Set()).add(stage))
    else if (name !== '') good.add(name)
    for (const { keyword, flags } of stage.instructions) {
      const source = keyword === 'COPY' ? flags.find((flag) => flag.name === 'from')?.value : undefined
      if (source) bad.delete(source)
    }
    if (has) bad.delete(name || image.name)
  }
  return new Set([...bad.values()].flatMap((some) => [...some]))
}
