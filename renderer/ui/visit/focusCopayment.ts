/** Leads to the 部分負擔身分 of the visit that is shown, on each screen that can set it right. */
export const copaymentKey = 'Ctrl+B'

export const focusCopayment = (): void => document.querySelector<HTMLElement>('[data-testid=change-copayment]')?.focus()
