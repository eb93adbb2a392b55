// Loaded in front of a process: whatever would leave it (a socket, a name look-up, a child process, a thread) is written down on
// standard error and fails. Only what starts with the mark is a complaint; the rest is the process's own.
import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import tls from 'node:tls'
import workers from 'node:worker_threads'

function forbid(owner, names) {
  for (const name of names) {
    owner[name] = function refused(...args) {
      process.stderr.write(`TRAFFIC ${name} ${String(args[0])}\n`)
      throw new Error(`${name} is not allowed here`)
    }
  }
}

// `spawnSync` and its kin end in these.
forbid(childProcess, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'])
forbid(net.Socket.prototype, ['connect'])
forbid(net.Server.prototype, ['listen'])
forbid(net, ['connect', 'createConnection', 'createServer'])
forbid(tls, ['connect', 'createServer'])
forbid(dgram, ['createSocket'])
forbid(dns, ['lookup', 'resolve', 'resolve4', 'resolve6'])
forbid(dns.promises, ['lookup', 'resolve', 'resolve4', 'resolve6'])
forbid(http, ['request', 'get', 'createServer'])
forbid(https, ['request', 'get', 'createServer'])
forbid(globalThis, ['fetch', 'WebSocket', 'EventSource'])
forbid(workers, ['Worker'])
syncBuiltinESMExports()
