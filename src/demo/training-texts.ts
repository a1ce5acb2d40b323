/** Short invented letters with their document type and unit: what the classifier of a fresh demo has already seen. */
export interface TrainingText {
  readonly type: string
  /** Number of a unit of the demo municipality. */
  readonly unit: string
  readonly text: string
}

/** @param rows one letter a line: number of the unit, a colon, the text */
function letters(type: string, rows: string): TrainingText[] {
  return rows
    .trim()
    .split('\n')
    .map((row) => {
      const colon = row.indexOf(':')
      return { type, unit: row.slice(0, colon).trim(), text: row.slice(colon + 1).trim() }
    })
}

export const DEMO_TRAINING_TEXTS: readonly TrainingText[] = [
  ...letters(
    'antrag',
    `
    50.1: Antrag auf Wohngeld. Hiermit beantrage ich Mietzuschuss für unsere Wohnung. Die monatliche Kaltmiete beträgt 620 Euro, zum Haushalt gehören vier Personen. Mietvertrag und Verdienstbescheinigungen füge ich bei.
    50.1: Erhöhungsantrag zum Wohngeld. Meine Miete ist gestiegen, daher beantrage ich die Neuberechnung des Zuschusses nach dem Wohngeldgesetz.
    50.2: Antrag auf Grundsicherung im Alter. Meine Rente reicht zum Lebensunterhalt nicht aus. Rentenbescheid und Kontoauszüge liegen bei.
    60: Bauantrag. Ich beantrage die Baugenehmigung für den Neubau einer Garage auf dem Flurstück 114/3. Lageplan, Baubeschreibung und Bauzeichnungen sind beigefügt.
    31: Antrag auf Erteilung eines Bewohnerparkausweises. Ich wohne in der Bewohnerparkzone B und habe keinen Stellplatz. Kopie des Fahrzeugscheins anbei.
    34: Ich bitte um Ausstellung einer Geburtsurkunde für meine Tochter sowie einer Eheurkunde aus dem Eheregister.
    51: Antrag auf einen Betreuungsplatz in der Kindertagesstätte. Wir suchen ab August einen Ganztagsplatz für unseren Sohn.
    33: Antrag auf Auskunftssperre im Melderegister. Ich beantrage eine Übermittlungssperre für meine Anschrift.
    67: Antrag auf Fällung eines Baumes. Die Fichte in unserem Garten ist morsch; ich bitte um Genehmigung nach der Baumschutzsatzung.
    60: Antrag auf Baugenehmigung für ein Nebengebäude. Der Schuppen wird an der Grundstücksgrenze errichtet; Grundriss, Schnitt, Ansichten und Lageplan liegen in dreifacher Ausfertigung bei. Bauherr und Entwurfsverfasser siehe Formular.
    60: Bauantrag im vereinfachten Verfahren für einen überdachten Stellplatz neben dem Wohnhaus. Gemarkung, Flur und Flurstück sind angegeben, die Nachbarn haben unterschrieben.
    61: Antrag auf Befreiung von den Festsetzungen des Bebauungsplanes, weil das Dach steiler werden soll als erlaubt.
    30.2: Antrag auf Erteilung einer Gaststättenerlaubnis für ein Café mit Außenbewirtschaftung. Führungszeugnis und Pachtvertrag füge ich bei.
    50.1: Ich beantrage höheres Wohngeld, weil sich die Miete erhöht hat und ein weiteres Kind im Haushalt lebt. Die Bescheinigung des Vermieters liegt bei.
    51: Hiermit beantragen wir die Übernahme der Elternbeiträge für die Kindertagesstätte. Einkommensnachweise sind beigefügt.
    20.2: Antrag auf Stundung der Grundsteuer. Ich bitte um Ratenzahlung des fälligen Betrages in drei Raten.
    `,
  ),
  ...letters(
    'anfrage',
    `
    33: Anfrage: Welche Unterlagen brauche ich für die Ummeldung meines Wohnsitzes und wann hat das Bürgeramt geöffnet? Für eine kurze Auskunft wäre ich dankbar.
    47: Anfrage zur Familiengeschichte. Ich forsche nach meinem Urgroßvater und bitte um Auskunft, ob im Stadtarchiv Unterlagen vorhanden sind und eingesehen werden können.
    61: Ich möchte wissen, ob für das Gebiet am Hang ein Bebauungsplan gilt und welche Nutzung dort zulässig ist.
    30.2: Anfrage zu den Voraussetzungen einer Gaststättenkonzession. Bitte teilen Sie mir mit, welche Nachweise vorzulegen sind.
    50.1: Guten Tag, wir würden gern wissen, ob uns Wohngeld zusteht und wie lange die Bearbeitung ungefähr dauert. Bitte rufen Sie uns zurück.
    60: Anfrage: Ist für einen Gartenzaun von zwei Metern Höhe eine Genehmigung nötig? Über eine kurze Antwort würde ich mich freuen.
    51: Können Sie mir bitte mitteilen, wie hoch der Elternbeitrag für den Hort ist und ob es eine Geschwisterermäßigung gibt?
    `,
  ),
  ...letters(
    'anzeige',
    `
    30.2: Gewerbeanmeldung. Hiermit zeige ich den Beginn eines selbständigen Betriebes an: Einzelhandel mit Fahrrädern und Zubehör, Beginn der Tätigkeit am 1. des kommenden Monats.
    30.2: Gewerbeabmeldung wegen Aufgabe des Betriebes. Die Tätigkeit wird zum Jahresende vollständig eingestellt.
    30.1: Anzeige einer Ordnungswidrigkeit: Vor meiner Einfahrt parkt regelmäßig ein Fahrzeug im Halteverbot. Kennzeichen, Ort, Datum und Uhrzeit siehe unten, Zeuge bin ich.
    50.2: Mitteilung über eine Änderung der Verhältnisse: Ich bin umgezogen, meine neue Bankverbindung lautet wie folgt.
    33: Meldung eines Wohnungswechsels: Zum Monatsersten sind wir in die Bahnhofstraße umgezogen. Wohnungsgeberbestätigung anbei.
    67: Meldung wilder Müllablagerung im Stadtpark: Neben dem Spielplatz liegen Altreifen und Bauschutt.
    `,
  ),
  ...letters(
    'beschwerde',
    `
    30: Beschwerde über nächtlichen Lärm. Seit Wochen werden wir durch laute Musik der Gaststätte um den Schlaf gebracht. Ich beschwere mich und fordere Sie auf, einzuschreiten.
    33: Beschwerde: Trotz Termin musste ich im Bürgeramt zwei Stunden warten und wurde unfreundlich behandelt. Das ist nicht hinnehmbar.
    30: Der Lärm aus der Nachbarschaft ist unerträglich: Bis tief in die Nacht wird gefeiert, an Schlaf ist nicht zu denken. Ich verlange, dass das Ordnungsamt endlich etwas unternimmt.
    67: Ich beschwere mich über den Zustand des Spielplatzes. Die Schaukel ist seit Monaten defekt und es kümmert sich niemand darum.
    31: Dienstaufsichtsbeschwerde gegen die Mitarbeiter der Verkehrsüberwachung wegen unangemessenen Verhaltens.
    10: Ich bin sehr verärgert: Auf mein Schreiben habe ich nach drei Monaten noch immer keine Antwort. Ich bitte um Stellungnahme zu meiner Beschwerde.
    `,
  ),
  ...letters(
    'bescheid',
    `
    50.2: Bescheid über die Änderung der Rente wegen Alters. Ihre Rente wird neu berechnet. Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch erhoben werden. Rechtsbehelfsbelehrung.
    20: Zuwendungsbescheid. Auf Ihren Antrag bewilligen wir eine Zuwendung aus Landesmitteln. Die Mittel sind bis zum Ende des Haushaltsjahres abzurufen. Nebenbestimmungen und Rechtsbehelfsbelehrung.
    50: Ablehnungsbescheid. Ihren Antrag auf Leistungen lehnen wir ab. Begründung. Rechtsbehelfsbelehrung: Gegen diesen Bescheid ist der Widerspruch zulässig.
    20.2: Festsetzungsbescheid des Finanzamtes über den Gewerbesteuermessbetrag. Der Messbetrag wird festgesetzt auf den unten genannten Betrag.
    `,
  ),
  ...letters(
    'bescheinigung',
    `
    50.1: Verdienstbescheinigung zur Vorlage bei der Wohngeldbehörde. Der Arbeitgeber bescheinigt den Bruttolohn der letzten zwölf Monate.
    51: Schulbescheinigung. Hiermit wird bestätigt, dass die Schülerin im laufenden Schuljahr unsere Schule besucht.
    33: Wohnungsgeberbestätigung nach dem Bundesmeldegesetz. Hiermit wird der Einzug in die folgende Wohnung bestätigt.
    10.2: Ärztliche Bescheinigung: Arbeitsunfähigkeit wird bescheinigt bis einschließlich Freitag.
    50.2: Kontoauszug. Alter Kontostand, Buchungen und neuer Kontostand des Girokontos zum Nachweis der Mietzahlungen.
    60: Bescheinigung des Prüfsachverständigen über den Brandschutz. Die Anforderungen sind erfüllt.
    `,
  ),
  ...letters(
    'bewerbung',
    `
    10.2: Bewerbung um die ausgeschriebene Stelle als Verwaltungsfachangestellte. Mit großem Interesse habe ich Ihre Stellenanzeige gelesen. Lebenslauf und Zeugnisse füge ich bei. Über eine Einladung zum Vorstellungsgespräch freue ich mich.
    10.2: Bewerbung um einen Ausbildungsplatz zum Verwaltungswirt. Zurzeit besuche ich die zehnte Klasse der Realschule.
    10.2: Initiativbewerbung als Bauingenieur. Ich verfüge über langjährige Berufserfahrung im Tiefbau. Anlagen: Lebenslauf, Arbeitszeugnisse.
    51: Bewerbung als Erzieherin in einer städtischen Kindertagesstätte. Meinen Lebenslauf und das Zeugnis der Fachschule finden Sie anbei.
    `,
  ),
  ...letters(
    'einladung',
    `
    10: Einladung zur Mitgliederversammlung. Wir laden Sie herzlich ein. Tagesordnung: Begrüßung, Bericht des Vorstandes, Wahlen, Verschiedenes. Um Anmeldung wird gebeten.
    61: Einladung zum Fachkongress Stadtentwicklung mit Vorträgen und Podiumsgespräch. Bitte melden Sie sich bis zum Monatsende an.
    37: Wir laden Sie herzlich zum Jubiläum der freiwilligen Feuerwehr ein und würden uns über Ihr Kommen sehr freuen.
    10: Herzliche Einladung zur Eröffnung der Ausstellung im Rathausfoyer mit anschließendem Empfang.
    `,
  ),
  ...letters(
    'gericht',
    `
    30: Verwaltungsgericht. In dem Verwaltungsrechtsstreit des Klägers gegen die Stadt wird Ihnen die Klageschrift zugestellt. Sie werden aufgefordert, binnen eines Monats zu erwidern. Geschäftsnummer bitte stets angeben.
    30: Amtsgericht. Ladung zum Termin zur mündlichen Verhandlung. Sie werden als Zeuge geladen. Die Geschäftsstelle. Beglaubigt, Urkundsbeamter.
    51: Beschluss des Familiengerichts in der Kindschaftssache. Das Jugendamt wird um Bericht gebeten. Gründe: Die Voraussetzungen liegen vor.
    30: Im Namen des Volkes. Urteil in dem Rechtsstreit. Die Klage wird abgewiesen. Die Kosten des Verfahrens trägt der Kläger. Tatbestand und Entscheidungsgründe.
    20: Pfändungs- und Überweisungsbeschluss des Amtsgerichts als Vollstreckungsgericht. Drittschuldner, Gläubiger, Schuldner.
    `,
  ),
  ...letters(
    'gutachten',
    `
    60: Statisches Gutachten zur Tragfähigkeit der Decke. Zusammenfassung: Die Standsicherheit ist gegeben. Der Sachverständige.
    61: Stellungnahme als Träger öffentlicher Belange zum Entwurf des Bebauungsplans. Gegen die Planung bestehen aus unserer Sicht folgende Bedenken.
    67: Baumgutachten: Die Untersuchung der Linde ergab Pilzbefall im Stammfuß. Die Bruchsicherheit ist nicht mehr gewährleistet.
    61: Schalltechnisches Gutachten zum Verkehrslärm. Die Orientierungswerte werden nachts überschritten, Schallschutzmaßnahmen werden empfohlen.
    `,
  ),
  ...letters(
    'kassenbeleg',
    `
    20.1: Kassenbon. Summe EUR bar gegeben Rückgeld. MwSt. 19 % netto brutto. Vielen Dank für Ihren Einkauf. Es bediente Sie Kasse 3. Bon-Nr. TSE-Signatur.
    20.1: Quittung. Betrag dankend erhalten. Gesamt EUR inkl. 7 % MwSt. Kartenzahlung girocard, Terminal-ID, Beleg-Nr., Zahlung erfolgt.
    20.1: Supermarkt Filiale Öffnungszeiten Mo-Sa. Artikel Menge Preis A B. Zu zahlen. Kreditkarte. Steuer Netto Brutto. Bon aufbewahren, Umtausch nur mit Kassenbon.
    20.1: Tankstelle Quittung Super E10 Liter Preis je Liter Zapfsäule Gesamtbetrag EUR USt Kundenbeleg.
    `,
  ),
  ...letters(
    'kuendigung',
    `
    20: Hiermit kündige ich den Vertrag fristgerecht zum nächstmöglichen Zeitpunkt. Bitte bestätigen Sie mir die Kündigung schriftlich.
    60: Kündigung des Pachtvertrages über den Kleingarten zum Ende des Pachtjahres. Um Bestätigung wird gebeten.
    51: Kündigung des Kita-Platzes: Wir ziehen um und kündigen den Betreuungsvertrag unserer Tochter zum 31. Juli.
    10.2: Kündigung meines Arbeitsverhältnisses. Hiermit kündige ich unter Einhaltung der Kündigungsfrist zum Quartalsende.
    `,
  ),
  ...letters(
    'mahnung',
    `
    20.1: Mahnung. Unsere Rechnung ist trotz Fälligkeit noch nicht beglichen. Bitte überweisen Sie den offenen Betrag zuzüglich Mahngebühren innerhalb von sieben Tagen.
    20.1: Zahlungserinnerung. Sicher haben Sie übersehen, unsere Rechnung auszugleichen. Der offene Posten beträgt.
    20.1: Zweite Mahnung: Leider konnten wir noch keinen Zahlungseingang feststellen. Letzte Mahnung vor Abgabe an das Inkassobüro. Verzugszinsen.
    20.1: Mahnung zur Rechnung über die Wartung der Anlage: Der Betrag war vor drei Wochen fällig. Bitte überweisen Sie bis zu dem genannten Tag; danach berechnen wir Verzugszinsen und eine Mahnpauschale.
    20: Letzte Zahlungsaufforderung. Wir setzen Ihnen eine letzte Frist; danach leiten wir das gerichtliche Mahnverfahren ein.
    `,
  ),
  ...letters(
    'rechnung',
    `
    20.1: Rechnung. Rechnungsnummer, Rechnungsdatum, Kundennummer. Wir berechnen Ihnen: Position, Menge, Einzelpreis, Gesamtpreis. Nettobetrag, zuzüglich 19 % Umsatzsteuer, Rechnungsbetrag. Zahlbar innerhalb von 14 Tagen ohne Abzug. IBAN, BIC, USt-IdNr.
    20.1: Rechnung für Büromaterial: Kopierpapier, Ordner, Toner. Zwischensumme, MwSt., Gesamtbetrag. Lieferdatum entspricht Rechnungsdatum. Zahlungsziel 30 Tage netto.
    20.1: Schlussrechnung Bauvorhaben Sanierung Turnhalle. Leistungsverzeichnis, Einheitspreise, abzüglich Abschlagszahlungen, verbleibender Rechnungsbetrag brutto.
    20.1: Invoice. Invoice number, invoice date, due date. Description, quantity, unit price, amount. Subtotal, VAT, total amount due. Please pay within 30 days.
    20.1: Abrechnung Strom. Zählerstand, Verbrauch in kWh, Grundpreis, Arbeitspreis, Rechnungsbetrag, neuer Abschlag. Der Betrag wird von Ihrem Konto abgebucht.
    20.1: Rechnung Wartung Aufzug. Arbeitsstunden, Fahrtkosten, Material. Summe netto, Umsatzsteuer, Endbetrag. Bitte geben Sie bei Zahlung die Rechnungsnummer an.
    `,
  ),
  ...letters(
    'vertrag',
    `
    20: Mietvertrag über Büroräume zwischen Vermieter und Mieter. § 1 Mietgegenstand § 2 Mietzeit § 3 Miete und Nebenkosten. Unterschriften der Vertragsparteien.
    10: Wartungsvertrag. Zwischen Auftraggeber und Auftragnehmer wird folgender Vertrag geschlossen: § 1 Gegenstand § 2 Leistungen § 3 Vergütung § 4 Laufzeit und Kündigung.
    51: Betreuungsvertrag zwischen Träger und Sorgeberechtigten. Vertragsbeginn, Betreuungszeiten, Elternbeitrag, Schlussbestimmungen.
    60: Öffentlich-rechtlicher Vertrag, Erschließungsvertrag. Die Vertragsparteien vereinbaren: § 1 Vertragsgegenstand § 2 Pflichten des Erschließungsträgers.
    `,
  ),
  ...letters(
    'widerspruch',
    `
    30.1: Einspruch gegen den Bußgeldbescheid. Gegen den mir zugestellten Bußgeldbescheid lege ich hiermit fristgerecht Einspruch ein. Ich beantrage Akteneinsicht in die Messprotokolle.
    50.1: Widerspruch gegen den Wohngeldbescheid. Gegen Ihren Bescheid lege ich Widerspruch ein. Die Miete wurde falsch berechnet. Begründung folgt.
    20.2: Widerspruch gegen den Grundsteuerbescheid. Der Einheitswert ist unzutreffend. Ich bitte um Aussetzung der Vollziehung.
    50.2: Gegen die Ablehnung der Grundsicherung erhebe ich Widerspruch und bitte um Überprüfung Ihrer Entscheidung.
    60: Widerspruch gegen die dem Nachbarn erteilte Baugenehmigung. Die Abstandsflächen sind nicht eingehalten. Als Nachbar bin ich in meinen Rechten verletzt.
    31: Einspruch gegen die Verwarnung wegen Falschparkens. Zum angegebenen Zeitpunkt stand mein Fahrzeug nicht dort.
    `,
  ),
]
