import ts from 'typescript'

/** The dotted keys of all texts in a tree of them. */
export function textKeys(tree, path = []) {
  if (typeof tree === 'string') return [path.join('.')]
  return Object.entries(tree).flatMap(([name, branch]) => textKeys(branch, [...path, name]))
}

/**
 * What a source file says about keys: `asked` are the plain texts given to `t(…)`, `literals` all plain texts, `patterns`
 * the texts with holes (`error.${code}.title`) as regular expressions.
 */
export function keyUses(fileName, text) {
  const uses = { asked: [], literals: [], patterns: [] }
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true)
  const visit = (node) => {
    if (ts.isStringLiteralLike(node)) uses.literals.push(node.text)
    if (ts.isTemplateExpression(node) && node.head.text.includes('.')) uses.patterns.push(patternOf(node))
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const [key] = node.arguments
      if (key && ts.isStringLiteralLike(key)) uses.asked.push(key.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return uses
}

function isTranslation(callee) {
  if (ts.isIdentifier(callee)) return callee.text === 't'
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 't'
}

function patternOf(template) {
  const rest = template.templateSpans.map((span) => `[^.]+${literally(span.literal.text)}`).join('')
  return new RegExp(`^${literally(template.head.text)}${rest}$`)
}

function literally(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/**
 * What is wrong between the texts of the languages, the keys the screens use and the error codes, one sentence each.
 * The first language is the original.
 * @param {{ languages: Record<string, string[]>, uses: ReturnType<typeof keyUses>[], errorCodes: readonly string[] }} all
 */
export function i18nProblems({ languages, uses, errorCodes }) {
  const [[original, keys], ...others] = Object.entries(languages)
  const known = new Set(keys)
  const problems = []
  for (const [language, theirs] of others) {
    const had = new Set(theirs)
    for (const key of keys) if (!had.has(key)) problems.push(`${language} lacks ${key}`)
    for (const key of theirs) if (!known.has(key)) problems.push(`${language} has ${key}, which ${original} lacks`)
  }
  for (const code of errorCodes) {
    for (const part of ['title', 'safe', 'next']) {
      if (!known.has(`error.${code}.${part}`)) problems.push(`${original} lacks error.${code}.${part}`)
    }
  }
  const asked = new Set(uses.flatMap((use) => use.asked))
  const isBranch = (key) => keys.some((one) => one.startsWith(`${key}.`))
  const isPlural = (key) => keys.some((one) => withoutPlural(one) === key)
  for (const key of asked) {
    if (!known.has(key) && !isPlural(key) && !isBranch(key))
      problems.push(`a screen uses ${key}, which ${original} lacks`)
  }
  const literals = new Set(uses.flatMap((use) => use.literals))
  const patterns = uses.flatMap((use) => use.patterns)
  for (const key of keys) {
    const names = [key, withoutPlural(key)]
    const isUsed =
      names.some((name) => literals.has(name) || patterns.some((pattern) => pattern.test(name))) ||
      [...asked].some((one) => key.startsWith(`${one}.`))
    if (!isUsed) problems.push(`no screen uses ${key}`)
  }
  return problems
}

function withoutPlural(key) {
  return key.replace(/_(zero|one|two|few|many|other)$/, '')
}
