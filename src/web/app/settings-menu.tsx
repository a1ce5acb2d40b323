import { usePreferences, useTexts, type Language, type Theme } from '../shared/preferences.tsx'
import { Button, IconButton } from '../shared/ui/button.tsx'

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' }

/** One button that names the other language in that language. */
export function LanguageSwitch() {
  const { language, change } = usePreferences()
  const other: Language = language === 'de' ? 'en' : 'de'
  return (
    <Button
      kind="tertiary"
      icon="globe"
      className="button--small"
      lang={other}
      onClick={() => {
        change({ language: other })
      }}
    >
      {other === 'en' ? 'English' : 'Deutsch'}
    </Button>
  )
}

export function useThemeName(): (theme: Theme) => string {
  const { shell } = useTexts().common
  const names: Readonly<Record<Theme, string>> = {
    system: shell.themeSystem,
    light: shell.themeLight,
    dark: shell.themeDark,
  }
  return (theme) => names[theme]
}

export function ThemeSwitch() {
  const { theme, change } = usePreferences()
  const { shell } = useTexts().common
  const themeName = useThemeName()
  return (
    <IconButton
      icon="moon"
      label={`${shell.theme}: ${themeName(theme)}`}
      onClick={() => {
        change({ theme: NEXT_THEME[theme] })
      }}
    />
  )
}
