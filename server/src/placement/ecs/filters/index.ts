import { agent } from './agent.ts'
import { cpu } from './cpu.ts'
import type { Filter } from './filter.ts'
import { gpu } from './gpu.ts'
import { hostPort } from './host-port.ts'
import { memory } from './memory.ts'
import { networkInterface } from './network-interface.ts'
import { status } from './status.ts'

/** What never changes while tasks are placed: asked once per instance. */
export const standing: readonly Filter[] = [status, agent]

/** What a placed task uses up: asked again for the instance that took one. */
export const room: readonly Filter[] = [memory, cpu, gpu, hostPort, networkInterface]
