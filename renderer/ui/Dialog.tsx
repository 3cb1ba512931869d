import { Modal, type ModalProps } from '@mantine/core'
import { useLayoutEffect } from 'react'
import { countOpenDialog } from './open-dialogs.ts'

/** A dialog over the page. Undo by key or menu waits while one is open: what it asks about is not to change behind it. */
export function Dialog(props: ModalProps) {
  const { opened } = props
  useLayoutEffect(() => (opened ? countOpenDialog() : undefined), [opened])
  return <Modal {...props} />
}
