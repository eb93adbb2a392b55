import { known, oddPaths, type Problems } from './demands.ts'
import { child, type Field, isSet } from './field.ts'
import { setField } from './fix.ts'
import { headerName } from './grammar/keys.ts'
import { isPortNumber, portName } from './grammar/ports.ts'
import type { Manifest } from './manifest.ts'
import { isFilled, isMisread, numberOf, structsOf, textAt, textOf } from './values.ts'
import { quote } from './words.ts'

type HandlerKind = 'exec' | 'httpGet' | 'tcpSocket' | 'grpc' | 'sleep'

/** What a probe can do, in the order in which the server looks. */
export const probeHandlers: readonly HandlerKind[] = ['exec', 'httpGet', 'tcpSocket', 'grpc']

/** What a hook can do, in the order in which the server looks. */
export const hookHandlers: readonly HandlerKind[] = ['exec', 'httpGet', 'tcpSocket', 'sleep']

/** What is wrong with what a probe or hook does: it does one thing, and says how. */
export function* handlerProblems(doc: Manifest, holder: Field, kinds: readonly HandlerKind[]): Problems {
  const [first, ...more] = kinds.filter((kind) => isSet(child(holder, kind)))
  if (first === undefined) {
    if (kinds.some((kind) => isMisread(doc, child(holder, kind)))) return
    yield doc.problem(holder, `${holder.step} does nothing; it has one of ${kinds.join(', ')}`, { onKey: true })
    return
  }
  yield* details[first](doc, child(holder, first))
  for (const kind of more)
    yield doc.problem(child(holder, kind), `${kind} stands beside ${first}; ${holder.step} has one of them`, { onKey: true })
}

const details: Readonly<Record<HandlerKind, (doc: Manifest, action: Field) => Problems>> = {
  *exec(doc, action) {
    const command = child(action, 'command')
    if (!isFilled(command) && !isMisread(doc, command)) yield doc.problem(command, 'command is missing; it has at least one word')
  },
  *httpGet(doc, action) {
    yield* portProblems(doc, child(action, 'port'))
    yield* known(doc, child(action, 'scheme'), 'scheme', ['HTTP', 'HTTPS'])
    const headers = child(action, 'httpHeaders')
    for (const header of structsOf(headers)) {
      const name = textAt(header, 'name')
      const limit = name === undefined ? undefined : headerName(name)
      if (limit !== undefined)
        yield doc.problem(child(header, 'name'), `header is ${quote(name ?? '')}; ${limit}`, oddPaths(doc, headers)(''))
    }
  },
  *tcpSocket(doc, action) {
    yield* portProblems(doc, child(action, 'port'))
  },
  *grpc(doc, action) {
    yield* portProblems(doc, child(action, 'port'))
  },
  *sleep(doc, action) {
    const grace = doc.pod === undefined ? undefined : numberOf(child(doc.pod.spec, 'terminationGracePeriodSeconds'))
    const seconds = numberOf(child(action, 'seconds')) ?? 0
    if (grace === undefined || (seconds >= 0 && seconds <= grace)) return
    const path = doc.problem(action, '').path ?? ''
    yield doc.problem(child(action, 'seconds'), `seconds is ${seconds}; it is 0 to terminationGracePeriodSeconds, ${grace}`, { path })
  },
}

/** A port by number or by name. */
function* portProblems(doc: Manifest, port: Field): Problems {
  const number = numberOf(port)
  if (number !== undefined) {
    if (!isPortNumber(number)) yield doc.problem(port, `port is ${number}; ports are 1 to 65535`)
    return
  }
  if (!isSet(port)) {
    if (!isMisread(doc, port)) yield doc.problem(port, 'port is missing; it is 1 to 65535 or the name of a port')
    return
  }
  const name = textOf(port)
  const limit = name === undefined ? undefined : portName(name)
  if (name === undefined || limit === undefined) return
  const isNumber = /^\d{1,5}$/.test(name)
  yield doc.problem(port, `port is the name ${quote(name)}; ${isNumber ? 'a number stands without quotes' : limit}`, {
    fixes: isNumber ? setField(doc, port, Number(name)) : [],
  })
}
