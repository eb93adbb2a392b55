import { parseQuantity } from '../../placement/kubernetes/objects/quantity.ts'
import { listed } from '../../placement/words.ts'
import { type OddPaths, type Problems, required } from './demands.ts'
import { child, type Field } from './field.ts'
import type { Manifest, ProblemOptions } from './manifest.ts'
import { shown, textAt } from './values.ts'
import { quote } from './words.ts'

const resources = [
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
]
const whole = 1_000_000_000n

/**
 * What is wrong with a reference to a request or limit. Files must say of which container (`inFile`); `at` makes the server's paths of the
 * reference.
 */
export function* resourceReferenceProblems(doc: Manifest, reference: Field, inFile: boolean, at: OddPaths): Problems {
  const resource = textAt(reference, 'resource')
  if (inFile && textAt(reference, 'containerName') === '')
    yield* required(doc, child(reference, 'containerName'), 'containerName', at('.containerName'))
  else if (resource === '') yield* required(doc, child(reference, 'resource'), 'resource', at('.resource'))
  else if (resource !== undefined && !resources.includes(resource) && !isHugePages(resource))
    yield doc.problem(child(reference, 'resource'), `resource is ${quote(resource)}; it is ${listed(resources, 'or')}`, at('.resource'))
  if (resource !== undefined) yield* divisorProblems(doc, child(reference, 'divisor'), resource, at('.divisor'))
}

function isHugePages(resource: string): boolean {
  return resource.startsWith('limits.hugepages-') || resource.startsWith('requests.hugepages-')
}

function* divisorProblems(doc: Manifest, divisor: Field, resource: string, options: ProblemOptions): Problems {
  const amount = parseQuantity(divisor.value)
  if (amount === undefined || amount === 0n) return
  const cpu = resource.endsWith('.cpu')
  if (!resources.includes(resource) && !isHugePages(resource)) return
  if (cpu ? isCpuUnit(divisor.value, amount) : isByteUnit(divisor.value, amount)) return
  const units = cpu ? '1 or 1m' : '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi or 1Ei'
  yield doc.problem(divisor, `divisor is ${shown(doc, divisor)}; for ${resource} it is ${units}`, options)
}

function isCpuUnit(written: unknown, amount: bigint): boolean {
  return amount === whole || (amount === 1_000_000n && notation(written) === 'decimal')
}

/** Whether the server would print the amount as a 1 with a suffix: it keeps the notation in which it was written. */
function isByteUnit(written: unknown, amount: bigint): boolean {
  if (amount === whole) return true
  const style = notation(written)
  if (style === 'exponent' || amount % whole !== 0n) return false
  return isPower(amount / whole, style === 'binary' ? 1024n : 1000n)
}

function isPower(value: bigint, base: bigint): boolean {
  let rest = value
  while (rest > 1n && rest % base === 0n) rest /= base
  return rest === 1n
}

function notation(written: unknown): 'binary' | 'exponent' | 'decimal' {
  if (typeof written !== 'string') return 'decimal'
  return written.endsWith('i') ? 'binary' : /[eE][-+]?\d/.test(written) ? 'exponent' : 'decimal'
}
