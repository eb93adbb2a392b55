import { type RuleSettings, run } from '../../rules/run.ts'
import { type Finding, shifted } from '../../text/finding.ts'
import type { FoundPart, Language, Reading } from '../language.ts'
import { besideOthers } from './beside.ts'
import { experimentalChecks } from './build/checks.ts'
import { buildOf, silentBuild } from './build/index.ts'
import { claimsDockerfile } from './claims.ts'
import { completeDockerfile } from './completion/index.ts'
import { type Dockerfile, readDocument } from './document.ts'
import { formatDockerfile } from './format.ts'
import { hoverDockerfile } from './hover.ts'
import { linksOf } from './links.ts'
import { namesOf } from './names.ts'
import { foldsOf, outlineOf, selectionsOf } from './outline.ts'
import { type Parts, partsOf, piecesOf, rulePartsOf, saidOf } from './parts.ts'
import { dockerfileRules } from './rules/index.ts'
import { shown } from './shown.ts'
import { marked, under, withConfig, withoutSilenced } from './silence.ts'
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
    const before = previous && partsIn(previous)
    const kept = around ?? before?.doc.around
    const doc = readDocument(text, { ...(kept && { around: kept }), ...(before && { previous: before.doc }) })
    return reading(partsOf(doc, before))
  },
}

/** Every finding, also those that a pragma of some tool silences: what stands for several tools may still speak for one of them. */
export function checkDocument(doc: Dockerfile, settings: RuleSettings, bug?: Bug): readonly Finding[] {
  return marked(doc, run(dockerfileRules, doc, { settings: inForce(doc, settings), ...(bug && { bug }) }))
}

type Bug = (rule: string, error: unknown) => void

/** What was found in a document: that which stays with its parts, and what hangs on the whole, silenced or not. */
interface Found {
  readonly doc: Dockerfile
  readonly kept: readonly FoundPart[]
  readonly others: readonly Finding[]
  /** There is nothing but what parts keep, and nothing silences or changes that. */
  readonly settled: boolean
}

function foundIn(parts: Parts, settings: RuleSettings, bug?: Bug): Found {
  const said = saidOf(parts)
  const doc = { ...parts.doc, said }
  const pieces = piecesOf(parts)
  const known = pieces && { parts: rulePartsOf(parts, pieces, said) }
  const others = run(dockerfileRules, doc, { settings: inForce(doc, settings), ...known, ...(bug && { bug }) })
  const settled = others.length === 0 && said === silentBuild && pieces?.every(({ reaches }) => !reaches) === true
  return { doc, kept: pieces?.map(({ start, found }) => ({ start, findings: found })) ?? [], others, settled }
}

/** All that is shown, made with what is known of the parts from before an edit. */
function together({ doc, kept, others }: Found): readonly Finding[] {
  const all = [...kept.flatMap(({ start, findings }) => shifted(findings, start)), ...others]
  return shown(doc, withoutSilenced(doc, marked(doc, all), dockerfileRules))
}

function foundParts(found: Found): readonly FoundPart[] {
  return found.settled ? found.kept : [{ start: 0, findings: together(found) }]
}

/** The settings of the user, over those of hadolint's configuration; an experimental check that the file asks for is on. */
function inForce(doc: Dockerfile, settings: RuleSettings): RuleSettings {
  const configured = withConfig(doc, settings)
  const asked = buildOf(doc).notes.some(({ check, enabled }) => enabled && experimentalChecks.has(check))
  return asked ? under(experiments, configured) : configured
}

const experiments: RuleSettings = Object.fromEntries([...experimentalChecks].map((check) => [check, 'warning' as const]))

/** A reading that knows its parts. A weak map would keep every version of a text until the next full collection of garbage. */
interface ReadInParts extends Reading {
  readonly parts: Parts
}

function partsIn(reading: Reading): Parts | undefined {
  return isInParts(reading) ? reading.parts : undefined
}

function isInParts(reading: Reading): reading is ReadInParts {
  return 'parts' in reading
}

function reading(parts: Parts): ReadInParts {
  const { doc } = parts
  return {
    text: doc.text,
    parts,
    check: (settings, bug) => together(foundIn(parts, settings, bug)),
    checkParts: (settings, bug) => foundParts(foundIn(parts, settings, bug)),
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
}
