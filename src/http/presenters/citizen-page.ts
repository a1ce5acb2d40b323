import type { CitizenPageView } from '../../contract/citizen-page.ts'
import type { CitizenLinks, CitizenPage } from '../../domain/intake/citizen-page.ts'
import type { Presented } from '../route.ts'

export function presentCitizenPage(page: CitizenPage): Presented<CitizenPageView> {
  return { ...presentCitizenLinks(page), version: page.version }
}

export function presentCitizenLinks({ easyLanguageUrl, signLanguageUrl }: CitizenLinks) {
  return { easyLanguageUrl: easyLanguageUrl ?? null, signLanguageUrl: signLanguageUrl ?? null }
}
