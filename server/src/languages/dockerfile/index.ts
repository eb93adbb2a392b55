import { run } from '../../rules/run.ts'
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

function reading(doc: Dockerfile): Reading {
  return {
    text: doc.text,
    check: (settings, bug): readonly Finding[] => withoutSilenced(doc, run(dockerfileRules, doc, { settings, ...(bug && { bug }) })),
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
