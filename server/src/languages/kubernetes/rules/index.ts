import type { Rule } from '../../../rules/rule.ts'
import type { Manifest } from '../manifest.ts'
import { duplicateEnvVar } from './duplicate-env-var.ts'

/** Every rule about objects of the kinds we know, in alphabetical order. */
export const kubernetesRules: readonly Rule<Manifest>[] = [duplicateEnvVar]

/** What the server holds every object to, and says only where the rules of the kind have found nothing; in alphabetical order. */
export const objectMetadataRules: readonly Rule<Manifest>[] = []
