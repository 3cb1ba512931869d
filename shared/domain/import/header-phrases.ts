import type { LeadTarget } from './targets.ts'

/** Words that say whose or of which kind a field is, without changing what it is. */
export const QUALIFIERS =
  /\b(person|persons|contact|contacts|lead|leads|customer|client|kontakt|kunde|kunden|primary|main|your|my|the|ihr|ihre|votre|work|home|business|mailing|billing|shipping|private|privat|geschaftlich|value|prospect|attendee|guest|deal|invitee|buyer|registrant|participant|required|optional|utc|mandatory|pflichtfeld|obligatoire|obligatorio|verplicht|wymagane)\b/g

/** People other than the lead whose address or number a column may hold. */
export const OTHER_PEOPLE =
  /\b(owner|owners|ownerid|rep|reps|agent|assigned|assignee|assistant|manager|created by|modified by|updated by|added by|invited by|salesperson|sales rep|sales|advisor|account executive|parent|parents|emergency|referrer|referred by|spouse|partner|recruiter|host|organizer|organiser|sender|fax|pager|telefax|besitzers?|inhabers?|zustandig|zustandiger|zustandige|verantwortlich|verantwortlicher|betreuers?|betreuerin|bearbeiters?|sachbearbeiters?|vertreters?|verkaufers?|zugewiesen|erstellt von|proprietaire|responsable du compte|responsable|commercial|charge de compte|vendeur|attribue a|assigne a|propietario|comercial|vendedor|asignado a|asignado|responsavel|atribuido a|proprietario|assegnato a|venditore|responsabile|eigenaar|verkoper|toegewezen aan|accountmanager|wlasciciel|opiekun|handlowiec|przypisany do)\b|المالك|المسوول|مندوب|المندوب|مسند الى/u

/** Headers of numbers that name a thing rather than reach a person. */
export const IDENTIFIER =
  /(?:^|\b)(?:id|ids|uuid|guid|number of|no|nr|barcode|order|orders|ticket|tickets|invoice|receipt|policy|contract|card|credit card|account number|account no|iban|bic|swift|vat|tax|ean|isbn|sku|serial|tracking|ustid|ust|siret|siren|nif|cif|pesel|regon|nip|zip|plz|quantity|count|score|amount|rechnung|rechnungsnummer|rechnungsnr|auftrag|auftragsnummer|auftragsnr|vertragsnummer|bestellnummer|bestellnr|kontonummer|steuernummer|kreditkarte|kartennummer|ticketnummer|facture|commande|contrat|numero de commande|carte|factura|pedido|contrato|tarjeta|fattura|ordine|contratto|carta|codice fiscale|partita iva|factuur|bestelling|factuurnummer|bestelnummer|rekeningnummer|faktura|zamowienie|karta|umowa)(?:\b|$)/

/** What a longer header is about by the words in it, first come, first taken. */
export const PHRASES: readonly (readonly [RegExp, LeadTarget])[] = [
  [/\b(full name|your name|vollstandiger name|nom complet|nombre completo|nome completo|volledige naam)\b/, 'fullName'],
  [/\b(first name|vorname|prenom|voornaam)\b/, 'firstName'],
  [/\b(last name|surname|nachname|nom de famille|achternaam)\b/, 'lastName'],
  [/\b(email|emails|courriel|correo|emailadresse|emailadres)\b/, 'email'],
  [/\b(phone|telephone|telefon|telefono|telefone|telefoon|telefonnummer|mobile|whatsapp|cell|handy)\b/, 'phone'],
  [/\b(job title|your role|role there|your position)\b/, 'title'],
  [/\b(company|organisation|organization|employer|firma|unternehmen|entreprise|empresa|azienda|bedrijf)\b/, 'company'],
  [/\b(hear about|heard about|find out about us|found us)\b/, 'source'],
  [/\b(interested|interessiert|geinteresseerd|zainteresowany)\b/, 'temperature'],
  [/\b(anything else|comments|message)\b/, 'notes'],
]

/** Words that turn a header that names a field into one about that field. */
export const TOO_VAGUE =
  /\b(type|label|opt|optin|opt in|status|verified|valid|count|campaign|template|consent|blacklisted|bounced|sent|opened|clicked|open|last|department|size|industry|revenue|employees|preference|preferred|country code|provider|domain|hash|interested in)\b/

/** Words that make a column of phone-like values one of phone numbers. */
export const PHONE_HINT =
  /\b(phone|phones|tel|telephone|telefon|telefonnummer|telefono|telefone|telefoon|mobile|mobil|mobiel|movil|celular|cellulare|cell|handy|whatsapp|call|reach you|sms|gsm|rufnummer|komorka)\b|هاتف|جوال|موبايل/u
