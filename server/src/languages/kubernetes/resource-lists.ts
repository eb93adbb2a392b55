import { parseQuantity, type Quantity } from '../../placement/kubernetes/objects/quantity.ts'
import { type OddPaths, oddPath, oddPaths, type Problems } from './demands.ts'
import { below, child, entriesOf, type Field, isSet } from './field.ts'
import type { Grammar } from './grammar/names.ts'
import type { Manifest } from './manifest.ts'
import { isHugePages, isOvercommitAllowed, resourceAmount } from './resource-names.ts'
import { isMisread, isWritten, shown } from './values.ts'
import { quote } from './words.ts'

/** An amount of a resource that somebody asks for. */
export interface Amount {
  readonly field: Field
  readonly name: string
  /** Undefined while it is a placeholder. */
  readonly amount: Quantity | undefined
}

/** The entries of `requests` or `limits`. */
export function amountsOf(list: Field): readonly Amount[] {
  return entriesOf(list).map((field) => ({
    field,
    name: String(field.step),
    amount: field.value === null ? 0n : parseQuantity(field.value),
  }))
}

/** What is wrong with a list of amounts, each for itself; `at` makes the server's paths of the list. */
export function* amountProblems(doc: Manifest, amounts: readonly Amount[], grammar: Grammar, at: OddPaths): Problems {
  for (const { field, name, amount } of amounts) {
    const options = at(`[${name}]`)
    const limit = grammar(name)
    if (limit !== undefined) yield doc.problem(field, `resource is ${quote(name)}; ${limit}`, { ...options, onKey: true })
    const bound = amount === undefined ? undefined : resourceAmount(name, amount)
    if (bound !== undefined) yield doc.problem(field, `${name} is ${shown(doc, field)}; ${bound}`, options)
  }
}

/** What is wrong with the requests and limits of `resources`. A limit that the server takes for the request as well stands for both. */
export function* bothAmountProblems(doc: Manifest, resources: Field, grammar: Grammar): Problems {
  const limits = oddPaths(doc, child(resources, 'limits'))
  const requests = amountsOf(child(resources, 'requests'))
  const limited = child(resources, 'limits')
  // A name without an amount is one of zero, and is nobody else's.
  const own = requests.filter(({ field, name }) => isWritten(doc, field) || !isSet(child(limited, name)))
  const taken = new Map(requests.filter((one) => !own.includes(one)).map(({ name, amount }) => [name, amount]))
  for (const limit of amountsOf(child(resources, 'limits'))) {
    for (const problem of amountProblems(doc, [limit], grammar, limits))
      yield taken.has(limit.name) && taken.get(limit.name) === limit.amount
        ? { ...problem, alsoPaths: [oddPath(doc, resources, `.requests[${limit.name}]`)] }
        : problem
  }
  yield* amountProblems(doc, own, grammar, oddPaths(doc, child(resources, 'requests')))
}

/** What is wrong with requests beside limits: the server names `requests` or `limits` as a whole. */
export function* limitProblems(doc: Manifest, resources: Field): Problems {
  const limits = new Map(amountsOf(child(resources, 'limits')).map((one) => [one.name, one]))
  for (const request of amountsOf(child(resources, 'requests'))) {
    const limit = limits.get(request.name)
    if (limit === undefined) {
      if (!isOvercommitAllowed(request.name) && !isMisread(doc, below(resources, 'limits', request.name)))
        yield doc.problem(request.field, `${request.name} has no limit; it needs one that is equal to the request`, {
          path: oddPath(doc, resources, '.limits'),
        })
    } else yield* pairProblems(doc, resources, request, limit)
  }
}

function* pairProblems(doc: Manifest, resources: Field, request: Amount, limit: Amount): Problems {
  if (request.amount === undefined || limit.amount === undefined) return
  const options = oddPaths(doc, resources)('.requests')
  const fact = `the request of ${request.name} is ${shown(doc, request.field)}`
  if (!isOvercommitAllowed(request.name)) {
    if (request.amount !== limit.amount)
      yield doc.problem(request.field, `${fact}; it is equal to the limit, ${shown(doc, limit.field)}`, options)
  } else if (request.amount > limit.amount) yield doc.problem(request.field, `${fact}; the limit is ${shown(doc, limit.field)}`, options)
}

/** Pages of memory need some other resource beside them. */
export function* pageProblems(doc: Manifest, resources: Field): Problems {
  const names = ['limits', 'requests'].flatMap((list) => amountsOf(child(resources, list)).map(({ name }) => name))
  if (!names.some(isHugePages) || names.includes('cpu') || names.includes('memory')) return
  if (isSet(resources))
    yield doc.problem(resources, 'hugepages are asked for without cpu or memory; they need one of them beside them', { onKey: true })
}
