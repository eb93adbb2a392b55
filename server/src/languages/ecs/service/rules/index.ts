import type { Rule } from '../../../../rules/rule.ts'
import type { ServiceDefinition } from '../document.ts'
import { capacityProviderStrategy } from './capacity-provider-strategy.ts'
import { daemonService } from './daemon-service.ts'
import { deploymentController } from './deployment-controller.ts'
import { deploymentPercent } from './deployment-percent.ts'
import { deploymentStrategy } from './deployment-strategy.ts'
import { fargatePlacement } from './fargate-placement.ts'
import { fargateSpot } from './fargate-spot.ts'
import { launchTypeOrProviders } from './launch-type-or-providers.ts'
import { lifecycleHook } from './lifecycle-hook.ts'
import { loadBalancer } from './load-balancer.ts'
import { placementStrategy } from './placement-strategy.ts'
import { platformVersion } from './platform-version.ts'
import { serviceConnect } from './service-connect.ts'
import { serviceName } from './service-name.ts'
import { serviceNetwork } from './service-network.ts'
import { servicePlacementConstraint } from './service-placement-constraint.ts'
import { serviceRegistry } from './service-registry.ts'
import { serviceRole } from './service-role.ts'
import { serviceTaskDefinition } from './service-task-definition.ts'
import { zoneRebalancing } from './zone-rebalancing.ts'

/** Every rule about service definitions, in alphabetical order. */
export const serviceRules: readonly Rule<ServiceDefinition>[] = [
  capacityProviderStrategy,
  daemonService,
  deploymentController,
  deploymentPercent,
  deploymentStrategy,
  fargatePlacement,
  fargateSpot,
  launchTypeOrProviders,
  lifecycleHook,
  loadBalancer,
  placementStrategy,
  platformVersion,
  serviceConnect,
  serviceName,
  serviceNetwork,
  servicePlacementConstraint,
  serviceRegistry,
  serviceRole,
  serviceTaskDefinition,
  zoneRebalancing,
]
