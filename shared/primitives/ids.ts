import * as z from 'zod/mini'

const positiveInteger = z.int().check(z.positive())

/** Row ids of the workbook. Each is a positive integer, unique within its table and never used again after deletion. */
export const leadIdSchema = positiveInteger.brand<'LeadId'>()
export type LeadId = z.infer<typeof leadIdSchema>

export const playbookIdSchema = positiveInteger.brand<'PlaybookId'>()
export type PlaybookId = z.infer<typeof playbookIdSchema>

export const nextActionIdSchema = positiveInteger.brand<'NextActionId'>()
export type NextActionId = z.infer<typeof nextActionIdSchema>

export const signalIdSchema = positiveInteger.brand<'SignalId'>()
export type SignalId = z.infer<typeof signalIdSchema>

export const touchIdSchema = positiveInteger.brand<'TouchId'>()
export type TouchId = z.infer<typeof touchIdSchema>

export const changeSetIdSchema = positiveInteger.brand<'ChangeSetId'>()
export type ChangeSetId = z.infer<typeof changeSetIdSchema>

export const importIdSchema = positiveInteger.brand<'ImportId'>()
export type ImportId = z.infer<typeof importIdSchema>

export const companyIdSchema = positiveInteger.brand<'CompanyId'>()
export type CompanyId = z.infer<typeof companyIdSchema>

export const customFieldIdSchema = positiveInteger.brand<'CustomFieldId'>()
export type CustomFieldId = z.infer<typeof customFieldIdSchema>

export const savedViewIdSchema = positiveInteger.brand<'SavedViewId'>()
export type SavedViewId = z.infer<typeof savedViewIdSchema>

export const noteIdSchema = positiveInteger.brand<'NoteId'>()
export type NoteId = z.infer<typeof noteIdSchema>

export const attachmentIdSchema = positiveInteger.brand<'AttachmentId'>()
export type AttachmentId = z.infer<typeof attachmentIdSchema>

export const addressIdSchema = positiveInteger.brand<'AddressId'>()
export type AddressId = z.infer<typeof addressIdSchema>
