/** BuildKit's checks by the names that `# check=` takes. https://docs.docker.com/reference/build-checks/ */
export const checkNames = [
  'ConsistentInstructionCasing',
  'CopyIgnoredFile',
  'DuplicateStageName',
  'ExposeInvalidFormat',
  'ExposeProtoCasing',
  'FromAsCasing',
  'FromPlatformFlagConstDisallowed',
  'InvalidBaseImagePlatform',
  'InvalidDefaultArgInFrom',
  'InvalidDefinitionDescription',
  'JSONArgsRecommended',
  'LegacyKeyValueFormat',
  'MaintainerDeprecated',
  'MultipleInstructionsDisallowed',
  'NoEmptyContinuation',
  'RedundantTargetPlatform',
  'ReservedStageName',
  'SecretsUsedInArgOrEnv',
  'StageNameCasing',
  'UndefinedArgInFrom',
  'UndefinedVar',
  'WorkdirRelativePath',
] as const

/** One of BuildKit's checks. */
export type CheckName = (typeof checkNames)[number]

/** Checks that BuildKit makes only when a build or a directive asks for them. */
export const experimentalChecks: ReadonlySet<string> = new Set<CheckName>(['InvalidDefinitionDescription'])
