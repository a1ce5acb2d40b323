import { foldLetters } from '../classification/german-words.ts'

const LEGAL_FORM =
  /(?<![\p{L}])(?:gGmbH|GmbH|GMBH|mbH|AG|KGaA|KG|OHG|GbR|UG|e\.? ?V\.?|eG|e\.? ?G\.|SE|AöR|KöR|VVaG|Ltd\.?|Limited|Inc\.?|S\.? ?A\.?|S\.?à ?r\.?l\.?|B\.? ?V\.?|Stiftung|PartG|e\. ?K\.?|e\.K\.|Aktiengesellschaft|Gesellschaft)(?![\p{L}])/u
const BODY =
  /(?:amt(?:sgericht)?|gericht|ministerium|(?<!\p{L})stadt(?:verwaltung|werke)?|gemeinde(?:verwaltung)?|kreis(?:verwaltung)?|landkreis|behörde|kasse|versicherung(?:en)?|bank|verband|verein|kammer|universität|hochschule|schule|klinik(?:um)?|krankenhaus|polizei(?:präsidium|inspektion)?|anwaltschaft|kanzlei|rechtsanwält(?:e|in|innen)|rechtsanwalt|notar(?:in|iat)?|praxis|apotheke|agentur|jobcenter|direktion|präsidium|zentrale|dienst(?:leistungs)?(?:zentrum)?|betrieb(?:e)?|werke|genossenschaft|energie|telekom|handwerk|verlag|hotel|büro|architekturbüro|restaurant|autohaus|architekten|ingenieurbüro|steuerberat(?:er|ung))(?!\p{L})/iu

/** Whether a line reads like the name of an organisation. */
export function hasLegalForm(text: string): boolean {
  return LEGAL_FORM.test(text)
}

export function namesPublicBody(text: string): boolean {
  return BODY.test(text)
}

/** Words by which two names are compared; forms, titles and short words left out. */
function nameWords(name: string): ReadonlySet<string> {
  const words = foldLetters(name).match(/[\p{L}\d]{3,}/gu) ?? []
  return new Set(
    words.filter((word) => !/^(?:gmbh|und|der|die|das|den|herr|herrn|frau|fur|von|mbh)$/.test(word)),
  )
}

/** Share of the shorter name's words that the longer one has too, 0..1. */
export function nameSimilarity(a: string, b: string): number {
  const [short, long] = [nameWords(a), nameWords(b)].toSorted((x, y) => x.size - y.size)
  if (short === undefined || long === undefined || short.size === 0) return 0
  return [...short].filter((word) => long.has(word)).length / short.size
}
