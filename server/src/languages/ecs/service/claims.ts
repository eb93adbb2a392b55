/** The names that say by themselves that a JSON file is a service definition; letter case does not matter. */
const named = /(service-definition|servicedef|ecs-service-def)[^/\\]*\.json$/i

/** Whether a file is an ECS service definition: its name says so, or it is JSON with the keys of CreateService. */
export function claimsServiceDefinition(fileName: string, text: string): boolean {
  if (!/\.json$/i.test(fileName)) return false
  if (/"\$schema"\s*:\s*"https?:\/\/json-schema\.org/.test(text)) return false
  return named.test(fileName) || isService(text)
}

/** What DescribeServices and events print has a list of services, or ARNs that no request has. */
function isService(text: string): boolean {
  if (/"(?:services|serviceArn|taskDefinitionArn)"\s*:/.test(text)) return false
  return /"taskDefinition"\s*:\s*"/.test(text) && /"(?:serviceName|desiredCount|schedulingStrategy|deploymentConfiguration)"\s*:/.test(text)
}
