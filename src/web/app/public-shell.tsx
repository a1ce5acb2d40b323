import { Outlet } from 'react-router'
import { useTexts } from '../shared/preferences.tsx'
import { Footer } from './footer.tsx'
import { LanguageSwitch, ThemeSwitch } from './settings-menu.tsx'
import { Mark } from './mark.tsx'
import { SkipLink } from './skip-link.tsx'
import './shell.css'

/** Frame of the pages that need no sign-in: calm, roomy, good on a phone. */
export function PublicShell() {
  const texts = useTexts()
  return (
    <div className="shell shell--public">
      <SkipLink />
      <header className="public-header">
        <span className="brand">
          <Mark />
          <span className="brand__product">{texts.common.product}</span>
        </span>
        <div className="public-header__settings">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main id="inhalt" className="shell__main" tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
    </div>
  )
}
