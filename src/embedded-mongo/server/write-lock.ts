interface Waiter {
  readonly owner: object
  readonly admit: () => void
  readonly refuse: (error: Error) => void
  timer: NodeJS.Timeout | undefined
}

/** The one writer of the store: first come, first served. A transaction keeps the lock until it ends. */
export class WriteLock {
  #owner: object | undefined
  readonly #waiting: Waiter[] = []
  #closed: (() => Error) | undefined

  /**
   * Waits for the lock, for as long as it takes unless a limit is given.
   *
   * @param limit makes the error when `waitMs` have passed in vain
   */
  async acquire(
    owner: object,
    limit?: { readonly waitMs: number; readonly onTimeout: () => Error },
  ): Promise<void> {
    if (this.#closed !== undefined) throw this.#closed()
    if (this.#owner === undefined) {
      this.#owner = owner
      return
    }
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = { owner, admit: resolve, refuse: reject, timer: undefined }
      this.#waiting.push(waiter)
      if (limit === undefined) return
      waiter.timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
        reject(limit.onTimeout())
      }, limit.waitMs)
    })
  }

  release(owner: object): void {
    if (this.#owner !== owner) throw new Error('the write lock is released by somebody who does not hold it')
    const next = this.#waiting.shift()
    this.#owner = next?.owner
    if (next === undefined) return
    clearTimeout(next.timer)
    next.admit()
  }

  /** Turns away everybody who waits and everybody who comes later; who has the lock may keep it. */
  close(refusal: () => Error): void {
    this.#closed = refusal
    for (const waiter of this.#waiting.splice(0)) {
      clearTimeout(waiter.timer)
      waiter.refuse(refusal())
    }
  }

  get isFree(): boolean {
    return this.#owner === undefined
  }
}
