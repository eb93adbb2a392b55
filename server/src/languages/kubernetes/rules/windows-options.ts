import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { judged, type Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field, isSet } from '../field.ts'
import { dnsSubdomain } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { byteLength, textOf } from '../values.ts'

const netBios = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/
const dnsDomain = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: names with control characters are what is looked for
const control = /[\u0000-\u001f\u007f]/

/** As whom a container of Windows runs. */
export const windowsOptions: Rule<Manifest> = {
  id: 'windows-options',
  severity: 'error',
  summary:
    '`windowsOptions` have a user as `NAME` or `DOMAIN\\NAME`, a credential spec of at most 64 KiB, and the name of one that is a DNS subdomain.',
  why: 'The server refuses names that Windows does not allow: more than 104 characters, only dots and blanks, or one of `"/\\:;|=,+*?<>@[]`.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/'],
  examples: {
    bad: [
      specWith(`      securityContext:
        windowsOptions:
          runAsUserName: 'a\\b\\c'
                         ^^^^^^^ runAsUserName is "a\\\\b\\\\c"; it has one backslash at most, between domain and user
          gmsaCredentialSpec: ''
                              ^^ gmsaCredentialSpec is empty; it is left out or filled in
  securityContext:
    windowsOptions:
      runAsUserName: 'EXAMPLE\\web*'
                     ^^^^^^^^^^^^^^ runAsUserName is "EXAMPLE\\\\web*"; the user takes none of "/\\:;|=,+*?<>@[]
      gmsaCredentialSpecName: Web_App
                              ^^^^^^^ gmsaCredentialSpecName is "Web_App"; it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit`),
    ],
    good: [specWith(`  securityContext:\n    windowsOptions:\n      runAsUserName: 'NT AUTHORITY\\NETWORK SERVICE'`)],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    yield* optionProblems(doc, below(doc.pod.spec, 'securityContext', 'windowsOptions'))
    for (const { field } of containersOf(doc)) yield* optionProblems(doc, below(field, 'securityContext', 'windowsOptions'))
  },
}

function* optionProblems(doc: Manifest, options: Field): Problems {
  if (!isSet(options)) return
  const name = child(options, 'gmsaCredentialSpecName')
  const written = textOf(name)
  if (isSet(name) && written !== undefined) yield* judged(doc, name, 'gmsaCredentialSpecName', written, dnsSubdomain)
  const spec = child(options, 'gmsaCredentialSpec')
  const text = textOf(spec)
  if (isSet(spec) && text === '') yield doc.problem(spec, 'gmsaCredentialSpec is empty; it is left out or filled in')
  else if (text !== undefined && byteLength(text) > 65536)
    yield doc.problem(spec, `gmsaCredentialSpec has ${byteLength(text)} bytes; the most is 65536`)
  const user = child(options, 'runAsUserName')
  const account = textOf(user)
  if (isSet(user) && account !== undefined) yield* judged(doc, user, 'runAsUserName', account, userName)
}

function userName(value: string): string | undefined {
  if (value === '') return 'it is left out or filled in'
  if (control.test(value)) return 'it takes no control characters'
  const parts = value.split('\\')
  if (parts.length > 2) return 'it has one backslash at most, between domain and user'
  const [domain, user] = parts.length === 2 ? parts : [undefined, parts[0]]
  return (domain === undefined ? undefined : domainName(domain)) ?? accountName(user ?? '')
}

function domainName(domain: string): string | undefined {
  if (byteLength(domain) >= 256) return `the domain has ${byteLength(domain)} characters, the most is 255`
  return netBios.test(domain) || dnsDomain.test(domain) ? undefined : 'the domain is a NetBIOS name of at most 15 characters or a DNS name'
}

function accountName(user: string): string | undefined {
  if (user === '') return 'the user is missing'
  if (byteLength(user) > 104) return `the user has ${byteLength(user)} characters, the most is 104`
  if (/^[. ]+$/.test(user)) return 'the user is more than dots and blanks'
  return /["/\\:;|=,+*?<>@[\]]/.test(user) ? 'the user takes none of "/\\:;|=,+*?<>@[]' : undefined
}
