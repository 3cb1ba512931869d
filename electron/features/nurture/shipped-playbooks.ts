/** The playbooks that ship, in the order they are offered. */
export const shippedPlaybooks: readonly { slug: string; name: string }[] = []
