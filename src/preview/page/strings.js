// Every string that scripts show, in each language of the page.

import { kept } from "./elements.js";

const ENGLISH = {
  close: "Close",
  copied: "Copied",
  copy: "Copy",
  "date.earlier": "Previous year",
  "date.later": "Next year",
  "date.present": "Present",
  "date.year": "Only {year}",
  "design.asFile": "{value} (from file)",
  "design.auto": "Automatic",
  "design.changed": "Changed by another window: {what}.",
  "design.contrast": "Contrast {ratio} : 1",
  "design.contrastLow": "Contrast {ratio} : 1, hard to read",
  "design.fromFile": "From the file",
  "design.keepMine": "Use this window's",
  "design.kept": "Written into the résumé; not saved yet",
  "design.more": "All options",
  "design.none": "In this theme, the résumé cannot be laid out",
  "design.notKept": "Not kept: {message}.",
  "design.theme": "Theme {name}",
  "fields.copied": "{name} copied",
  "fields.copy": "Copy {name}",
  "fields.length": "{count} characters",
  "form.actions": "Actions for {name}",
  "form.add": "Add",
  "form.addBullet": "Add a point",
  "form.addSection": "Add a section",
  "form.commas": "Separate with commas.",
  "form.down": "Move down",
  "form.duplicate": "Duplicate",
  "form.duplicated": "Duplicated",
  "form.hidden": "hidden",
  "form.hide": "Hide from the résumé",
  "form.inText": "Edit in the text",
  "form.more": "More fields",
  "form.moved": "Moved to position {place}",
  "form.nested": "This point has sub-points: edit them in the text",
  "form.new": "New entry",
  "form.onePerLine": "One per line.",
  "form.pasted": "{count} points pasted",
  "form.pick": "Choose a month: {field}",
  "form.redone": "Redone",
  "form.refused": "Not changed: {message}.",
  "form.remove": "Remove",
  "form.removed": "Removed; undo brings it back",
  "form.settings": "Letter, language and other settings",
  "form.show": "Show in the résumé again",
  "form.showText": "Show the text",
  "form.undone": "Undone",
  "form.unnamed": "Untitled",
  "form.unreadable": "The text has an error on line {line}, so it cannot be shown as a form: {message}.",
  "form.up": "Move up",
  "form.words": "One, two, three",
  "draft.merged": "`{file}` was changed by another program. The changes do not overlap with yours, and were merged.",
  "draft.restored": "Your unsaved changes were restored.",
  "download.errors": "Fix the errors to download; the pages are out of date.",
};

/** @type {Record<keyof typeof ENGLISH, string>} */
const GERMAN = {
  close: "Schließen",
  copied: "Kopiert",
  copy: "Kopieren",
  "date.earlier": "Voriges Jahr",
  "date.later": "Nächstes Jahr",
  "date.present": "Heute",
  "date.year": "Nur {year}",
  "design.asFile": "{value} (aus der Datei)",
  "design.auto": "Automatisch",
  "design.changed": "In einem anderen Fenster geändert: {what}.",
  "design.contrast": "Kontrast {ratio} : 1",
  "design.contrastLow": "Kontrast {ratio} : 1, schlecht lesbar",
  "design.fromFile": "Wie in der Datei",
  "design.keepMine": "Einstellung dieses Fensters verwenden",
  "design.kept": "In den Lebenslauf übernommen, noch nicht gespeichert",
  "design.more": "Alle Optionen",
  "design.none": "Der Lebenslauf kann in diesem Design nicht gesetzt werden",
  "design.notKept": "Nicht übernommen: {message}.",
  "design.theme": "Design {name}",
  "fields.copied": "{name} kopiert",
  "fields.copy": "{name} kopieren",
  "fields.length": "{count} Zeichen",
  "form.actions": "Aktionen für {name}",
  "form.add": "Hinzufügen",
  "form.addBullet": "Punkt hinzufügen",
  "form.addSection": "Abschnitt hinzufügen",
  "form.commas": "Mit Kommas trennen.",
  "form.down": "Nach unten",
  "form.duplicate": "Duplizieren",
  "form.duplicated": "Dupliziert",
  "form.hidden": "ausgeblendet",
  "form.hide": "Im Lebenslauf ausblenden",
  "form.inText": "Im Text bearbeiten",
  "form.more": "Weitere Felder",
  "form.moved": "Auf Position {place} verschoben",
  "form.nested": "Dieser Punkt hat Unterpunkte: im Text bearbeiten",
  "form.new": "Neuer Eintrag",
  "form.onePerLine": "Einer pro Zeile.",
  "form.pasted": "{count} Punkte eingefügt",
  "form.pick": "Monat wählen: {field}",
  "form.redone": "Wiederhergestellt",
  "form.refused": "Nicht geändert: {message}.",
  "form.remove": "Entfernen",
  "form.removed": "Entfernt; rückgängig machen bringt es zurück",
  "form.settings": "Anschreiben, Sprache und weitere Einstellungen",
  "form.show": "Wieder im Lebenslauf zeigen",
  "form.showText": "Text zeigen",
  "form.undone": "Rückgängig gemacht",
  "form.unnamed": "Ohne Titel",
  "form.unreadable": "Der Text hat einen Fehler in Zeile {line} und kann nicht als Formular gezeigt werden: {message}.",
  "form.up": "Nach oben",
  "form.words": "Eins, zwei, drei",
  "draft.merged": "`{file}` wurde von einem anderen Programm geändert. Die Änderungen überschneiden sich nicht mit Ihren und wurden zusammengeführt.",
  "draft.restored": "Ihre ungespeicherten Änderungen wurden wiederhergestellt.",
  "download.errors": "Zum Herunterladen erst die Fehler beheben; die Seiten sind veraltet.",
};

/**
 * Names of fields that are clearer than their keys; `work/name` is that of a job. Other fields are named by their key.
 * @type {Record<string, {en: string, de: string}>}
 */
const FIELDS = {
  basics: { en: "About you", de: "Zur Person" },
  work: { en: "Work", de: "Berufserfahrung" },
  volunteer: { en: "Volunteering", de: "Ehrenamt" },
  education: { en: "Education", de: "Ausbildung" },
  projects: { en: "Projects", de: "Projekte" },
  awards: { en: "Awards", de: "Auszeichnungen" },
  certificates: { en: "Certificates", de: "Zertifikate" },
  publications: { en: "Publications", de: "Veröffentlichungen" },
  skills: { en: "Skills", de: "Kenntnisse" },
  languages: { en: "Languages", de: "Sprachen" },
  interests: { en: "Interests", de: "Interessen" },
  references: { en: "References", de: "Referenzen" },
  letter: { en: "Cover letter", de: "Anschreiben" },
  "work/name": { en: "Employer", de: "Arbeitgeber" },
  "work/position": { en: "Job title", de: "Position" },
  "work/url": { en: "Employer's website", de: "Website des Arbeitgebers" },
  "work/highlights": { en: "What you achieved", de: "Erfolge und Aufgaben" },
  "education/institution": { en: "School", de: "Hochschule oder Schule" },
  "education/area": { en: "Subject", de: "Fach" },
  "education/studyType": { en: "Degree", de: "Abschluss" },
  "education/score": { en: "Grade", de: "Note" },
  "basics/name": { en: "Full name", de: "Vollständiger Name" },
  "basics/label": { en: "Professional title", de: "Berufsbezeichnung" },
  "basics/image": { en: "Photo (file)", de: "Foto (Datei)" },
  "basics/summary": { en: "Summary", de: "Kurzprofil" },
  "basics/location": { en: "Address", de: "Adresse" },
  "skills/name": { en: "Group", de: "Gruppe" },
  "skills/keywords": { en: "Skills", de: "Kenntnisse" },
  "profiles/network": { en: "Site", de: "Plattform" },
  "profiles/username": { en: "User name", de: "Benutzername" },
  name: { en: "Name", de: "Name" },
  email: { en: "Email", de: "E-Mail" },
  phone: { en: "Phone", de: "Telefon" },
  url: { en: "Website", de: "Website" },
  profiles: { en: "Profiles", de: "Profile" },
  facts: { en: "Personal details", de: "Persönliche Angaben" },
  pronouns: { en: "Pronouns", de: "Pronomen" },
  address: { en: "Street and number", de: "Straße und Hausnummer" },
  postalCode: { en: "Postal code", de: "Postleitzahl" },
  city: { en: "City", de: "Ort" },
  region: { en: "State or region", de: "Bundesland oder Kanton" },
  countryCode: { en: "Country (two letters)", de: "Land (zwei Buchstaben)" },
  location: { en: "Place", de: "Ort" },
  startDate: { en: "From", de: "Von" },
  endDate: { en: "To", de: "Bis" },
  date: { en: "Date", de: "Datum" },
  summary: { en: "Description", de: "Beschreibung" },
  highlights: { en: "Points", de: "Stichpunkte" },
  keywords: { en: "Keywords", de: "Stichwörter" },
  title: { en: "Title", de: "Titel" },
  awarder: { en: "Awarded by", de: "Verliehen von" },
  issuer: { en: "Issued by", de: "Ausgestellt von" },
  publisher: { en: "Published in", de: "Erschienen in" },
  releaseDate: { en: "Published on", de: "Erschienen am" },
  authors: { en: "Authors", de: "Autoren" },
  organization: { en: "Organization", de: "Organisation" },
  position: { en: "Role", de: "Funktion" },
  level: { en: "Level", de: "Niveau" },
  language: { en: "Language", de: "Sprache" },
  fluency: { en: "Level", de: "Niveau" },
  team: { en: "Team", de: "Team" },
  courses: { en: "Courses", de: "Lehrveranstaltungen" },
  tags: { en: "Tags", de: "Tags" },
  positions: { en: "Several positions", de: "Mehrere Positionen" },
  degrees: { en: "Several degrees", de: "Mehrere Abschlüsse" },
  keepTogether: { en: "Keep on one page", de: "Auf einer Seite halten" },
};

const TEXTS = { en: ENGLISH, de: GERMAN };

/** The language of the page. */
let chosen = /** @type {"en" | "de"} */ (kept.read("language", navigator.language.startsWith("de") ? "de" : "en"));
if (!(chosen in TEXTS)) chosen = "en";
document.documentElement.lang = chosen;

export const locale = () => chosen;

/** A string with its placeholders filled in. @param {string} key @param {Record<string, string | number>} [parts] */
export function t(key, parts = {}) {
  const text = TEXTS[chosen][/** @type {keyof typeof ENGLISH} */ (key)] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, part) => String(parts[part] ?? whole));
}

/** The name of a field of the résumé. @param {string} key @param {string} [within] The key of its list or group. */
export function fieldLabel(key, within) {
  const known = FIELDS[`${within}/${key}`] ?? FIELDS[key];
  if (known) return known[chosen];
  const words = key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words[0].toUpperCase() + words.slice(1);
}

/** The names of the months. @param {string} language @param {"long" | "short"} style */
export const months = (language, style) =>
  Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat(language, { month: style }).format(new Date(2024, month, 1)));
