// Invented letters of the demo. `pages` are lists of paragraphs; the first page gets the frame of a business letter (DIN 5008, form B).
const CITY = { name: 'Landeshauptstadt Mainz', street: 'Postfach 12 34', town: '55028 Mainz' }

export const letters = [
  {
    file: '01-wohngeld-erhoehung.pdf',
    form: 'scan',
    sender: {
      name: 'Hannelore Sonnenberg',
      street: 'Gartenfeldstraße 8',
      town: '55118 Mainz',
      phone: '06131 4455667',
    },
    to: { ...CITY, unit: 'Wohngeldstelle' },
    date: 'Mainz, den 3. November 2026',
    subject: 'Antrag auf Erhöhung des Wohngeldes – Aktenzeichen 50.10-2026/000001',
    pages: [
      [
        'Sehr geehrte Damen und Herren,',
        'mit Bescheid vom 12.02.2026 haben Sie mir einen Mietzuschuss in Höhe von monatlich 214,00 EUR bewilligt. Zum 1. Dezember 2026 erhöht die Vermieterin, die Wohnbau Rheinbogen eG, die Kaltmiete von 548,20 EUR auf 602,50 EUR. Die Vorauszahlung für Heizung und Nebenkosten steigt um 31,80 EUR.',
        'Ich beantrage daher die Erhöhung des Wohngeldes. In meinem Haushalt leben außer mir meine beiden Kinder Jakob und Mia. Mein Einkommen aus der Tätigkeit in der Buchhandlung Blättermann ist unverändert.',
        'Bitte überweisen Sie den Zuschuss weiterhin auf mein Konto bei der Rheinbogen-Bank, IBAN DE89 3704 0044 0532 0130 00. Für eine Antwort bis zum 30.11.2026 wäre ich Ihnen dankbar.',
        'Mit freundlichen Grüßen',
        'Hannelore Sonnenberg',
        'Anlagen: Mieterhöhungsverlangen, Verdienstbescheinigung',
      ],
      [
        'Anlage 1: Mieterhöhungsverlangen der Wohnbau Rheinbogen eG',
        'Die Modernisierung des Treppenhauses und der Einbau einer Wärmepumpe wurden im Sommer abgeschlossen. Auf Grundlage des Mietspiegels verlangen wir die Zustimmung zur Erhöhung der Nettokaltmiete ab dem 01.12.2026. Die ortsübliche Vergleichsmiete beträgt 9,42 EUR je Quadratmeter.',
        'Die Wärmepumpenanlage wird jährlich gewartet; die Kosten der Wartung sind Bestandteil der Betriebskosten.',
      ],
    ],
  },
  {
    file: '02-einspruch-bussgeld.pdf',
    form: 'scan',
    sender: {
      name: 'Dr. Emre Yalçın',
      street: 'Kaiserstraße 41',
      town: '55116 Mainz',
      mail: 'e.yalcin@beispielpost.de',
    },
    to: { ...CITY, unit: 'Rechts- und Ordnungsamt, Bußgeldstelle' },
    date: '28.10.2026',
    subject: 'Einspruch gegen den Bußgeldbescheid vom 14.10.2026, Kassenzeichen 5.3011.772310.4',
    pages: [
      [
        'Sehr geehrte Damen und Herren,',
        'gegen den oben genannten Bußgeldbescheid, der mir am 16.10.2026 zugestellt wurde, lege ich hiermit fristgerecht Einspruch ein.',
        'Mir wird vorgeworfen, am 02.09.2026 auf der Rheinallee die zulässige Höchstgeschwindigkeit um 11 km/h überschritten zu haben. Zu dieser Zeit befand sich mein Fahrzeug in der Werkstatt; eine Bestätigung des Meisters liegt bei. Auf dem Beweisfoto ist der Fahrer nicht zu erkennen.',
        'Ich beantrage Einsicht in die vollständige Akte einschließlich des Messprotokolls und des Eichscheins und bitte um Stellungnahme innerhalb von zwei Wochen.',
        'Hochachtungsvoll',
        'Dr. Emre Yalçın',
      ],
    ],
  },
  {
    file: '03-rechnung-papierhaus.pdf',
    form: 'digital',
    sender: {
      name: 'Papierhaus Lenz GmbH',
      street: 'Industriestraße 5',
      town: '65428 Rüsselsheim am Main',
      phone: '06142 998877',
      mail: 'buchhaltung@papierhaus-lenz.example',
    },
    to: { ...CITY, unit: 'Zentraler Rechnungseingang' },
    info: [
      'Rechnungsnummer: RE-2026-4471',
      'Kundennummer: 88120',
      'Rechnungsdatum: 05.11.2026',
      'Lieferdatum: 02.11.2026',
    ],
    subject: 'Rechnung RE-2026-4471',
    pages: [
      [
        'Sehr geehrte Damen und Herren, für unsere Lieferung berechnen wir Ihnen:',
        {
          table: [
            ['Pos.', 'Bezeichnung', 'Menge', 'Einzelpreis', 'Gesamt'],
            ['1', 'Kopierpapier A4, 80 g', '120', '4,35 EUR', '522,00 EUR'],
            ['2', 'Ordner breit, grau', '60', '1,95 EUR', '117,00 EUR'],
            ['3', 'Tonerkartusche schwarz', '4', '89,90 EUR', '359,60 EUR'],
            ['', 'Nettobetrag', '', '', '998,60 EUR'],
            ['', 'zzgl. 19 % Umsatzsteuer', '', '', '189,73 EUR'],
            ['', 'Rechnungsbetrag', '', '', '1.188,33 EUR'],
          ],
        },
        'Zahlbar bis zum 05.12.2026 ohne Abzug auf unser Konto IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001. Bitte geben Sie bei der Zahlung die Rechnungsnummer an.',
        'USt-IdNr. DE136695976 · Amtsgericht Darmstadt HRB 81234 · Geschäftsführerin Sabine Lenz',
      ],
    ],
  },
  {
    file: '04-bauantrag-carport.tif',
    form: 'fax',
    sender: {
      name: 'Ingrid und Wolfgang Thelen',
      street: 'Am Weinberg 12',
      town: '55127 Mainz',
      phone: '06131 778899',
    },
    to: { ...CITY, unit: 'Bauamt' },
    date: 'Mainz, 30. Oktober 2026',
    subject: 'Nachgereichte Unterlagen zum Bauantrag Carport, Flur 7, Flurstück 114/3',
    pages: [
      [
        'Sehr geehrte Frau Bauer,',
        'zu unserem Bauantrag vom 21.09.2026 reichen wir wie besprochen die fehlenden Unterlagen nach: den Lageplan im Maßstab 1:500, die Baubeschreibung und die Berechnung der Abstandsflächen.',
        'Das Dach des Carports wird begrünt. Die Zufahrt erfolgt über die vorhandene Einfahrt; Bäume müssen nicht gefällt werden. Die Nachbarn haben dem Vorhaben schriftlich zugestimmt.',
        'Wir bitten um Prüfung und Mitteilung, ob die Unterlagen nun vollständig sind.',
        'Mit freundlichen Grüßen',
        'Ingrid Thelen',
      ],
      [
        'Berechnung der Abstandsflächen',
        'Wandhöhe 2,75 m, Tiefe der Abstandsfläche 3,00 m zur Grundstücksgrenze im Norden. An der Grenze im Westen ist der Carport nach der Landesbauordnung ohne eigene Abstandsfläche zulässig, da die Länge der Grenzbebauung 9,00 m nicht überschreitet.',
        'Das Schmutzwasser wird nicht verändert, das Regenwasser in die Zisterne geleitet.',
      ],
    ],
  },
  {
    file: '05-beschwerde-laerm.jpg',
    form: 'photo',
    sender: { name: 'Gerda Köhler', street: 'Augustinergasse 3', town: '55116 Mainz' },
    to: { ...CITY, unit: 'Rechts- und Ordnungsamt' },
    date: '1. November 2026',
    subject: 'Beschwerde über nächtlichen Lärm',
    pages: [
      [
        'Sehr geehrte Damen und Herren,',
        'seit dem Sommer werden die Anwohner der Augustinergasse an jedem Wochenende durch laute Musik aus der Gaststätte „Zum Goldenen Fass“ gestört. Auch nach 1 Uhr nachts stehen die Fenster offen.',
        'Ich beschwere mich hiermit und fordere Sie auf, für die Einhaltung der Sperrzeit zu sorgen. Ein Lärmprotokoll der letzten vier Wochen kann ich Ihnen vorlegen.',
        'Mit freundlichen Grüßen',
        'Gerda Köhler',
      ],
    ],
  },
  {
    file: '06-bewerbung-verwaltung.pdf',
    form: 'digital',
    sender: {
      name: 'Jonas Brückner',
      street: 'Ringstraße 77',
      town: '65185 Wiesbaden',
      phone: '0151 23456789',
      mail: 'jonas.brueckner@beispielpost.de',
    },
    to: { ...CITY, unit: 'Hauptamt, Personal' },
    date: 'Wiesbaden, 04.11.2026',
    subject: 'Bewerbung um die Stelle als Sachbearbeiter, Kennziffer 10-2026-38',
    pages: [
      [
        'Sehr geehrte Frau Leitner,',
        'mit großem Interesse habe ich Ihre Stellenanzeige gelesen und bewerbe mich um die ausgeschriebene Stelle. Nach meiner Ausbildung zum Verwaltungsfachangestellten arbeite ich seit vier Jahren im Einwohnermeldeamt einer Nachbarstadt.',
        'Mit der elektronischen Akte bin ich vertraut. Zum Kennenlernen stehe ich Ihnen gern zur Verfügung; meine Kündigungsfrist beträgt drei Monate.',
        'Mit freundlichen Grüßen',
        'Jonas Brückner',
        'Anlagen: Lebenslauf, Zeugnisse',
      ],
    ],
  },
  {
    file: '07-mahnung-aufzug.pdf',
    form: 'scan',
    sender: {
      name: 'Aufzugdienst Hebel KG',
      street: 'Werkstraße 19',
      town: '55120 Mainz',
      phone: '06131 6060600',
    },
    to: { ...CITY, unit: 'Amt für Finanzen' },
    info: ['Rechnung: AH-20931', 'vom: 14.09.2026', 'Mahnstufe: 2', 'Datum: 06.11.2026'],
    subject: 'Zweite Mahnung zur Rechnung AH-20931',
    pages: [
      [
        'Sehr geehrte Damen und Herren,',
        'leider konnten wir zu unserer oben genannten Rechnung noch keinen Zahlungseingang feststellen. Der offene Betrag beläuft sich auf 2.347,15 EUR zuzüglich 10,00 EUR Mahngebühr, zusammen 2.357,15 EUR.',
        'Bitte überweisen Sie den Gesamtbetrag bis zum 20.11.2026 auf unser Konto IBAN DE75 5121 0800 1245 1261 99. Sollte sich Ihre Zahlung mit diesem Schreiben überschnitten haben, betrachten Sie es als gegenstandslos.',
        'Mit freundlichen Grüßen',
        'i. A. Rolf Hebel',
      ],
    ],
  },
  {
    file: '08-kita-anfrage.png',
    form: 'screenshot',
    sender: {
      name: 'Familie Nowak',
      street: 'Lerchenweg 22',
      town: '55129 Mainz',
      mail: 'nowak@beispielpost.de',
    },
    to: { ...CITY, unit: 'Amt für Jugend und Familie' },
    date: '07.11.2026',
    subject: 'Anfrage zum Elternbeitrag',
    pages: [
      [
        'Sehr geehrte Damen und Herren,',
        'unsere Tochter besucht ab Januar die Kindertagesstätte Sonnenblume. Können Sie uns bitte mitteilen, wie hoch der Elternbeitrag für die Ganztagsbetreuung ist und ob es für das zweite Kind eine Ermäßigung gibt?',
        'Vielen Dank und freundliche Grüße',
        'Agnieszka Nowak',
      ],
    ],
  },
]
