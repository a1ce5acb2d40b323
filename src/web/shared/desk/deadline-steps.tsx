import type { DeadlineCalculation, DeadlineStep } from '../api/types.ts'
import { formatCalendarDate } from '../format.ts'
import { usePreferences, useTexts } from '../preferences.tsx'

/** The way to the end of a deadline, one line a step, so that people can check it. */
export function DeadlineSteps({ calculation }: { calculation: DeadlineCalculation }) {
  return (
    <ol className="deadline-steps">
      {calculation.steps.map((step) => (
        <li key={step.rule}>
          <StepWords step={step} />
        </li>
      ))}
    </ol>
  )
}

function StepWords({ step }: { step: DeadlineStep }) {
  const { desk } = useTexts()
  const dayWords = useDayWords()
  const passed = step.restDays.map(({ on, reason }) => desk.restDay(dayWords(on), desk.restDays[reason]))
  return (
    <>
      {passed.length > 0 && <span className="deadline-steps__passed">{passed.join(', ')}. </span>}
      {desk.steps[step.rule](dayWords(step.on))}
    </>
  )
}

/** `Mi, 05.08.2026`: the day of the week shows at once why a deadline has moved. */
export function useDayWords(): (day: string) => string {
  const { language } = usePreferences()
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return (day) => `${weekday.format(new Date(`${day}T00:00:00Z`))}, ${formatCalendarDate(day)}`
}
