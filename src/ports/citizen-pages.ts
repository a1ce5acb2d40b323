import type { CitizenPage } from '../domain/intake/citizen-page.ts'
import type { Repository } from './repository.ts'

/** See `repository.ts`; a tenant has one record with the id `CITIZEN_PAGE_ID`, or none yet. */
export type CitizenPages = Repository<CitizenPage>
