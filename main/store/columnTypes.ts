/** Booleans as SQL has them. */
export type SqlBoolean = 0 | 1
/** JSON text; parsed by the row mappers. */
export type Json = string
