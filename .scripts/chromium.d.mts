export const chromiumArguments: string[]
export function chromium(): string
export function browserTestsWanted(): boolean
