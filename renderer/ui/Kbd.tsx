/** Name of a key, beside what it does. */
export const Kbd = ({ children }: { readonly children: string }) => (
  <kbd className="rounded-sm border border-current/40 px-1 font-sans text-xs leading-4 whitespace-nowrap">
    {children}
  </kbd>
)
