/** While an input method composes, every key belongs to it. 229 is what some engines send instead of `isComposing`. */
export const belongsToInputMethod = (press: { readonly isComposing: boolean; readonly keyCode: number }): boolean =>
  press.isComposing || press.keyCode === 229
