import { z } from 'zod'

// Zod would try `new Function` once to see whether it may, and the Content-Security-Policy would report that as a violation.
// Imported before the first schema, because zod asks when the first object schema is made.
z.config({ jitless: true })
