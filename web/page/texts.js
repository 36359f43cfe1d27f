// The texts that only the page without a server has.

import { kept } from "./elements.js";
import { TEXTS as ENGLISH_TEXTS } from "./english.js";
import { TEXTS as GERMAN_TEXTS } from "./german.js";

const ENGLISH = {
  fatal: "the engine stopped on this text and was started again; change or undo what you did last",
  loading: "Loading Recto: {done} MB of about {all}. This is needed only once.",
  title: "Your files",
  says: "Everything stays in this browser: nothing is sent anywhere. “Save” keeps the résumé here; save it to your computer as well, because clearing the browser’s data deletes it.",
  notKept: "This window does not keep anything after it is closed: save the résumé to your computer.",
  open: "Open…",
  openTip: "Open a résumé from your computer (YAML)",
  saveAs: "Save to computer",
  saveAsTip: "Write the résumé to a file; “Save” then writes it there as well",
  add: "Add picture, font, theme…",
  none: "No other files yet. Drop pictures, fonts, bibliographies or a theme’s folder here.",
  remove: "Remove {name}",
  added: "Added: {names}",
  picture: "Added: {names}. To show the picture, choose it as `image` of the basics.",
  opened: "{name} was opened. The résumé before it is kept as {before}.",
  back: "Bring it back",
  close: "Close",
  written: "Also written to {name}",
  notWritten: "{name} could not be written: {message}. The résumé is kept in this browser.",
  failed: "{name} could not be added: {message}",
  offline: "Works offline: this page is stored in the browser.",
  notOffline: "Not stored for offline use yet.",
  update: "A new version of Recto is ready.",
  reload: "Reload",
};

/** @type {Record<keyof typeof ENGLISH, string>} */
const GERMAN = {
  fatal: "an diesem Text ist das Programm gescheitert und wurde neu gestartet; ändern Sie ihn, oder machen Sie die letzte Änderung rückgängig",
  loading: "Recto wird geladen: {done} von etwa {all} MB. Das ist nur einmal nötig.",
  title: "Ihre Dateien",
  says: "Alles bleibt in diesem Browser: Nichts wird gesendet. „Speichern“ bewahrt den Lebenslauf hier auf; speichern Sie ihn auch auf Ihrem Rechner, denn wer die Browserdaten löscht, löscht ihn mit.",
  notKept: "Dieses Fenster bewahrt nichts auf, wenn es geschlossen wird: Speichern Sie den Lebenslauf auf Ihrem Rechner.",
  open: "Öffnen …",
  openTip: "Einen Lebenslauf von Ihrem Rechner öffnen (YAML)",
  saveAs: "Auf Rechner speichern",
  saveAsTip: "Den Lebenslauf in eine Datei schreiben; „Speichern“ schreibt ihn danach auch dorthin",
  add: "Bild, Schrift, Design hinzufügen …",
  none: "Noch keine weiteren Dateien. Bilder, Schriften, Literaturlisten oder den Ordner eines Designs können Sie hierher ziehen.",
  remove: "{name} entfernen",
  added: "Hinzugefügt: {names}",
  picture: "Hinzugefügt: {names}. Um das Bild zu zeigen, nennen Sie es bei den Angaben zur Person als `image`.",
  opened: "{name} wurde geöffnet. Der bisherige Lebenslauf liegt unter {before}.",
  back: "Zurückholen",
  close: "Schließen",
  written: "Auch nach {name} geschrieben",
  notWritten: "{name} konnte nicht geschrieben werden: {message}. Der Lebenslauf liegt in diesem Browser.",
  failed: "{name} konnte nicht hinzugefügt werden: {message}",
  offline: "Funktioniert ohne Internet: Diese Seite ist im Browser gespeichert.",
  notOffline: "Noch nicht für die Arbeit ohne Internet gespeichert.",
  update: "Eine neue Version von Recto ist bereit.",
  reload: "Neu laden",
};

// There is no server and no disk.
Object.assign(ENGLISH_TEXTS, {
  "bar.connecting": "Loading …",
  "connection.found": "The engine runs again",
  "connection.lost": "Recto’s engine has stopped, and is being started again. Your text is kept.",
  "compare.disk": "As saved",
  "compare.title": "The saved résumé and your changes",
  "compare.useDisk": "Use the saved one",
  "draft.conflict": "`{file}` was saved in another window, and you have unsaved changes.",
  "draft.restoredConflict": "Your changes were restored, but `{file}` was saved in another window since.",
  "draft.saveConflict": "Not saved: `{file}` was saved in another window since you started editing. Nothing is lost.",
  "draft.title": "{file} · Recto",
});
Object.assign(GERMAN_TEXTS, {
  "bar.connecting": "Wird geladen …",
  "connection.found": "Das Programm läuft wieder",
  "connection.lost": "Das Programm ist stehen geblieben und wird neu gestartet. Ihr Text bleibt erhalten.",
  "compare.disk": "Wie gespeichert",
  "compare.title": "Der gespeicherte Lebenslauf und Ihre Änderungen",
  "compare.useDisk": "Den gespeicherten verwenden",
  "draft.conflict": "`{file}` wurde in einem anderen Fenster gespeichert, und Sie haben ungespeicherte Änderungen.",
  "draft.restoredConflict": "Ihre Änderungen wurden wiederhergestellt, aber `{file}` wurde seitdem in einem anderen Fenster gespeichert.",
  "draft.saveConflict": "Nicht gespeichert: `{file}` wurde in einem anderen Fenster gespeichert, seit Sie mit der Bearbeitung begonnen haben. Nichts geht verloren.",
  "draft.title": "{file} · Recto",
});

const language = kept.read("language", navigator.language.split("-")[0]);

/** A text with its placeholders filled in. @param {keyof typeof ENGLISH} key @param {Record<string, string | number>} [parts] */
export function text(key, parts = {}) {
  return (language === "de" ? GERMAN : ENGLISH)[key].replace(/\{(\w+)\}/g, (whole, part) => String(parts[part] ?? whole));
}
