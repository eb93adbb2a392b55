import type { Rule } from '../../../rules/rule.ts'
import type { KubernetesDocument } from '../document.ts'
import { trivy } from '../security.ts'

/** Versions and kinds that the server does not know. */
export const unknownKind: Rule<KubernetesDocument> = {
  id: 'unknown-kind',
  aliases: ['no-extensions-v1beta', 'stable-version', ...trivy(107)],
  severity: 'error',
  summary: '`apiVersion` and `kind` name a kind that the API has in that version.',
  why: `The server answers \`no matches for kind "Deployment" in version "extensions/v1beta1"\`. Letter case counts. Kinds of custom resources and
other kinds of the API are left alone.`,
  source: [
    'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/',
  ],
  examples: {
    bad: [
      `apiVersion: extensions/v1beta1
            ^^^^^^^^^^^^^^^^^^ extensions/v1beta1 is served no more since Kubernetes 1.16; a Deployment has apps/v1
kind: Deployment
metadata: {name: web}
`,
      `apiVersion: apps/v1
kind: Deploymnet
      ^^^^^^^^^^ no kind "Deploymnet" in version apps/v1; did you mean Deployment
metadata: {name: web}
`,
      `apiVersion: apps/v1
            ^^^^^^^ no kind CronJob in version apps/v1; it is in batch/v1
kind: CronJob
metadata: {name: web}
`,
    ],
    good: [
      `apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata: {name: train}
`,
      `apiVersion: v1
kind: Service
metadata: {name: web}
`,
    ],
  },
  check: ({ problems }) => problems.filter(({ code }) => code === 'unknown-kind').map(({ code: _, ...problem }) => problem),
}
