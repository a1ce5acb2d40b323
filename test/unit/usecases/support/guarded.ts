import type { Actor } from '../../../../src/domain/access/actor.ts'
import type { Permission } from '../../../../src/domain/access/policy.ts'
import type { UseCases } from '../../../../src/http/use-cases.ts'

export interface Guarded {
  readonly needs: readonly Permission[]
  readonly call: (useCases: UseCases, actor: Actor) => Promise<unknown>
}
