import { describe, expect, it } from 'vitest'
import { VirtualCardReplySchema } from './localSchemas.ts'
import { virtualCardHolderOf } from './replyMappers.ts'

const reply = {
  statusCode: 0,
  cardId: '900000000011',
  name: '林示安　',
  idNo: 'A123456789',
  birthday: '0730315',
  sex: 'M',
  identityStatus: 3,
}
const photoOf = (photo: unknown): string | null =>
  virtualCardHolderOf(VirtualCardReplySchema.parse({ ...reply, photo })).photo

describe('the holder of a virtual card', () => {
  it('comes without a photo, as the contract has it', () => {
    expect(virtualCardHolderOf(VirtualCardReplySchema.parse(reply))).toEqual({
      cardNumber: '900000000011',
      name: '林示安',
      nationalId: 'A123456789',
      birthDate: '1984-03-15',
      sex: 'M',
      identityStatus: '3',
      photo: null,
    })
  })

  it('may have a JPEG or PNG, told by its first bytes', () => {
    expect(photoOf('/9j/4AAQSkZJRg==')).toBe('data:image/jpeg;base64,/9j/4AAQSkZJRg==')
    expect(photoOf('iVBORw0KGgoAAAA=')).toBe('data:image/png;base64,iVBORw0KGgoAAAA=')
  })

  it.each([
    ['another kind of picture', 'R0lGODlhAQABAAAAACw='],
    ['markup', '<svg onload="x">'],
    ['a data URL of its own', 'data:text/html,x'],
    ['more than is reasonable', `/9j/${'A'.repeat(500_000)}`],
    ['a number', 7],
    ['nothing', null],
  ])('has none for %s', (_, photo) => {
    expect(photoOf(photo)).toBeNull()
  })
})
