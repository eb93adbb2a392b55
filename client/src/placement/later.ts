/** A call that waits until there was a pause, and then happens once with the last argument. */
export interface Later<T> {
  call(argument: T): void
  dispose(): void
}

/** Delays `run` until nobody has called for `milliseconds`. */
export function later<T>(milliseconds: number, run: (argument: T) => void): Later<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    call(argument) {
      clearTimeout(timer)
      timer = setTimeout(() => run(argument), milliseconds)
    },
    dispose: () => clearTimeout(timer),
  }
}
