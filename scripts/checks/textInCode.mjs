import ts from 'typescript'

/** Han characters and the marks between them; the ideographic space is no word. */
const chinese = /[\p{Script=Han}\u3001-\u303f\uff01-\uffef]/u

/**
 * The Chinese texts in a source file that could come to a screen: string literals, templates and JSX text. Comments are no text, nor are
 * regular expressions, which read what a person or another program wrote.
 */
export function chineseTexts(fileName, text) {
  const found = []
  const visit = (node) => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isJsxText(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    if (isText && chinese.test(node.text)) found.push(node.text.trim())
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true))
  return found
}

/** Files of `main` that hold Chinese which is no text of a screen, and why. Nothing in `renderer` does. */
export const chineseAllowed = {
  'main/domain/code-import/layouts.ts': 'column names of the official files',
  'main/domain/money/visitFees.ts': 'a fee by its official Chinese name',
  'main/domain/visit/roomNumber.ts': 'the numerals of a room’s name',
  'main/store/codes/catalogWords.ts': 'characters that a search takes for the same',
  'main/store/patient/searchText.ts': 'characters that a search takes for the same',
  'main/store/patient/patientNoteRepository.ts': 'between notes that charts had, joined in the record itself',
  'main/usecases/printing/layout.ts': 'printed documents are Chinese in every language',
  'main/usecases/printing/drugNotes.ts': 'printed documents are Chinese in every language',
  'main/usecases/printing/receipt.ts': 'printed documents are Chinese in every language',
  'main/usecases/printing/letters.ts': 'printed documents are Chinese in every language',
  'main/outbox/mappers/fhir/compositionResource.ts': 'titles of a record, in the language it is written in',
  'main/outbox/mappers/fhir/fhirSystems.ts': 'the official name of the NHI Administration',
  'main/outbox/mappers/fhir/visitResources.ts': 'the official name of a field',
  'main/outbox/mappers/fhir/vitalResources.ts': 'terms of a record, in the language it is written in',
  'main/outbox/mappers/nhi/big5Substitutes.ts': 'characters and what stands for them in Big5',
  'main/outbox/mappers/nhi/resultText.ts': 'labels in the NHI’s answer',
  'main/outbox/mappers/nhi/uploadResult.ts': 'labels in the NHI’s answer',
  'main/care/testCare.ts': 'records of tests',
  'main/reports/testClinic.ts': 'people of tests',
  'main/reports/testReports.ts': 'people of tests',
  'main/store/syntheticRecords.ts': 'people and records of tests and benches',
  'main/store/migrations/databaseAt.ts': 'rows of tests',
  'main/usecases/testDesk.ts': 'people of tests',
  'main/outbox/mappers/sampleVisitRecord.ts': 'a record of tests',
  'main/outbox/mappers/visitRecordArbitrary.ts': 'records of tests',
}

/**
 * What is wrong about text in code, one sentence each: a file that holds some and has no reason, and a reason that no file needs any more.
 * @param {Record<string, string[]>} texts by file, as `chineseTexts` gives them
 */
export function textProblems(texts, allowed = chineseAllowed) {
  const holding = Object.entries(texts).filter(([, found]) => found.length > 0)
  return [
    ...holding
      .filter(([file]) => !(file in allowed))
      .map(([file, found]) => `${file} has text in code: ${found.slice(0, 3).join(' | ')}`),
    ...Object.keys(allowed)
      .filter((file) => !holding.some(([name]) => name === file))
      .map((file) => `${file} has no text in code any more: take it off the list`),
  ]
}
