/** Milliseconds of processor time that `run` takes. Unlike time on the clock they say little of what else the machine does. */
export function cpuTime(run: () => unknown): number {
  const begin = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1000
}
