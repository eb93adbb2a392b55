import type { ReadLanguage } from './reads.ts'

/** What an editor shows of a document beside findings and their fixes, which are always ours. */
export type Part = 'completion' | 'hover' | 'outline' | 'folding' | 'selection' | 'links' | 'names' | 'colours' | 'layout'

/** `auto`: what others in this editor lack. `full`: everything. `lint`: findings and fixes. The preview is there in each. */
export type Mode = 'auto' | 'full' | 'lint'

/** What somebody else in this editor does with a document, so that it would be there twice. */
export interface Left {
  readonly parts: ReadonlySet<Part>
  /** Rules by code. */
  readonly rules: readonly string[]
}

/** What is installed here. */
export interface Around {
  readonly mode: Mode
  readonly installed: (extension: string) => boolean
  /** Whether the settings of the YAML extension give some files the schema of Kubernetes. */
  readonly kubernetesSchema: boolean
}

const every: readonly Part[] = ['completion', 'hover', 'outline', 'folding', 'selection', 'links', 'names', 'colours', 'layout']

interface Neighbour {
  /** Whether it is there and answers for a document of this language in the editor. */
  readonly present: (around: Around, editorLanguage: string) => boolean
  readonly parts: readonly Part[]
  readonly rules: readonly string[]
}

const yamlExtension = 'redhat.vscode-yaml'
const kubernetesTools = 'ms-kubernetes-tools.vscode-kubernetes-tools'

/** What any server for YAML or JSON does, whatever the document is about. */
const structure: readonly Part[] = ['outline', 'folding', 'selection', 'links', 'layout']

const builtInJson = (rules: readonly string[]): Neighbour => ({
  present: (_around, editorLanguage) => editorLanguage === 'json',
  parts: structure,
  rules,
})

const yaml = (rules: readonly string[]): Neighbour => ({
  present: ({ installed }, editorLanguage) => editorLanguage === 'yaml' && installed(yamlExtension),
  parts: structure,
  rules,
})

/**
 * The YAML extension knows the fields of Kubernetes only where somebody gives it the schema. What it then completes and explains the server
 * leaves out: see `isShared`.
 */
const yamlWithSchema: Neighbour = {
  present: ({ installed, kubernetesSchema }, editorLanguage) =>
    editorLanguage === 'yaml' && installed(yamlExtension) && (kubernetesSchema || installed(kubernetesTools)),
  parts: [],
  rules: ['unknown-field', 'field-type'],
}

/** What the Dockerfile server says that Container Tools and Docker DX bring: it reads instructions as closely as BuildKit does. */
const readerRules: readonly string[] = [
  'dockerfile-syntax',
  'unknown-instruction',
  'instruction-before-from',
  'instruction-arguments',
  'instruction-flag',
  'healthcheck-option',
  'exposed-port',
  'stop-signal',
  'onbuild-trigger',
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'MaintainerDeprecated',
  'MultipleInstructionsDisallowed',
  'NoEmptyContinuation',
]

/** The checks of BuildKit, which Docker DX asks for them. */
const buildChecks: readonly string[] = [
  'CopyIgnoredFile',
  'ExposeInvalidFormat',
  'ExposeProtoCasing',
  'FromAsCasing',
  'FromPlatformFlagConstDisallowed',
  'InvalidDefaultArgInFrom',
  'InvalidDefinitionDescription',
  'JSONArgsRecommended',
  'LegacyKeyValueFormat',
  'RedundantTargetPlatform',
  'ReservedStageName',
  'SecretsUsedInArgOrEnv',
  'StageNameCasing',
  'UndefinedArgInFrom',
  'UndefinedVar',
  'WorkdirRelativePath',
]

/** Container Tools, and the extension it was before. */
const containerTools: Neighbour = {
  present: ({ installed }) => ['ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker'].some(installed),
  parts: ['outline', 'folding', 'links', 'names', 'colours', 'layout'],
  rules: readerRules,
}

const dockerDx: Neighbour = {
  present: ({ installed }) => installed('docker.docker'),
  parts: ['outline', 'links', 'layout'],
  rules: [...readerRules, ...buildChecks],
}

const neighbours: Readonly<Record<ReadLanguage, readonly Neighbour[]>> = {
  'ecs-task-definition': [],
  'ecs-service-definition': [],
  dockerfile: [containerTools, dockerDx],
  kubernetes: [builtInJson(['yaml-syntax']), yaml(['yaml-syntax', 'duplicate-field']), yamlWithSchema],
  'bayplan-cluster': [builtInJson(['cluster-syntax']), yaml(['cluster-syntax'])],
}

/**
 * Whether somebody else here completes and explains documents of a language. The server then offers only what that one does not know,
 * such as mounts and newer flags of a Dockerfile.
 */
export function isShared(language: 'dockerfile' | 'kubernetes', around: Around): boolean {
  if (around.mode === 'full') return false
  const known = language === 'dockerfile' ? [containerTools, dockerDx] : [yamlWithSchema]
  return known.some(({ present }) => present(around, language === 'dockerfile' ? 'dockerfile' : 'yaml'))
}

/** What of a document is left to others. */
export function leftToOthers(language: ReadLanguage, editorLanguage: string, around: Around): Left {
  if (around.mode === 'full') return { parts: new Set(), rules: [] }
  const present = neighbours[language].filter((neighbour) => neighbour.present(around, editorLanguage))
  const parts = around.mode === 'lint' ? every : present.flatMap((neighbour) => neighbour.parts)
  return { parts: new Set(parts), rules: [...new Set(present.flatMap(({ rules }) => rules))] }
}
