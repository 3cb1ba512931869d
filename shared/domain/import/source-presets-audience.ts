import type { SourcePreset } from './source-preset.ts'

/** Programs that send mail, sell, invite or ask, and address books known by little. */
export const AUDIENCE_PRESETS: readonly SourcePreset[] = [
  {
    system: 'mailchimp',
    name: 'Mailchimp audience',
    kind: 'leads',
    some: 'member rating|optin time|optin ip|confirm time|confirm ip|leid|euid|last changed|unsub time|cleaned time|gmtoff',
    least: 3,
    targets: {
      createdOn: 'optin time',
      optOut: 'unsub time|cleaned time',
      ignore:
        'member rating|optin ip|confirm ip|confirm time|last changed|leid|euid|gmtoff|dstoff|timezone|latitude|longitude|cc',
      custom:
        'unsub campaign title|unsub campaign id|unsub reason|unsub reason other|cleaned campaign title|cleaned campaign id|birthday|region',
    },
  },
  {
    system: 'mailchimp-activity',
    name: 'Mailchimp campaign activity',
    kind: 'signals',
    must: 'email address|action|timestamp',
    targets: {
      signalOn: 'timestamp',
      signalKind: 'action',
      signalTopic: 'url|campaign|campaign title',
      ignore: 'ip|ip address',
    },
  },
  {
    system: 'mailchimp-activity',
    name: 'Mailchimp campaign report',
    kind: 'signals',
    must: 'email address',
    some: 'opens|clicks|total opens|total clicks',
    least: 1,
    targets: { 'signal:opened': 'opens|total opens', 'signal:clicked': 'clicks|total clicks' },
  },
  {
    system: 'brevo',
    name: 'Brevo',
    kind: 'leads',
    some: 'email blacklisted|sms blacklisted|added time|modified time|ext id|double opt in|landline number|lastname|firstname',
    least: 3,
    targets: {
      sourceId: 'contact id|ext id',
      phone: 'sms|whatsapp|landline number',
      optOut: 'email blacklisted',
      createdOn: 'added time',
      custom: 'sms blacklisted|whatsapp blacklisted|modified time|double opt in',
    },
  },
  {
    system: 'activecampaign',
    name: 'ActiveCampaign',
    kind: 'leads',
    must: 'email|date created|ip',
    targets: { createdOn: 'date created', ignore: 'ip', sourceId: 'contact id', custom: 'lead score|list' },
  },
  {
    system: 'eventbrite',
    name: 'Eventbrite attendees',
    kind: 'leads',
    some: 'order|order date|attendee|attendee status|ticket type|barcode|eventbrite fees|total paid|price tier|event name|order type',
    least: 4,
    targets: {
      createdOn: 'order date',
      custom:
        'order|order id|attendee|attendee id|barcode|quantity|ticket type|ticket quantity|attendee status|order type|total paid|fees paid|eventbrite fees|eventbrite payment processing|currency|price tier|group|event name|event id|buyer name|buyer email|buyer first name|buyer last name',
    },
  },
  {
    system: 'luma',
    name: 'Luma guests',
    kind: 'leads',
    must: 'approval status|email',
    some: 'api id|guest id|ticket name|ticket type id|qr code url|has joined event|checked in at',
    least: 1,
    targets: {
      sourceId: 'api id|guest id',
      createdOn: 'created at',
      ignore: 'qr code url',
      custom:
        'approval status|ticket name|ticket type id|checked in at|has joined event|amount|amount tax|amount discount|currency|coupon code|eth address|solana address|custom source',
    },
  },
  {
    system: 'facebook-leads',
    name: 'Facebook lead ads',
    kind: 'leads',
    some: 'ad id|ad name|adset id|adset name|campaign id|campaign name|form id|form name|is organic|platform|created time',
    least: 4,
    targets: {
      sourceId: 'id',
      createdOn: 'created time',
      source: 'platform',
      fullName: 'full name',
      custom:
        'ad id|ad name|adset id|adset name|campaign id|campaign name|form id|form name|is organic|retailer item id|partner name',
    },
  },
  {
    system: 'typeform',
    name: 'Typeform',
    kind: 'leads',
    some: 'network id|start date utc|submit date utc|response type|stage date utc|submitted at|token',
    least: 2,
    targets: {
      createdOn: 'submit date utc|submitted at',
      custom: 'network id|start date utc|stage date utc|response type|token',
    },
  },
  {
    system: 'calendly',
    name: 'Calendly events',
    kind: 'leads',
    some: 'invitee name|invitee email|invitee first name|invitee last name|event type name|event created date time|start date time|invitee time zone',
    least: 3,
    targets: {
      fullName: 'invitee name',
      firstName: 'invitee first name',
      lastName: 'invitee last name',
      email: 'invitee email',
      phone: 'text reminder number',
      createdOn: 'event created date time',
      custom:
        'user name|user email|user first name|user last name|team|event type name|start date time|end date time|location|canceled|canceled by|cancellation reason|invitee time zone|guest email s|marked as no show|payment amount|payment currency',
    },
  },
  {
    system: 'shopify',
    name: 'Shopify customers',
    kind: 'leads',
    some: 'accepts email marketing|accepts marketing|accepts sms marketing|total spent|total orders|tax exempt|default address address1|default address city',
    least: 2,
    targets: {
      sourceId: 'customer id',
      company: 'default address company|company',
      street: 'default address address1|address1',
      city: 'default address city',
      region: 'default address province code|province',
      postalCode: 'default address zip',
      country: 'default address country code',
      phone: 'phone|default address phone',
      optOut: 'accepts email marketing|accepts marketing',
      notes: 'note',
      custom:
        'accepts sms marketing|total spent|total orders|tax exempt|default address address2|address2|province code|country code',
    },
  },
  {
    system: 'stripe',
    name: 'Stripe customers',
    kind: 'leads',
    must: 'id',
    some: 'created utc|delinquent|card id|card last4|card brand|plan|default source|total spend|payment count|refunded volume|dispute losses|business vat id',
    least: 2,
    targets: {
      sourceId: 'id',
      createdOn: 'created utc|created',
      custom:
        'delinquent|card id|card last4|card brand|card funding|card fingerprint|plan|status|default source|total spend|payment count|average order|refunded volume|dispute losses|business vat id|currency|account balance',
    },
  },
  {
    system: 'xing',
    name: 'Xing contacts',
    kind: 'leads',
    some: 'xing profile|xing profil|xing url|xing profile url|xing profil url|xing link',
    least: 1,
    targets: {
      website: 'xing profile|xing profil|xing url|xing profile url|xing profil url|xing link',
      createdOn: 'kontakt seit|contact since|connected since',
    },
  },
  {
    system: 'jobber',
    name: 'Jobber clients',
    kind: 'leads',
    must: 'client name|company name|first name|last name',
    targets: {
      fullName: 'client name',
      company: 'company name',
      sourceId: 'j id',
      phone: 'main phone|text message enabled phone',
      custom: 'archived|lead|service property name',
    },
  },
  {
    system: 'systeme-io',
    name: 'systeme.io',
    kind: 'leads',
    must: 'email|date registered',
    some: 'surname|first name|tags|phone number',
    least: 2,
    targets: { createdOn: 'date registered' },
  },
  {
    system: 'thunderbird',
    name: 'Thunderbird address book',
    kind: 'leads',
    must: 'display name|primary email',
    targets: {
      fullName: 'display name',
      website: 'web page 1',
      custom:
        'nickname|fax number|pager number|web page 2|birth year|birth month|birth day|custom 1|custom 2|custom 3|custom 4|screen name|department|home address 2|work address 2',
    },
  },
  {
    system: 'kit',
    name: 'Kit subscribers',
    kind: 'leads',
    must: 'first name|email|created at|status',
    not: 'last name|phone|company',
    targets: { createdOn: 'created at', status: 'status' },
  },
  {
    system: 'vcard',
    name: 'Address book',
    kind: 'leads',
    must: 'uid',
    some: 'full name|first name|last name|e mail|phone|company',
    least: 1,
    targets: { sourceId: 'uid', custom: 'birthday|anniversary|nickname|revision|messenger' },
  },
]
