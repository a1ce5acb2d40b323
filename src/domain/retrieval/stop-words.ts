/**
 * German words that carry grammar and no subject. They are indexed, so that phrases find them, but a question is not
 * held to them: nobody who asks „Wann läuft die Frist ab?“ wants pages for the sake of `wann` and `die`.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim bin bis
  bist da dabei dadurch dafür dagegen daher damit danach daran darauf daraus darin darüber darum das dass dasselbe davon dazu
  dein deine deinem deinen deiner dem den denen denn dennoch der deren derselbe des deshalb dessen dich die dies diese
  dieselbe diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einige einigem einigen einiger
  einiges er es etwa etwas euch euer eure eurem euren eurer für gegen gibt hab habe haben hat hatte hatten hier hin hinter
  ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist ja jede jedem jeden jeder jedes jene jenem jenen
  jener jenes jetzt kann kein keine keinem keinen keiner können könnte man manche manchem manchen mancher manches mein meine
  meinem meinen meiner mich mir mit möchte muss müssen nach nachdem neben nein nicht nichts noch nun nur ob obwohl oder ohne
  sehr sein seine seinem seinen seiner seit selbst sich sie sind so sobald solche solchem solchen solcher solches soll sollen
  sollte sondern sonst soweit sowie über um und uns unser unsere unserem unseren unserer unter viel viele vom von vor während
  war waren wäre warst weil weiter welche welchem welchen welcher welches wenn wer werde werden wessen wie wieder will wir
  wird wirst wo wobei wodurch wofür wohin womit woran worauf worin worüber wovon wozu wurde wurden wann warum was weshalb wem
  wen wieso würde würden zu zum zur zwar zwischen`.split(/\s+/),
)

/** What a question in words begins with. */
const QUESTION_WORDS: ReadonlySet<string> = new Set(
  `was wer wem wen wessen wann warum weshalb wieso wie wo wobei wodurch wofür wogegen woher wohin womit worauf woran worin
  worum worüber wovon wovor wozu welche welchem welchen welcher welches wieviel`.split(/\s+/),
)

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase())
}

/** True for text that asks in a sentence and does not list words to be found. */
export function isQuestion(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  return (
    words.length > 2 &&
    (text.trimEnd().endsWith('?') || words.slice(0, 2).some((word) => QUESTION_WORDS.has(word)))
  )
}
