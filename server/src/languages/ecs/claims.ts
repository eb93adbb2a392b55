/** The names that say by themselves that a JSON file is a task definition; letter case does not matter. */
const named = /(task-definition|taskdef|ecs-task-def)[^/\\]*\.json$/i

/** Keys of a container definition that JSON about other things does not have. */
const ofContainer = /"(essential|portMappings|mountPoints|logConfiguration|memoryReservation)"\s*:/

/** Whether a file is an ECS task definition: its name says so, or it is JSON with containers in the spelling of the ECS API. */
export function claimsTaskDefinition(fileName: string, text: string): boolean {
  if (!/\.json$/i.test(fileName)) return false
  if (/"\$schema"\s*:\s*"https?:\/\/json-schema\.org/.test(text)) return false
  return named.test(fileName) || /"containerDefinitions"\s*:\s*\[/.test(text) || isContainerArray(text)
}

/** A bare array of container definitions, as Terraform takes it. */
function isContainerArray(text: string): boolean {
  return /^\uFEFF?\s*\[\s*\{/.test(text) && /"image"\s*:/.test(text) && /"name"\s*:/.test(text) && ofContainer.test(text)
}
