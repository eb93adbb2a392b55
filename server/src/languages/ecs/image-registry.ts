/** The host of a private ECR registry: account, region, and the domain of its partition. */
const privateEcr = /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9.-]+\//

/** Whether an image is pulled from a private ECR repository: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/...`. */
export function isPrivateEcr(image: string): boolean {
  return privateEcr.test(image)
}

/** The region an image is pulled from, if it lies in a private ECR repository. */
export function ecrRegion(image: string): string | undefined {
  return privateEcr.exec(image)?.[1]
}
