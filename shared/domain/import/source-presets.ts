import type { LeadTarget, SignalTarget } from './targets.ts'

/** How a column of a known program is taken; `custom` keeps it under its own name. */
export type PresetTarget = LeadTarget | SignalTarget | 'custom'

/**
 * A program known by the headers of its exports. Headers are compared folded, with signs as spaces: `Order #` is `order`. All of
 * `must` and at least `least` of `some` stand there, none of `not`.
 */
export type SourcePreset = {
  readonly system: string
  readonly name: string
  readonly kind: 'leads' | 'signals'
  readonly must?: string
  readonly some?: string
  readonly least?: number
  readonly not?: string
  /** Headers by what they are; only those that a general guess would take wrongly or not at all. */
  readonly targets: Partial<Record<PresetTarget, string>>
  /** Headers of numbered columns that are left out. */
  readonly ignored?: RegExp
}

const NUMBERED_LABELS =
  /^(?:e mail|phone|address|website|relation|event|im|custom field|organization) \d+ (?:label|type|formatted)$/

/** First come, first taken: a program whose headers hold another's stands before it. */
export const SOURCE_PRESETS: readonly SourcePreset[] = [
  {
    system: 'google-contacts',
    name: 'Google Contacts',
    kind: 'leads',
    some: 'file as|phonetic first name|phonetic last name|organization name|organization title|labels|e mail 1 label|e mail 1 value|phone 1 label|phone 1 value',
    least: 4,
    not: 'given name',
    targets: {
      tags: 'labels',
      company: 'organization name',
      title: 'organization title',
      ignore: 'file as|phonetic first name|phonetic middle name|phonetic last name|photo',
      custom: 'organization department|nickname|name prefix|name suffix|birthday',
    },
    ignored: NUMBERED_LABELS,
  },
  {
    system: 'google-contacts',
    name: 'Google Contacts',
    kind: 'leads',
    must: 'given name',
    some: 'yomi name|group membership|e mail 1 type|e mail 1 value|phone 1 type|phone 1 value|organization 1 name|additional name',
    least: 2,
    targets: {
      tags: 'group membership',
      company: 'organization 1 name',
      title: 'organization 1 title',
      ignore:
        'yomi name|given name yomi|additional name yomi|family name yomi|organization 1 yomi name|photo|initials|short name',
      custom: 'occupation|location|nickname|birthday|organization 1 department|organization 1 location',
    },
    ignored: NUMBERED_LABELS,
  },
  {
    system: 'outlook',
    name: 'Outlook',
    kind: 'leads',
    must: 'e mail address',
    some: 'e mail type|e mail display name|business street|business phone|home street|managers name|government id number|office location|telex|assistants phone|other street',
    least: 3,
    targets: {
      email: 'e mail address|e mail 2 address|e mail 3 address',
      street: 'business street',
      city: 'business city',
      region: 'business state',
      postalCode: 'business postal code',
      country: 'business country region',
      tags: 'categories',
      website: 'web page',
      ignore:
        'e mail type|e mail display name|e mail 2 type|e mail 2 display name|e mail 3 type|e mail 3 display name|priority|private|sensitivity|directory server|internet free busy|initials|mileage|billing information',
      custom:
        'account|business fax|home fax|other fax|telex|pager|isdn|tty tdd phone|callback|assistants phone|assistants name|managers name|government id number|organizational id number|hobby|location|keywords|referred by|spouse',
    },
  },
  {
    system: 'linkedin',
    name: 'LinkedIn connections',
    kind: 'leads',
    must: 'connected on|first name',
    some: 'url|position|company|email address',
    least: 2,
    targets: { createdOn: 'connected on', website: 'url', title: 'position' },
  },
  {
    system: 'zoho',
    name: 'Zoho CRM',
    kind: 'leads',
    must: 'record id',
    some: 'created time|modified time|account name|tag|mailing street|lead owner|lead name',
    least: 2,
    targets: {
      sourceId: 'record id',
      company: 'account name|company',
      tags: 'tag',
      notes: 'description',
      createdOn: 'created time',
      optOut: 'email opt out|unsubscribed mode',
      custom:
        'contact owner|lead owner|department|modified time|created by|modified by|industry|annual revenue|no of employees|skype id|twitter|fax|asst phone|assistant|reporting to|last activity time',
    },
  },
  {
    system: 'zoho',
    name: 'Zoho CRM leads',
    kind: 'leads',
    must: 'lead name|lead owner|lead source',
    targets: { fullName: 'lead name', custom: 'lead owner|industry' },
  },
  {
    system: 'hubspot-deals',
    name: 'HubSpot deals',
    kind: 'leads',
    must: 'deal name|deal stage',
    targets: {
      stage: 'deal stage',
      value: 'amount',
      company: 'associated company',
      fullName: 'associated contact',
      custom: 'record id|deal name|close date|deal owner|pipeline|associated company ids|associated contact ids',
    },
  },
  {
    system: 'hubspot',
    name: 'HubSpot contacts',
    kind: 'leads',
    must: 'record id',
    some: 'lifecycle stage|contact owner|lead status|create date|associated company|last activity date|original source|original traffic source|marketing contact status',
    least: 2,
    targets: {
      sourceId: 'record id',
      company: 'associated company|company name',
      source: 'original source|original traffic source',
      createdOn: 'create date',
      wonOn: 'became a customer date',
      optOut: 'unsubscribed from all email',
      website: 'website url',
      custom:
        'contact owner|last activity date|last contacted|last modified date|associated company ids|associated deal ids|marketing contact status|original source drill down 1|original source drill down 2|hubspot score|number of associated deals',
    },
  },
  {
    system: 'salesforce',
    name: 'Salesforce leads',
    kind: 'leads',
    must: 'lead id',
    some: 'lead source|lead status|owner id|lead owner|company account|created date|converted|is converted|conversion date|converted date',
    least: 2,
    targets: {
      sourceId: 'lead id',
      source: 'lead source',
      company: 'company account|company',
      createdOn: 'created date|create date',
      custom:
        'owner id|lead owner|last activity|last modified date|industry|annual revenue|employees|no of employees|lead score|record type id',
    },
  },
  {
    system: 'salesforce',
    name: 'Salesforce contacts',
    kind: 'leads',
    must: 'account name',
    some: 'mailing city|mailing state province|mailing zip postal code|mailing street|contact id|contact owner|last activity|reports to',
    least: 2,
    targets: {
      sourceId: 'contact id',
      company: 'account name',
      optOut: 'email opt out|has opted out of email',
      doNotContact: 'do not call',
      custom:
        'account id|account owner|contact owner|department|reports to|assistant|asst phone|last activity|last modified date|created by|fax',
    },
  },
  {
    system: 'salesforce',
    name: 'Salesforce data export',
    kind: 'leads',
    must: 'id|last name|owner id',
    some: 'account id|first name|mailing street|is deleted|system modstamp|has opted out of email|lead source',
    least: 2,
    targets: {
      sourceId: 'id',
      optOut: 'has opted out of email',
      doNotContact: 'do not call',
      createdOn: 'created date',
      custom:
        'account id|owner id|created by id|last modified by id|last modified date|system modstamp|is deleted|reports to id|master record id|record type id',
    },
  },
  {
    system: 'pipedrive',
    name: 'Pipedrive people',
    kind: 'leads',
    must: 'person name',
    some: 'person id|person email|person phone|person organization|person owner|organization name|person email work|person label|person created',
    least: 1,
    targets: {
      sourceId: 'person id',
      tags: 'person label|person labels',
      company: 'person organization|organization name',
      street: 'person address',
      createdOn: 'person created|person person created',
      nextActionOn: 'person next activity date',
      optOut: 'person marketing status',
      custom:
        'person owner|person open deals|person won deals|person lost deals|person closed deals|person total activities|person done activities|person activities to do|person email messages count|person last activity date|person update time|person visible to|organization id',
    },
  },
  {
    system: 'pipedrive-deals',
    name: 'Pipedrive deals',
    kind: 'leads',
    must: 'stage|person',
    some: 'title|value|organization|owner|deal created|expected close date|person email|person phone|pipeline|probability',
    least: 4,
    targets: {
      fullName: 'person',
      company: 'organization',
      createdOn: 'deal created',
      tags: 'label|labels',
      custom: 'id|title|expected close date|owner|pipeline|probability|currency|visible to',
    },
  },
  {
    system: 'pipedrive-deals',
    name: 'Pipedrive deals',
    kind: 'leads',
    must: 'deal title|deal stage',
    targets: {
      fullName: 'deal contact person',
      company: 'deal organization',
      value: 'deal value',
      stage: 'deal stage',
      createdOn: 'deal deal created|deal created',
      wonOn: 'deal won time',
      lostOn: 'deal lost time',
      lostReason: 'deal lost reason',
      nextActionOn: 'deal next activity date',
      tags: 'deal label',
      custom:
        'deal id|deal title|deal owner|deal pipeline|deal probability|deal expected close date|deal currency of value|deal update time|deal deal closed on',
    },
  },
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
