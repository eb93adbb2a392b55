import { isLatest } from '../../../placement/kubernetes/defaults/image.ts'
import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { containerWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { trivy } from '../security.ts'
import { textOf } from '../values.ts'

const source = ['https://kubernetes.io/docs/concepts/containers/images/#image-names']

/** What \`latest\` is decides the registry at the moment a pod starts. */
export const latestTag: Rule<Manifest> = {
  id: 'latest-tag',
  aliases: ['container-image-tag', 'tagNotSpecified', 'CKV_K8S_14', ...trivy(13)],
  severity: 'hint',
  summary: 'An image has a tag other than `latest`, or a digest.',
  why: 'Without a tag the image is `latest`: two pods of one Deployment may run different versions, and a rollback brings nothing back. Write the version that was tested.',
  source,
  examples: {
    bad: [
      containerWith('      stdin: true').replace(
        'image: nginx:1.27',
        'image: nginx\n             ^^^^^ image has no tag, which means latest; name the version',
      ),
      containerWith('      stdin: true').replace(
        'image: nginx:1.27',
        'image: registry:5000/web:latest\n             ^^^^^^^^^^^^^^^^^^^^^^^^ image has the tag latest; name the version',
      ),
    ],
    good: [containerWith('      stdin: true'), containerWith('      stdin: true').replace('nginx:1.27', '"{{ .Values.image }}"')],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      const image = textOf(child(field, 'image'))
      if (!image || !isLatest(image)) continue
      const fact = /:latest(?:@|$)/.test(image) ? 'image has the tag latest' : 'image has no tag, which means latest'
      yield doc.problem(child(field, 'image'), `${fact}; name the version`)
    }
  },
}

/** A tag can be moved, a digest cannot. */
export const imageDigest: Rule<Manifest> = {
  id: 'image-digest',
  aliases: ['CKV_K8S_43'],
  severity: 'off',
  summary: 'An image is named by its digest.',
  why: 'A tag is a name that may be given to another image tomorrow; a digest is the image itself.',
  source,
  examples: {
    bad: [containerWith('      stdin: true').replace('nginx:1.27', 'nginx:1.27\n             ^^^^^^^^^^ image has no digest')],
    good: [containerWith('      stdin: true').replace('nginx:1.27', `nginx@sha256:${'0'.repeat(64)}`)],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      const image = textOf(child(field, 'image'))
      if (image && !image.includes('@')) yield doc.problem(child(field, 'image'), 'image has no digest')
    }
  },
}

/** The default depends on the tag. */
export const pullPolicyAlways: Rule<Manifest> = {
  id: 'pull-policy-always',
  aliases: ['container-image-pull-policy', 'pullPolicyNotAlways', 'CKV_K8S_15'],
  severity: 'off',
  summary: 'A container pulls its image each time (`imagePullPolicy: Always`).',
  why: 'What is on the node already is used without asking the registry whether this pod may have it, and whether it is still the same. The default is Always only for `latest`.',
  source: ['https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy'],
  examples: {
    bad: [
      containerWith(`      imagePullPolicy: IfNotPresent
                       ^^^^^^^^^^^^ imagePullPolicy of container "web" is IfNotPresent`),
    ],
    good: [containerWith('      imagePullPolicy: Always')],
  },
  *check(doc) {
    for (const { field, label } of containersOf(doc)) {
      const policy = child(field, 'imagePullPolicy')
      if (policy.value !== 'Always') yield doc.problem(policy, `imagePullPolicy of ${label} is ${policy.value}`)
    }
  },
}
