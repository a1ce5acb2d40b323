/** Counts the calls of ports, and lets the Nth one fail. */
export interface Saboteur {
  readonly callCount: number
  /** The same ports; every call of one of their functions counts. */
  wrap<T extends object>(ports: T): T
}

export class SabotageError extends Error {
  override readonly name = 'SabotageError'
}

/**
 * @param failingCall 1 for the first call of any wrapped port
 * @param isAfterwards whether the call has its effect before it fails, as when an answer is lost on its way
 */
export function createSaboteur(failingCall: number, isAfterwards = false): Saboteur {
  let callCount = 0

  function wrapFunction(owner: object, called: (...args: unknown[]) => unknown) {
    return (...args: unknown[]): unknown => {
      callCount += 1
      if (callCount !== failingCall) return called.apply(owner, args)
      const failure = new SabotageError(`call ${failingCall} fails`)
      if (!isAfterwards) return Promise.reject(failure)
      return Promise.resolve(called.apply(owner, args)).then(() => Promise.reject(failure))
    }
  }

  return {
    get callCount() {
      return callCount
    },
    wrap<T extends object>(ports: T): T {
      return new Proxy(ports, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name)
          return typeof value === 'function'
            ? wrapFunction(target, value as (...args: unknown[]) => unknown)
            : value
        },
      })
    },
  }
}
