import { named } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child } from '../field.ts'
import { dnsLabel } from '../grammar/names.ts'
import { volumeRule } from '../volume-rule.ts'

/** A volume has a name that mounts can say. */
export const volumeName = volumeRule({
  id: 'volume-name',
  summary: 'A volume has a `name` that is a DNS label: at most 63 of a-z, 0-9 and `-`.',
  why: 'The server refuses other names, and every mount of the volume with it. The volumes that a StatefulSet makes of `volumeClaimTemplates` are named after the templates.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  examples: {
    bad: [
      `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
  volumes:
    - name: Data_1
            ^^^^^^ name is "Data_1"; it takes a-z, 0-9 and "-", and begins and ends with a letter or digit
      emptyDir: {}
    - emptyDir: {}
      ^^^^^^^^ name is missing
`,
    ],
    good: [volumeWith('      emptyDir: {}')],
  },
  *judge(doc, volume) {
    if (!volume.claimed) {
      yield* named(doc, child(volume.field, 'name'), 'name', dnsLabel)
      return
    }
    const field = child(child(volume.field, 'metadata'), 'name')
    const base = `spec.template.spec.volumes[${volume.index}]`
    yield* named(doc, field, 'name', dnsLabel, { path: `${base}.name` })
    if (volume.name === '')
      yield doc.problem(field, 'the claim of the volume is named after the template; name is missing', {
        path: `${base}.persistentVolumeClaim.claimName`,
      })
  },
})
