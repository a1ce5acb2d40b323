import { Link } from 'react-router'
import { useTexts } from '../shared/preferences.tsx'

export function Footer() {
  const { shell } = useTexts().common
  return (
    <footer className="footer" aria-label={shell.footer}>
      <ul className="footer__links">
        <li>
          <Link to="/barrierefreiheit">{shell.accessibility}</Link>
        </li>
        <li>
          <Link to="/barrierefreiheit#melden">{shell.reportBarrier}</Link>
        </li>
        <li>
          <Link to="/impressum">{shell.imprint}</Link>
        </li>
        <li>
          <Link to="/datenschutz">{shell.privacy}</Link>
        </li>
      </ul>
    </footer>
  )
}
