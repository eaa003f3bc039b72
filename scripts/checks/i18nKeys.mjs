import ts from 'typescript'

/** The dotted keys of all texts in a tree of them, with the texts. */
export function textEntries(tree, path = []) {
  if (typeof tree === 'string') return [[path.join('.'), tree]]
  return Object.entries(tree).flatMap(([name, branch]) => textEntries(branch, [...path, name]))
}

/** The dotted keys of all texts in a tree of them. */
export function textKeys(tree, path = []) {
  return textEntries(tree, path).map(([key]) => key)
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
  const bases = new Set(keys.map(withoutPlural))
  for (const [language, theirs] of others) {
    const had = new Set(theirs.map(withoutPlural))
    for (const key of bases) if (!had.has(key)) problems.push(`${language} lacks ${key}`)
    for (const key of had) if (!bases.has(key)) problems.push(`${language} has ${key}, which ${original} lacks`)
    const plurals = pluralBases(theirs)
    const ours = pluralBases(keys)
    for (const key of had) {
      if (bases.has(key) && plurals.has(key) !== ours.has(key))
        problems.push(`${key} has plural forms in ${plurals.has(key) ? language : original} only`)
    }
  }
  for (const [language, theirs] of Object.entries(languages)) problems.push(...pluralProblems(language, theirs))
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

function pluralBases(keys) {
  return new Set(keys.filter((key) => withoutPlural(key) !== key).map(withoutPlural))
}

/** A text with plural forms has exactly those that its language tells apart. */
function pluralProblems(language, keys) {
  const had = new Set(keys)
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const problems = []
  for (const key of pluralBases(keys)) {
    for (const form of forms) if (!had.has(`${key}_${form}`)) problems.push(`${language} lacks ${key}_${form}`)
  }
  for (const key of keys) {
    const form = key.slice(withoutPlural(key).length + 1)
    if (form !== '' && !forms.includes(form)) problems.push(`${language} has ${key}, and no number that takes it`)
  }
  return problems
}

/** What may follow a number in English without a plural: it is the same for one and for many. */
const sameForAny = 'at|done|found|free|in|late|left|of|only|overdue|refused|set|so|waiting|without|woken'
const countedNoun = new RegExp(`\\{\\{count\\}\\} (?!(?:${sameForAny})\\b)\\p{L}`, 'u')

/**
 * What is wrong with the English texts themselves, one sentence each: a counted noun ("{{count}} visits") without plural forms,
 * a straight apostrophe or quotation mark, dots for something under way, the title of an error without its full stop.
 * @param {Record<string, string>} texts by key
 */
export function englishProblems(texts) {
  return Object.entries(texts).flatMap(([key, text]) => [
    ...(withoutPlural(key) === key && countedNoun.test(text) ? [`en counts without plural forms: ${key}`] : []),
    ...(/['"]/.test(text) ? [`en has a straight apostrophe or quotation mark: ${key}`] : []),
    ...(/…|\.\.\./.test(text) ? [`en has dots for something under way: ${key}`] : []),
    ...(/^error\.[^.]+\.title$/.test(key) && !/[.!?]$/.test(text)
      ? [`en has a title without a full stop: ${key}`]
      : []),
  ])
}

function withoutPlural(key) {
  return key.replace(/_(zero|one|two|few|many|other)$/, '')
}
