import { describe, expect, test } from 'vitest'
import { targetsOfText as targets } from '../../../support/table-of-text.ts'

describe('a header', () => {
  test.each([
    [
      'Vorname;Nachname;Firma;E-Mail-Adresse;Mobil;PLZ;Ort;Quelle;Notizen\nA;B;C;a@b.de;0171 234567;01067;X;Y;Z',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'postalCode', 'city', 'source', 'notes'],
    ],
    [
      'Prénom;Nom;Société;Courriel;Téléphone;Code postal;Ville\nA;B;C;a@b.fr;0612345678;75001;X',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'postalCode', 'city'],
    ],
    [
      'Nombre;Apellidos;Empresa;Correo electrónico;Teléfono;Ciudad;País\nA;B;C;a@b.es;612345678;X;Y',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'city', 'country'],
    ],
    [
      'Nome;Sobrenome;Empresa;E-mail;Telemóvel;Cidade\nA;B;C;a@b.pt;912345678;X',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'city'],
    ],
    [
      'Nome;Cognome;Azienda;Posta elettronica;Cellulare;CAP\nA;B;C;a@b.it;3401234567;00100',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'postalCode'],
    ],
    [
      'Voornaam;Achternaam;Bedrijf;E-mailadres;Telefoonnummer;Woonplaats\nA;B;C;a@b.nl;0612345678;X',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'city'],
    ],
    [
      'Imię;Nazwisko;Nazwa firmy;Adres e-mail;Telefon;Miasto\nA;B;C;a@b.pl;601234567;X',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'city'],
    ],
    [
      'الاسم;الشركة;البريد الإلكتروني;رقم الهاتف;المدينة;ملاحظات\nا;ب;a@b.ae;0501234567;ج;د',
      ['fullName', 'company', 'email', 'phone', 'city', 'notes'],
    ],
  ])('is known in its language: %s', (text, expected) => {
    expect(Object.values(targets(text))).toEqual(expected)
  })

  test.each([
    [
      'Record ID;Deal value;Stage;Lost reason;Next step;Follow-up date;Do not contact;Opt-out;Temperature;Customer since;Lost on;Created on;Tags;Website;State',
      '7;100;Won;price;call;2026-05-01;no;no;warm;2026-01-02;2026-01-02;2025-01-02;a;acme.de;NY',
    ],
    [
      'Kundennummer;Auftragswert;Phase;Verlustgrund;Nächster Schritt;Wiedervorlage;Nicht kontaktieren;Abgemeldet;Temperatur;Kunde seit;Verloren am;Angelegt am;Schlagwörter;Webseite;Bundesland',
      '7;100;Won;Preis;Anruf;01.05.2026;nein;nein;warm;02.01.2026;02.01.2026;02.01.2025;a;acme.de;Tirol',
    ],
    [
      'Numéro client;Montant;Étape;Motif de perte;Prochaine étape;Date de relance;Ne pas contacter;Désabonné;Température;Client depuis;Perdu le;Créé le;Étiquettes;Site web;Région',
      '7;100;gagné;prix;appel;2026-05-01;non;non;chaud;2026-01-02;2026-01-02;2025-01-02;a;acme.fr;Alsace',
    ],
    [
      'Número de cliente;Importe;Etapa;Motivo de pérdida;Próximo paso;Fecha de seguimiento;No contactar;Dado de baja;Temperatura;Cliente desde;Perdido el;Creado el;Etiquetas;Sitio web;Provincia',
      '7;100;ganado;precio;llamar;2026-05-01;no;no;tibio;2026-01-02;2026-01-02;2025-01-02;a;acme.es;Lugo',
    ],
    [
      'Código do cliente;Valor;Etapa;Motivo da perda;Próxima ação;Data de seguimento;Não contatar;Descadastrado;Temperatura;Cliente desde;Perdido em;Criado em;Etiquetas;Página web;Estado',
      '7;100;ganho;preço;ligar;2026-05-01;não;não;quente;2026-01-02;2026-01-02;2025-01-02;a;acme.pt;SP',
    ],
    [
      'Codice cliente;Importo;Fase;Motivo della perdita;Prossima azione;Data follow-up;Non contattare;Disiscritto;Temperatura;Cliente dal;Perso il;Creato il;Etichette;Sito web;Regione',
      '7;100;vinto;prezzo;chiamare;2026-05-01;no;no;caldo;2026-01-02;2026-01-02;2025-01-02;a;acme.it;Lazio',
    ],
    [
      'Klantnummer;Bedrag;Verkoopfase;Verliesreden;Volgende stap;Opvolgdatum;Niet contacteren;Uitgeschreven;Temperatuur;Klant sinds;Verloren op;Aangemaakt op;Labels;Website;Provincie',
      '7;100;klant;prijs;bellen;2026-05-01;nee;nee;koud;2026-01-02;2026-01-02;2025-01-02;a;acme.nl;Drenthe',
    ],
    [
      'Numer klienta;Kwota;Etap;Powód utraty;Następny krok;Data kontaktu;Nie kontaktować;Wypisany;Temperatura;Klient od;Data utraty;Data utworzenia;Etykiety;Strona www;Województwo',
      '7;100;wygrana;cena;telefon;2026-05-01;nie;nie;zimny;2026-01-02;2026-01-02;2025-01-02;a;acme.pl;Mazowieckie',
    ],
    [
      'رقم العميل;القيمة;المرحلة;سبب الخسارة;الخطوة التالية;تاريخ المتابعة;عدم الاتصال;إلغاء الاشتراك;الحرارة;عميل منذ;تاريخ الخسارة;تاريخ الإنشاء;الوسوم;الموقع;المحافظة',
      '7;100;ربح;السعر;اتصال;2026-05-01;لا;لا;بارد;2026-01-02;2026-01-02;2025-01-02;ا;acme.ae;دبي',
    ],
  ])('about the sale is known in its language: %s', (header, row) => {
    expect(Object.values(targets(`${header}\n${row}`))).toEqual([
      'sourceId',
      'value',
      'stage',
      'lostReason',
      'nextAction',
      'nextActionOn',
      'doNotContact',
      'optOut',
      'temperature',
      'wonOn',
      'lostOn',
      'createdOn',
      'tags',
      'website',
      'region',
    ])
  })
})
