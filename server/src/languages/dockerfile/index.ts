import { type RuleSettings, run } from '../../rules/run.ts'
import type { Finding } from '../../text/finding.ts'
import type { Language, Reading } from '../language.ts'
import { claimsDockerfile } from './claims.ts'
import { type Dockerfile, readDocument } from './document.ts'
import { dockerfileRules } from './rules/index.ts'
import { withoutSilenced } from './silence.ts'

/** Dockerfiles, as BuildKit reads them. */
export const dockerfile: Language = {
  id: 'dockerfile',
  name: 'Dockerfile',
  claims: claimsDockerfile,
  rules: dockerfileRules,
  read: (text, _previous, around) => reading(readDocument(text, around && { around })),
}

/** Every finding, also those that a pragma of some tool silences: what stands for several tools may still speak for one of them. */
export function checkDocument(doc: Dockerfile, settings: RuleSettings, bug?: (rule: string, error: unknown) => void): readonly Finding[] {
  return run(dockerfileRules, doc, { settings, ...(bug && { bug }) })
}

function reading(doc: Dockerfile): Reading {
  return {
    text: doc.text,
    check: (settings, bug) => withoutSilenced(doc, checkDocument(doc, settings, bug)),
    complete: () => [],
    hover: () => undefined,
    outline: () => [],
    names: () => [],
    folds: () => [],
    selections: () => [],
    links: () => [],
    workloads: () => [],
  }
}
