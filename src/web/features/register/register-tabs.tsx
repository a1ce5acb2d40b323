import { NavLink } from 'react-router'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'

/** The register and what is signed of it. */
export function RegisterTabs() {
  const { register, closing, quarantine } = useTexts()
  const may = useMay()
  return (
    <nav className="register__tabs no-print" aria-label={register.title}>
      <NavLink className="register__tab" to="/eingangsbuch" end>
        {register.title}
      </NavLink>
      <NavLink className="register__tab" to="/eingangsbuch/tagesabschluss">
        {closing.title}
      </NavLink>
      {may('items:reject') && (
        <NavLink className="register__tab" to="/eingangsbuch/quarantaene">
          {quarantine.title}
        </NavLink>
      )}
    </nav>
  )
}
