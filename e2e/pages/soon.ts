import { expect as patient } from '@playwright/test'

/** How long a screen may take to come to the state that is waited for; with a hung card or server the longest of them. */
export const soonMs = 20_000

/** `expect` that waits for states, in the stories and outside of them (visit.ts) alike. */
export const expect = patient.configure({ timeout: soonMs })
