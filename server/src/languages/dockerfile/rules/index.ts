import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { addSource } from './add-source.ts'
import { baseImage } from './base-image.ts'
import { consistentInstructionCasing } from './ConsistentInstructionCasing.ts'
import { copyIgnoredFile } from './CopyIgnoredFile.ts'
import { checkDirective } from './check-directive.ts'
import { checkNamesKnown } from './check-names.ts'
import { circularStages } from './circular-stages.ts'
import { copyFlags } from './copy-flags.ts'
import { copyFrom } from './copy-from.ts'
import { copyMissingFile } from './copy-missing-file.ts'
import { dl1001 } from './DL1001.ts'
import { dl3001 } from './DL3001.ts'
import { dl3002 } from './DL3002.ts'
import { dl3003 } from './DL3003.ts'
import { dl3004 } from './DL3004.ts'
import { dl3006 } from './DL3006.ts'
import { dl3007 } from './DL3007.ts'
import { dl3008 } from './DL3008.ts'
import { dl3009 } from './DL3009.ts'
import { dl3010 } from './DL3010.ts'
import { dl3011 } from './DL3011.ts'
import { dl3013 } from './DL3013.ts'
import { dl3014 } from './DL3014.ts'
import { dl3015 } from './DL3015.ts'
import { dl3016 } from './DL3016.ts'
import { dl3018 } from './DL3018.ts'
import { dl3019 } from './DL3019.ts'
import { dl3020 } from './DL3020.ts'
import { dl3021 } from './DL3021.ts'
import { dl3022 } from './DL3022.ts'
import { dl3023 } from './DL3023.ts'
import { dl3026 } from './DL3026.ts'
import { dl3027 } from './DL3027.ts'
import { dl3028 } from './DL3028.ts'
import { dl3030 } from './DL3030.ts'
import { dl3032 } from './DL3032.ts'
import { dl3033 } from './DL3033.ts'
import { dl3034 } from './DL3034.ts'
import { dl3035 } from './DL3035.ts'
import { dl3036 } from './DL3036.ts'
import { dl3037 } from './DL3037.ts'
import { dl3038 } from './DL3038.ts'
import { dl3040 } from './DL3040.ts'
import { dl3041 } from './DL3041.ts'
import { dl3042 } from './DL3042.ts'
import { dl3043 } from './DL3043.ts'
import { dl3044 } from './DL3044.ts'
import { dl3045 } from './DL3045.ts'
import { dl3046 } from './DL3046.ts'
import { dl3047 } from './DL3047.ts'
import { dl3048 } from './DL3048.ts'
import { dl3049 } from './DL3049.ts'
import { dl3050 } from './DL3050.ts'
import { dl3051 } from './DL3051.ts'
import { dl3052 } from './DL3052.ts'
import { dl3053 } from './DL3053.ts'
import { dl3054 } from './DL3054.ts'
import { dl3055 } from './DL3055.ts'
import { dl3056 } from './DL3056.ts'
import { dl3057 } from './DL3057.ts'
import { dl3058 } from './DL3058.ts'
import { dl3059 } from './DL3059.ts'
import { dl3060 } from './DL3060.ts'
import { dl3061 } from './DL3061.ts'
import { dl3062 } from './DL3062.ts'
import { dl3066 } from './DL3066.ts'
import { dl3067 } from './DL3067.ts'
import { dl4001 } from './DL4001.ts'
import { dl4005 } from './DL4005.ts'
import { dl4006 } from './DL4006.ts'
import { duplicateStageName } from './DuplicateStageName.ts'
import { dockerfileSyntax } from './dockerfile-syntax.ts'
import { dockerignorePattern } from './dockerignore-pattern.ts'
import { exposeInvalidFormat } from './ExposeInvalidFormat.ts'
import { exposeProtoCasing } from './ExposeProtoCasing.ts'
import { exposedPort } from './exposed-port.ts'
import { fromAsCasing } from './FromAsCasing.ts'
import { fromPlatformFlagConstDisallowed } from './FromPlatformFlagConstDisallowed.ts'
import { hadolintPragma } from './hadolint-pragma.ts'
import { healthcheckOption } from './healthcheck-option.ts'
import { invalidDefaultArgInFrom } from './InvalidDefaultArgInFrom.ts'
import { invalidDefinitionDescription } from './InvalidDefinitionDescription.ts'
import { instructionArguments } from './instruction-arguments.ts'
import { instructionBeforeFrom } from './instruction-before-from.ts'
import { instructionFlag } from './instruction-flag.ts'
import { jsonArgsRecommended } from './JSONArgsRecommended.ts'
import { legacyKeyValueFormat } from './LegacyKeyValueFormat.ts'
import { maintainerDeprecated } from './MaintainerDeprecated.ts'
import { multipleInstructionsDisallowed } from './MultipleInstructionsDisallowed.ts'
import { noEmptyContinuation } from './NoEmptyContinuation.ts'
import { onbuildTrigger } from './onbuild-trigger.ts'
import { redundantTargetPlatform } from './RedundantTargetPlatform.ts'
import { reservedStageName } from './ReservedStageName.ts'
import { runDevice } from './run-device.ts'
import { runMount } from './run-mount.ts'
import { runNetwork } from './run-network.ts'
import { runSecurity } from './run-security.ts'
import { secretsUsedInArgOrEnv } from './SecretsUsedInArgOrEnv.ts'
import { stageNameCasing } from './StageNameCasing.ts'
import { shellForm } from './shell-form.ts'
import { stageName } from './stage-name.ts'
import { stagePlatform } from './stage-platform.ts'
import { stopSignal } from './stop-signal.ts'
import { undefinedArgInFrom } from './UndefinedArgInFrom.ts'
import { undefinedVar } from './UndefinedVar.ts'
import { unknownInstruction } from './unknown-instruction.ts'
import { variableExpansion } from './variable-expansion.ts'
import { volumePath } from './volume-path.ts'
import { workdirRelativePath } from './WorkdirRelativePath.ts'

/** Every rule about Dockerfiles: first what BuildKit refuses, then its checks, then those of hadolint by number. */
export const dockerfileRules: readonly Rule<Dockerfile>[] = [
  dockerfileSyntax,
  dl1001,
  addSource,
  baseImage,
  checkDirective,
  circularStages,
  copyFlags,
  copyFrom,
  dockerignorePattern,
  exposedPort,
  healthcheckOption,
  instructionArguments,
  instructionBeforeFrom,
  instructionFlag,
  onbuildTrigger,
  runDevice,
  runMount,
  runNetwork,
  runSecurity,
  shellForm,
  stageName,
  stagePlatform,
  stopSignal,
  unknownInstruction,
  variableExpansion,
  volumePath,
  consistentInstructionCasing,
  copyIgnoredFile,
  duplicateStageName,
  exposeInvalidFormat,
  exposeProtoCasing,
  fromAsCasing,
  fromPlatformFlagConstDisallowed,
  invalidDefaultArgInFrom,
  invalidDefinitionDescription,
  jsonArgsRecommended,
  legacyKeyValueFormat,
  maintainerDeprecated,
  multipleInstructionsDisallowed,
  noEmptyContinuation,
  redundantTargetPlatform,
  reservedStageName,
  secretsUsedInArgOrEnv,
  stageNameCasing,
  undefinedArgInFrom,
  undefinedVar,
  workdirRelativePath,
  checkNamesKnown,
  copyMissingFile,
  dl3001,
  dl3002,
  dl3003,
  dl3004,
  dl3006,
  dl3007,
  dl3008,
  dl3009,
  dl3010,
  dl3011,
  dl3013,
  dl3014,
  dl3015,
  dl3016,
  dl3018,
  dl3019,
  dl3020,
  dl3021,
  dl3022,
  dl3023,
  dl3026,
  dl3027,
  dl3028,
  dl3030,
  dl3032,
  dl3033,
  dl3034,
  dl3035,
  dl3036,
  dl3037,
  dl3038,
  dl3040,
  dl3041,
  dl3042,
  dl3043,
  dl3044,
  dl3045,
  dl3046,
  dl3047,
  dl3048,
  dl3049,
  dl3050,
  dl3051,
  dl3052,
  dl3053,
  dl3054,
  dl3055,
  dl3056,
  dl3057,
  dl3058,
  dl3059,
  dl3060,
  dl3061,
  dl3062,
  dl3066,
  dl3067,
  dl4001,
  dl4005,
  dl4006,
  hadolintPragma,
]
