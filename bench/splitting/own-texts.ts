/** Invented vocabulary of own letters; senders pick their subject from it. */
export interface Subject {
  readonly title: string
  readonly nouns: readonly string[]
}

const subject = (title: string, nouns: string): Subject => ({ title, nouns: nouns.split(' ') })

export const SUBJECTS: readonly Subject[] = [
  subject(
    'Wohngeld',
    'Wohngeld Miete Haushalt Einkommen Nachweis Bewilligung Zuschuss Wohnung Antrag Mietvertrag',
  ),
  subject(
    'Baugenehmigung',
    'Bauantrag Grundstück Flurstück Statik Architekt Garage Carport Abstandsfläche Lageplan Nachbar',
  ),
  subject(
    'Gewerbeanmeldung',
    'Gewerbe Betrieb Anmeldung Inhaber Tätigkeit Filiale Handwerk Gaststätte Erlaubnis Ummeldung',
  ),
  subject(
    'Bußgeldverfahren',
    'Geschwindigkeit Fahrzeug Messung Kennzeichen Verwarnung Halter Parkverstoß Zeuge Anhörung Bußgeld',
  ),
  subject(
    'Kindergartenplatz',
    'Kindergarten Betreuung Gebühr Platz Eltern Gruppe Erzieherin Eingewöhnung Anmeldung Geschwister',
  ),
  subject(
    'Grundsteuer',
    'Grundsteuer Hebesatz Messbetrag Grundstück Bescheid Eigentümer Zahlung Mahngebühr Stundung Erlass',
  ),
  subject(
    'Abfallgebühren',
    'Tonne Abfall Leerung Gebühr Behälter Sperrmüll Biotonne Papiertonne Abholung Haushalt',
  ),
  subject(
    'Stromversorgung',
    'Zähler Verbrauch Abschlag Strom Kilowattstunde Tarif Netz Lieferung Grundpreis Ablesung',
  ),
  subject('Lieferung', 'Lieferung Ware Artikel Stück Karton Versand Rabatt Skonto Bestellung Rücksendung'),
  subject(
    'Wartung',
    'Aufzug Wartung Prüfung Anlage Monteur Ersatzteil Störung Arbeitszeit Anfahrt Protokoll',
  ),
  subject(
    'Versicherung',
    'Versicherung Beitrag Schaden Police Vertrag Deckung Haftpflicht Unfall Gutachten Regulierung',
  ),
  subject(
    'Bewerbung',
    'Bewerbung Stelle Ausbildung Zeugnis Erfahrung Verwaltung Lebenslauf Gespräch Team Aufgabe',
  ),
  subject(
    'Einspruch',
    'Einspruch Bescheid Begründung Frist Irrtum Sachverhalt Rechtslage Akteneinsicht Vollmacht Kanzlei',
  ),
  subject(
    'Straßenbau',
    'Straße Gehweg Baustelle Umleitung Sperrung Asphalt Kanal Anlieger Beitrag Beleuchtung',
  ),
  subject(
    'Vereinsfest',
    'Verein Fest Bühne Genehmigung Lautstärke Ausschank Platz Helfer Programm Parkplatz',
  ),
  subject(
    'Pflegegrad',
    'Pflege Gutachten Leistung Heim Angehörige Antrag Hilfe Begutachtung Pflegedienst Unterkunft',
  ),
]

export const VERBS =
  'prüfen bestätigen beantragen übersenden erläutern begründen berücksichtigen nachreichen vereinbaren ändern mitteilen festsetzen'.split(
    ' ',
  )
export const OPENERS = [
  'Wir haben',
  'Hiermit möchten wir',
  'Bitte beachten Sie, dass wir',
  'Nach unserer Kenntnis sollen Sie',
  'In dieser Angelegenheit werden wir',
  'Wie besprochen habe ich',
  'Aus diesem Grund müssen wir',
  'Ergänzend dazu können Sie',
  'Gleichzeitig bitten wir Sie,',
]
export const ENGLISH =
  'the of and to please find our invoice for delivery with your order this amount has been account payment within days we thank you'.split(
    ' ',
  )
export const SURNAMES =
  'Brenner Kowalski Yılmaz Hartwig Osterkamp Nguyen Feldhaus Sommerfeld Riedel Petrović Lohmann Achterberg Zeidler Böhmer'.split(
    ' ',
  )
export const FIRST_NAMES = 'Anneliese Jörg Fatma Holger Sibylle Marek Dörte Emre Gisela Thorsten'.split(' ')
export const STREETS =
  'Lindenallee Bahnhofstraße Mühlweg Goethestraße Am Anger Feldstraße Kirchgasse Ringstraße'.split(' ')
export const TOWNS = 'Musterstadt Neuhausen Altenfeld Bergheim Seedorf Waldkirchen Rosental Lindau'.split(' ')
export const COMPANIES = [
  'Papierhaus Nord GmbH',
  'Aufzugbau Kessler AG',
  'Stadtwerke Altenfeld GmbH',
  'Kanzlei Dr. Weidlich und Partner',
  'Bürobedarf Ostertag e. K.',
  'Landratsamt Bergheim',
  'Finanzamt Seedorf',
  'Versicherungsverein Rosental a. G.',
  'Ingenieurbüro Halvorsen',
  'Bezirksregierung Mittelfeld',
  'Turnverein Waldkirchen e. V.',
  'Amtsgericht Neuhausen',
  'Wohnungsbau Lindau eG',
  'Medizinischer Dienst West',
  'Tiefbau Grothe GmbH & Co. KG',
  'Harbour Supplies Ltd.',
]
