import { readdirSync, readFileSync, watch } from 'node:fs'

export interface Sighting {
  /** Resolves with the name; with nothing when the time is over. */
  readonly seen: Promise<string | undefined>
}

/** Waits for a name to appear or vanish in a directory, as the kernel tells it: the server is not asked. */
export function nextChange(directory: string, limitMs: number): Sighting {
  const seen = new Promise<string | undefined>((resolve) => {
    const watcher = watch(directory, (_event, name) => {
      end(name ?? undefined)
    })
    const timer = setTimeout(() => {
      end(undefined)
    }, limitMs)
    const end = (name: string | undefined): void => {
      clearTimeout(timer)
      watcher.close()
      resolve(name)
    }
  })
  return { seen }
}

/** Children of a process and theirs. */
export function descendants(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    try {
      return readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
    } catch {
      // The thread has ended since it was listed.
      return []
    }
  })
  return children.flatMap((child) => [child, ...descendantsIfThere(child)])
}

function descendantsIfThere(pid: number): number[] {
  try {
    return descendants(pid)
  } catch {
    // The process has ended since it was listed.
    return []
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
