/** What differs from a Deployment in examples of rules. */
interface Parts {
  readonly kind?: string
  /** Lines of `spec` before the template, indented by two blanks. */
  readonly spec?: string
  /** Lines of the pod's `spec` before its containers, indented by six blanks. */
  readonly pod?: string
}

/** A workload of `apps/v1` as an example of a rule. */
export function workload({ kind = 'Deployment', spec = '', pod = '' }: Parts): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: web
spec:
${lines(spec)}  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
${lines(pod)}      containers:
        - {name: app, image: nginx:1.27}
`
}

/** A Job as an example of a rule; lines of `spec` are indented by two blanks. */
export function job(spec: string, name = 'report'): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
spec:
${lines(spec)}  template:
    spec:
      restartPolicy: Never
      containers:
        - {name: app, image: busybox:1.36}
`
}

/** A CronJob as an example of a rule; lines of `spec` are indented by two blanks. */
export function cronJob(spec: string, name = 'report'): string {
  return `apiVersion: batch/v1
kind: CronJob
metadata:
  name: ${name}
spec:
${lines(spec)}  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - {name: app, image: busybox:1.36}
`
}

/** A Pod with metadata as an example of a rule; lines of `metadata` are indented by two blanks. */
export function podNamed(metadata: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
${lines(metadata)}spec:
  containers:
    - {name: app, image: nginx:1.27}
`
}

function lines(text: string): string {
  return text === '' ? '' : `${text}\n`
}
