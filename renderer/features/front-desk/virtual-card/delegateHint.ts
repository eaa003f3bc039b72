/** Whose virtual card is often on a relative's or carer's phone: children below, and people from these ages (whole years) on. */
const delegateHintAges = { below: 15, from: 65 } as const

/** Whether the form for a delegate is offered first. It is never forced: whoever stands there decides. */
export const isOftenDelegated = (age: number): boolean => age < delegateHintAges.below || age >= delegateHintAges.from
