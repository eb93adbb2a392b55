import type { Rule } from '../../../rules/rule.ts'
import type { ClusterDocument } from '../read.ts'
import { clusterModel } from './cluster-model.ts'
import { clusterSyntax } from './cluster-syntax.ts'

/** Every rule about cluster models, in alphabetical order. */
export const clusterRules: readonly Rule<ClusterDocument>[] = [clusterModel, clusterSyntax]
