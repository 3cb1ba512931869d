import type { SignalKind } from '../temperature/signal-kinds.ts'

/** Folded phrases by kind in the nine languages; `none` says that nothing happened, or that it was taken back. */
export const SIGNAL_PHRASES: Readonly<Record<SignalKind | 'none', string>> = {
  none:
    'no show|noshow|did not attend|didnt attend|not attended|absent|missed|declined|refunded|refund|canceled|cancelled|cancellation|not attending|unattended|not opened|unopened|not clicked|no reply|no response|unanswered|sent|delivered|bounced|hard bounce|soft bounce|failed|pending|waitlist|waitlisted|invited|unsubscribed|deleted|' +
    'nicht erschienen|nicht teilgenommen|abwesend|abgesagt|storniert|erstattet|abgelehnt|nicht geoffnet|nicht geklickt|keine antwort|gesendet|zugestellt|eingeladen|warteliste|' +
    'absente|non presente|non present|na pas participe|annule|annulee|rembourse|remboursee|decline|refuse|non ouvert|sans reponse|envoye|delivre|invite|' +
    'no asistio|no se presento|ausente|cancelado|cancelada|reembolsado|reembolsada|rechazado|no abierto|sin respuesta|enviado|entregado|invitado|' +
    'nao compareceu|nao participou|recusado|nao aberto|sem resposta|entregue|convidado|' +
    'assente|non si e presentato|non ha partecipato|annullato|annullata|rimborsato|rifiutato|non aperto|nessuna risposta|inviato|consegnato|invitato|' +
    'niet verschenen|niet aanwezig|afwezig|geannuleerd|terugbetaald|afgewezen|niet geopend|geen antwoord|verzonden|bezorgd|uitgenodigd|' +
    'nieobecny|nieobecna|nie przyszedl|nie przyszla|nie uczestniczyl|anulowano|anulowany|zwrocono|odrzucono|nie otwarto|brak odpowiedzi|wyslano|dostarczono|zaproszony|' +
    'لم يحضر|غائب|ملغي|ملغى|مسترد|مرفوض|لم يرد',
  asked_for_offer:
    'asked for price|asked for a price|asked for prices|asked about price|asked for offer|asked for a quote|asked for proposal|asked for a proposal|asked for demo|asked for a demo|asked for call|asked for a call|price request|pricing request|quote request|quote requested|requested quote|requested a quote|requested pricing|request for quote|request for proposal|rfq|rfp|demo request|demo requested|requested demo|requested a demo|book a demo|demo booked|callback request|callback requested|requested callback|call requested|contact sales|proposal requested|offer requested|' +
    'preisanfrage|angebot angefragt|angebotsanfrage|angebot angefordert|anfrage|nach preis gefragt|demo angefragt|demo angefordert|ruckruf erbeten|ruckruf angefragt|ruckrufbitte|' +
    'demande de devis|devis demande|demande de prix|demande de tarif|demande de demo|demo demandee|demande de rappel|a demande un devis|' +
    'solicitud de presupuesto|pidio presupuesto|pidio precio|solicito presupuesto|solicitud de precio|solicitud de demo|solicito demo|solicitud de llamada|' +
    'pedido de orcamento|pediu orcamento|solicitou orcamento|pediu preco|pedido de demonstracao|solicitou demonstracao|solicitou demo|' +
    'richiesta preventivo|richiesta di preventivo|ha chiesto un preventivo|richiesta prezzo|richiesta demo|richiesta di demo|richiesta di contatto|' +
    'offerteaanvraag|offerte aangevraagd|prijsaanvraag|demo aangevraagd|terugbelverzoek|' +
    'zapytanie ofertowe|zapytanie o cene|prosba o oferte|prosba o wycene|prosba o demo|prosba o kontakt|' +
    'طلب عرض سعر|طلب سعر|طلب عرض توضيحي|طلب اتصال|سال عن السعر',
  conversation:
    'meeting|met|met in person|meeting held|meeting completed|meeting attended|call|called|phone call|call held|call completed|call connected|connected call|two way call|conversation|talked|spoke|talk|video call|zoom call|appointment|appointment held|consultation|' +
    'treffen|besprechung|termin|gesprach|telefonat|telefoniert|gesprochen|anruf|beratung|beratungsgesprach|videocall|' +
    'reunion|rendez vous|rdv|appel|appel telephonique|entretien|conversation telephonique|reunion tenue|' +
    'reunion celebrada|llamada|conversacion|cita|entrevista|hablamos|' +
    'reuniao|ligacao|chamada|conversa|conversamos|' +
    'riunione|incontro|chiamata|telefonata|colloquio|conversazione|appuntamento|' +
    'afspraak|gesprek|telefoongesprek|gebeld|vergadering|bespreking|' +
    'spotkanie|rozmowa|rozmowa telefoniczna|telefon|konsultacja|' +
    'اجتماع|مكالمة|محادثة|لقاء',
  replied:
    'replied|reply|replies|responded|response|answered|answer|email reply|email replied|reply received|message received|inbound email|asked a question|question|commented by email|wrote back|' +
    'geantwortet|antwort|beantwortet|ruckmeldung|antwort erhalten|frage|' +
    'repondu|a repondu|reponse|reponse recue|question posee|' +
    'respondio|ha respondido|respondido|respuesta|contesto|' +
    'respondeu|resposta|' +
    'ha risposto|risposto|risposta|' +
    'geantwoord|beantwoord|antwoord|reactie|' +
    'odpowiedzial|odpowiedziala|odpowiedz|odpisal|odpisala|' +
    'رد|اجاب|رد على الرسالة|تم الرد',
  referred:
    'referred|referral|introduced|introduction|recommended|recommendation|' +
    'empfohlen|empfehlung|vorgestellt|recommande|recommandation|parrainage|recomendado|recomendada|recomendacion|referido|indicado|indicacao|raccomandato|segnalato|segnalazione|aanbevolen|doorverwezen|aanbeveling|polecony|polecona|polecenie|توصية|احالة',
  past_client:
    'past client|past customer|former client|former customer|altkunde|ancien client|antiguo cliente|antigo cliente|ex cliente|oud klant|byly klient|عميل سابق',
  attended:
    'attended|attending|attend|attendee|attended webinar|attended event|webinar attended|event attended|joined|joined webinar|checked in|check in|checkedin|participated|participant|participated in|present|was present|showed up|visited booth|met at event|going|scanned|' +
    'teilgenommen|teilnehmer|teilnehmerin|teilnahme|anwesend|eingecheckt|besucht|erschienen|dabei|' +
    'presente|a participe|participe|participante|a assiste|assiste|venu|venue|' +
    'asistio|asistente|asistido|participo|' +
    'compareceu|participou|esteve presente|presenca|fez check in|' +
    'ha partecipato|partecipato|partecipante|presenti|' +
    'aanwezig|deelgenomen|deelnemer|bijgewoond|ingecheckt|' +
    'obecny|obecna|uczestniczyl|uczestniczyla|uczestnik|wzial udzial|wziela udzial|' +
    'حضر|حاضر|شارك|مشارك|تم الحضور',
  looked_at_prices:
    'looked at prices|viewed pricing|viewed pricing page|visited pricing|visited pricing page|pricing page|pricing page visit|pricing page view|price page|price list viewed|' +
    'preise angesehen|preisseite|preisseite besucht|preisliste angesehen|page tarifs|a consulte les tarifs|tarifs consultes|vio precios|pagina de precios|viu precos|pagina de precos|ha visto i prezzi|pagina prezzi|prijzen bekeken|prijspagina|obejrzal cennik|strona cennika|شاهد الاسعار|صفحة الاسعار',
  downloaded:
    'downloaded|download|downloads|content download|resource downloaded|whitepaper|white paper|ebook|signed up|sign up|signup|registered|registration|subscribed|opted in|form submitted|form submission|submitted form|submitted|filled form|filled out form|approved|' +
    'heruntergeladen|herunterladen|angemeldet|anmeldung|registriert|registrierung|abonniert|formular ausgefullt|formular abgeschickt|' +
    'telecharge|telechargement|a telecharge|inscrit|inscrite|inscription|enregistre|abonne|formulaire envoye|formulaire rempli|' +
    'descargo|descargado|descarga|registrado|registrada|registro|inscrito|suscrito|formulario enviado|' +
    'baixou|baixado|transferiu|cadastrado|cadastrou se|inscreveu se|inscricao|formulario preenchido|' +
    'scaricato|ha scaricato|iscritto|iscritta|iscrizione|registrazione|modulo inviato|modulo compilato|' +
    'gedownload|aangemeld|ingeschreven|geregistreerd|aanmelding|formulier ingevuld|formulier verzonden|' +
    'pobral|pobrala|pobrano|pobranie|zarejestrowany|zarejestrowana|zapisal sie|zapisala sie|rejestracja|formularz wyslany|' +
    'حمل|تحميل|تنزيل|سجل|مسجل|اشترك',
  clicked:
    'clicked|click|clicks|clicked link|link clicked|email click|email clicked|link click|cta clicked|ad click|total clicks|unique clicks|' +
    'geklickt|klick|klicks|angeklickt|link geklickt|clique|a clique|clics|clic|hizo clic|clico|clicou|cliques|cliccato|ha cliccato|clic sul link|geklikt|klik|kliks|aangeklikt|kliknal|kliknela|klikniecie|klikniecia|kliknieto|نقر|نقرة|ضغط على الرابط',
  visited:
    'visited|visit|visits|visited website|website visit|website visited|site visit|page view|pageview|page views|page viewed|viewed page|web visit|session|sessions|' +
    'website besucht|webseite besucht|seitenaufruf|webseitenbesuch|visite du site|a visite le site|visite site|page vue|visito la web|visita web|visito el sitio|visitou o site|visita ao site|visita al sito|ha visitato il sito|website bezocht|paginaweergave|odwiedzil strone|odwiedzila strone|wizyta na stronie|زار الموقع|زيارة الموقع',
  liked:
    'liked|like|likes|commented|comment|comments|reacted|reaction|reactions|shared|share|followed|social engagement|liked post|commented on post|' +
    'gefallt mir|kommentiert|geteilt|gelikt|a aime|aime|jaime|a commente|commente|partage|me gusta|comento|compartio|curtiu|curtida|comentou|mi piace|ha commentato|commentato|vind ik leuk|gereageerd|gedeeld|polubil|polubila|polubienie|skomentowal|skomentowala|udostepnil|اعجب|اعجاب|علق|تعليق',
  opened:
    'opened|open|opens|email open|email opened|email opens|opened email|message opened|read|viewed email|total opens|unique opens|' +
    'geoffnet|offnung|offnungen|email geoffnet|gelesen|ouvert|ouverte|a ouvert|ouverture|ouvertures|abierto|abrio|apertura|aperturas|abriu|abertura|aberturas|aberto|aperto|ha aperto|aperture|letto|geopend|opening|openingen|gelezen|otwarto|otwarcie|otwarcia|otworzyl|otworzyla|przeczytano|فتح|فتح البريد|قرا',
  not_now:
    'not now|not right now|not at the moment|later|maybe later|not interested now|no budget|no budget now|bad timing|postponed|call me later|' +
    'nicht jetzt|gerade nicht|aktuell nicht|derzeit nicht|spater|kein budget|verschoben|' +
    'pas maintenant|plus tard|pas pour le moment|pas de budget|reporte|' +
    'ahora no|no ahora|mas tarde|mas adelante|por ahora no|sin presupuesto|' +
    'agora nao|nao agora|mais tarde|por enquanto nao|sem orcamento|' +
    'non ora|non adesso|piu tardi|per ora no|nessun budget|rimandato|' +
    'niet nu|nu niet|geen budget|uitgesteld|' +
    'nie teraz|pozniej|na razie nie|brak budzetu|odlozone|' +
    'ليس الان|لاحقا|ليس الوقت المناسب',
}
