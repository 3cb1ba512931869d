import { startTransition, useEffect, useState } from 'react'

/** Counts from 0 up to `last`, one step after each drawing, so that a large page is drawn in pieces and none holds up the keys. */
export function useDrawnStep(last: number): number {
  const [step, setStep] = useState(0)
  useEffect(() => {
    if (step >= last) return
    const drawing = setTimeout(() => startTransition(() => setStep(step + 1)))
    return () => clearTimeout(drawing)
  }, [step, last])
  return step
}
