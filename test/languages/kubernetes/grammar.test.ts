import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ipAddress } from '../../../server/src/languages/kubernetes/grammar/addresses.ts'
import { configKey, envName, headerName, sysctlName } from '../../../server/src/languages/kubernetes/grammar/keys.ts'
import {
  dnsLabel,
  dnsSearchDomain,
  dnsSubdomain,
  dnsSubdomainPrefix,
  type Grammar,
  labelValue,
  qualifiedName,
} from '../../../server/src/languages/kubernetes/grammar/names.ts'
import { descendingPath, filePath, pathWithoutBacksteps } from '../../../server/src/languages/kubernetes/grammar/paths.ts'
import { portName } from '../../../server/src/languages/kubernetes/grammar/ports.ts'

const a63 = 'a'.repeat(63)
const a253 = `${`${a63}.`.repeat(3)}${'a'.repeat(61)}`

/** What each grammar takes and what it refuses. */
const grammars: Readonly<Record<string, { of: Grammar; takes: readonly string[]; refuses: readonly string[] }>> = {
  'DNS label': { of: dnsLabel, takes: ['a', '0', 'a-b', '1-2', a63], refuses: ['', '-a', 'a-', 'A', 'a.b', 'a_b', 'ä', `${a63}a`] },
  'DNS subdomain': {
    of: dnsSubdomain,
    takes: ['a', 'a.b', '0.1', 'a-b.c-d', a253, 'a'.repeat(64)],
    refuses: ['', '.', 'a.', '.a', 'a..b', 'a-.b', 'A.b', 'a_b', `${a253}a`],
  },
  'DNS subdomain to be continued': {
    of: dnsSubdomainPrefix,
    takes: ['web-', 'web', 'a-', 'A-'],
    refuses: ['', '-', '-a-', 'A-b-', 'a_b-'],
  },
  'search domain': { of: dnsSearchDomain, takes: ['a', '_a.b', '_tcp.a_b.c', 'a-b'], refuses: ['', '__a', 'a_', 'a.', 'A', 'a b'] },
  'qualified name': {
    of: qualifiedName,
    takes: ['a', 'A.b_c-d', '1', 'example.com/a', 'a/A', `a/${a63}`, `${a253}/a`],
    refuses: ['', '/', 'a/', '/a', 'a/b/c', '-a', 'a-', 'A/a', 'a b', `${a63}a`, `a/${a63}a`],
  },
  'label value': { of: labelValue, takes: ['', 'a', 'A_b.c-d', a63, '1'], refuses: ['-', 'a ', 'a b', 'a/b', '.a', `${a63}a`] },
  'port name': {
    of: portName,
    takes: ['a', 'http', '8080-tcp', 'a-b-c', 'a'.repeat(15)],
    refuses: ['', '8080', '1-2', 'a--b', '-a', 'a-', 'Http', 'a_b', 'a'.repeat(16)],
  },
  'variable name': { of: envName, takes: ['A', 'a b', '1', 'a.b-c', '~', ' '], refuses: ['', 'A=B', 'ä', 'a\tb', 'a\n'] },
  'config key': {
    of: configKey,
    takes: ['a', 'A.b_c-d', '.a', 'a..b', 'a'.repeat(253)],
    refuses: ['', '.', '..', '..a', 'a/b', 'a b', 'a'.repeat(254)],
  },
  'header name': { of: headerName, takes: ['X-Probe', '1', '-'], refuses: ['', 'X_Probe', 'a b', 'a:'] },
  sysctl: {
    of: sysctlName,
    takes: ['kernel.shm_rmid_forced', 'net/ipv4/tcp', 'a', 'a-b.c', 'net.ipv4/conf.eth0'],
    refuses: ['', '.a', 'a.', 'A', '_a', 'a b', 'a..b', 'a'.repeat(254)],
  },
  path: { of: pathWithoutBacksteps, takes: ['', '/', 'a/b', '/a/..b', 'a...'], refuses: ['..', '../a', '/a/../b', 'a/..'] },
  'relative path': { of: descendingPath, takes: ['', 'a/b', '..a'], refuses: ['/', '/a', '../a', 'a/../b'] },
  'file path': { of: filePath, takes: ['a/b', 'a/..b', '.a'], refuses: ['/a', '../a', '..a', '..'] },
}

for (const [name, { of, takes, refuses }] of Object.entries(grammars)) {
  test(`a ${name} takes`, () =>
    assert.deepEqual(
      takes.filter((value) => of(value) !== undefined),
      [],
    ))
  test(`a ${name} refuses, with a limit in words`, () => {
    assert.deepEqual(
      refuses.filter((value) => of(value) === undefined),
      [],
    )
    for (const value of refuses) assert.match(of(value) ?? '', /^[a-z0-9"].*[^.]$/)
  })
}

test('an address is IPv4 without leading zeros, or IPv6', () => {
  const takes = [
    '0.0.0.0',
    '10.9.8.7',
    '255.255.255.255',
    '::',
    '::1',
    '2001:db8::ffff',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::1.2.3.4',
    'fe80::1',
  ]
  const refuses = [
    ...['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1.2.3.004', 'localhost', '1.2.3.4/24', '1.2.3.4 '],
    ...[
      '::ffff:1.2.3.4',
      '1::2::3',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7:8::',
      '12345::',
      'fe80::1%eth0',
      ':1',
      '1:',
      ':::',
      'g::',
      '1.2.3.4::',
    ],
  ]
  assert.deepEqual(
    takes.filter((value) => ipAddress(value) !== undefined),
    [],
  )
  assert.deepEqual(
    refuses.filter((value) => ipAddress(value) === undefined),
    [],
  )
})
