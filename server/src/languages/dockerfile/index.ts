import { type RuleSettings, run } from '../../rules/run.ts'
import type { Finding } from '../../text/finding.ts'
import type { Language, Reading } from '../language.ts'
import { besideOthers } from './beside.ts'
import { experimentalChecks } from './build/checks.ts'
import { buildOf } from './build/index.ts'
import { claimsDockerfile } from './claims.ts'
import { completeDockerfile } from './completion/index.ts'
import { type Dockerfile, readDocument } from './document.ts'
import { formatDockerfile } from './format.ts'
import { hoverDockerfile } from './hover.ts'
import { linksOf } from './links.ts'
import { namesOf } from './names.ts'
import { foldsOf, outlineOf, selectionsOf } from './outline.ts'
import { dockerfileRules } from './rules/index.ts'
import { shown } from './shown.ts'
import { marked, withConfig, withoutSilenced } from './silence.ts'
import { suppressionsOf } from './suppress.ts'
import { tokensOf } from './tokens.ts'

/** Dockerfiles, as BuildKit reads them. */
export const dockerfile: Language = {
  id: 'dockerfile',
  name: 'Dockerfile',
  claims: claimsDockerfile,
  triggers: ' -=,$/{#"',
  rules: dockerfileRules,
  beside: besideOthers,
  read(text, previous, around) {
    const before = previous && documents.get(previous)
    const kept = around ?? before?.around
    return reading(readDocument(text, { ...(kept && { around: kept }), ...(before && { previous: before.tree }) }))
  },
}

/** Every finding, also those that a pragma of some tool silences: what stands for several tools may still speak for one of them. */
export function checkDocument(doc: Dockerfile, settings: RuleSettings, bug?: (rule: string, error: unknown) => void): readonly Finding[] {
  return marked(doc, run(dockerfileRules, doc, { settings: withExperiments(doc, withConfig(doc, settings)), ...(bug && { bug }) }))
}

/** An experimental check that the file asks for is on, unless a setting says otherwise. */
function withExperiments(doc: Dockerfile, settings: RuleSettings): RuleSettings {
  const asked = buildOf(doc).notes.flatMap(({ check, enabled }) =>
    enabled && experimentalChecks.has(check) ? [[check, 'warning'] as const] : [],
  )
  return asked.length === 0 ? settings : { ...Object.fromEntries(asked), ...settings }
}

/** The documents behind readings, so that an edited text keeps what was known about the files around it. */
const documents = new WeakMap<Reading, Dockerfile>()

function reading(doc: Dockerfile): Reading {
  const answers: Reading = {
    text: doc.text,
    check: (settings, bug) => shown(doc, withoutSilenced(doc, checkDocument(doc, settings, bug), dockerfileRules)),
    suppress: (finding) => suppressionsOf(doc, finding),
    complete: (offset) => completeDockerfile(doc, offset),
    hover: (offset) => hoverDockerfile(doc, offset),
    outline: () => outlineOf(doc),
    names: () => namesOf(doc),
    folds: () => foldsOf(doc),
    selections: (offset) => selectionsOf(doc, offset),
    links: () => linksOf(doc),
    tokens: () => tokensOf(doc),
    format: (style) => formatDockerfile(doc, style),
    workloads: () => [],
  }
  documents.set(answers, doc)
  return answers
}
