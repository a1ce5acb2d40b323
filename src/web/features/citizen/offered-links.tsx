import type { PublicTenant } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'

/** What the city offers in easy language and in sign language; nothing where it offers neither. */
export function OfferedLinks({ easyLanguageUrl, signLanguageUrl }: PublicTenant) {
  const { offered } = useTexts().citizen
  const links = [
    [easyLanguageUrl, offered.easyLanguage],
    [signLanguageUrl, offered.signLanguage],
  ] as const
  if (links.every(([url]) => url === null)) return null
  return (
    <nav className="citizen__offered no-print" aria-label={offered.title}>
      {links.map(
        ([url, label]) =>
          url !== null && (
            <a key={label} className="kern-link" href={url} rel="noreferrer">
              {label}
            </a>
          ),
      )}
    </nav>
  )
}
