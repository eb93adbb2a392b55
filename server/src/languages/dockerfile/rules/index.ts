import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { dockerfileSyntax } from './dockerfile-syntax.ts'

/** Every rule about Dockerfiles: first what BuildKit refuses, then its checks, then those of hadolint by number. */
export const dockerfileRules: readonly Rule<Dockerfile>[] = [dockerfileSyntax]
