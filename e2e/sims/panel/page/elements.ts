type Child = Node | string

/** An element with properties and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

/** A group of controls under a title. */
export function group(title: string, ...children: readonly Child[]): HTMLFieldSetElement {
  return element('fieldset', {}, element('legend', {}, title), ...children)
}

export function row(...children: readonly Child[]): HTMLDivElement {
  return element('div', { className: 'row' }, ...children)
}

export function note(text: string): HTMLParagraphElement {
  return element('p', { className: 'note' }, text)
}

/** A button whose work shows its failure as the button's own title and in the summary line. */
export function button(label: string, work: () => Promise<unknown>): HTMLButtonElement {
  const made = element('button', { type: 'button' }, label)
  made.addEventListener('click', () => {
    made.disabled = true
    void work()
      .catch((error: unknown) => document.dispatchEvent(new CustomEvent('panel-failure', { detail: String(error) })))
      .finally(() => {
        made.disabled = false
        document.dispatchEvent(new Event('panel-changed'))
      })
  })
  return made
}

export function press(made: HTMLButtonElement, pressed: boolean): void {
  made.setAttribute('aria-pressed', String(pressed))
}

export function choice(
  label: string,
  options: readonly { readonly value: string; readonly title: string }[],
): HTMLSelectElement {
  const made = element('select', {}, ...options.map(({ value, title }) => element('option', { value }, title)))
  made.setAttribute('aria-label', label)
  return made
}

/** An element of the page that has to be there. */
export function part<T extends Element>(selector: string, kind: new () => T): T {
  const found = document.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`)
  return found
}
