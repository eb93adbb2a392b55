import { agent } from './agent.ts'
import { attribute } from './attribute.ts'
import { capacityProvider } from './capacity-provider.ts'
import { cpu } from './cpu.ts'
import { distinctInstance } from './distinct-instance.ts'
import type { Filter } from './filter.ts'
import { gpu } from './gpu.ts'
import { hostPort } from './host-port.ts'
import { launchType } from './launch-type.ts'
import { memberOf, memberOfTasks } from './member-of.ts'
import { memory } from './memory.ts'
import { networkInterface } from './network-interface.ts'
import { platform } from './platform.ts'
import { portLimit } from './port-limit.ts'
import { status } from './status.ts'

/** What stays as it is while tasks are placed: asked once per instance. */
export const standing: readonly Filter[] = [status, agent, capacityProvider, launchType, platform, attribute, memberOf]

/** What a placed task changes: asked again of the instance that took one. */
export const room: readonly Filter[] = [memory, cpu, gpu, hostPort, portLimit, networkInterface, distinctInstance, memberOfTasks]
