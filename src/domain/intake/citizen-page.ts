/** What a city offers on its pages for citizens beside the forms. One record a tenant; without one there is nothing. */
export interface CitizenPage {
  readonly id: string
  readonly tenantId: string
  /** `https` address of what the city says in easy language (Leichte Sprache). */
  readonly easyLanguageUrl?: string
  /** `https` address of a film in sign language. */
  readonly signLanguageUrl?: string
  /** 0 as long as nothing was changed. */
  readonly version: number
}

export type CitizenLinks = Pick<CitizenPage, 'easyLanguageUrl' | 'signLanguageUrl'>

export const CITIZEN_PAGE_ID = 'citizen-page'

export function emptyCitizenPage(tenantId: string): CitizenPage {
  return { id: CITIZEN_PAGE_ID, tenantId, version: 0 }
}

export function linksOf({ easyLanguageUrl, signLanguageUrl }: CitizenLinks): CitizenLinks {
  return {
    ...(easyLanguageUrl === undefined ? {} : { easyLanguageUrl }),
    ...(signLanguageUrl === undefined ? {} : { signLanguageUrl }),
  }
}
