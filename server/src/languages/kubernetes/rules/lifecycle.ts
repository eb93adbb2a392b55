import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { specWith } from '../examples.ts'
import { below, isSet } from '../field.ts'
import { handlerProblems, hookHandlers } from '../handlers.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'

/** A hook does one thing, and is done before the pod is killed. */
export const lifecycle: Rule<Manifest> = {
  id: 'lifecycle',
  severity: 'error',
  summary:
    '`postStart` and `preStop` have one of exec, httpGet and sleep, complete; a sleep is no longer than the grace period of the pod.',
  why: 'The server refuses a hook without an action, one with two, and a sleep that the end of the grace period would cut short.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/'],
  examples: {
    bad: [
      specWith(`      lifecycle:
        postStart: {}
        ^^^^^^^^^ postStart does nothing; it has one of exec, httpGet, tcpSocket, sleep
        preStop:
          sleep:
            seconds: 60
                     ^^ seconds is 60; it is 0 to terminationGracePeriodSeconds, 30
  terminationGracePeriodSeconds: 30`),
    ],
    good: [specWith('      lifecycle:\n        preStop:\n          sleep:\n            seconds: 5\n  terminationGracePeriodSeconds: 30')],
  },
  *check(doc) {
    for (const { field, list, sidecar } of containersOf(doc)) {
      if (list !== 'containers' && !sidecar) continue
      for (const key of ['postStart', 'preStop']) {
        const hook = below(field, 'lifecycle', key)
        if (isSet(hook)) yield* handlerProblems(doc, hook, hookHandlers)
      }
    }
  },
}
