import { get } from 'node:https'

const statusUrl = 'https://localhost:5066/api/common/v1/Status'
const probeMs = 1_500

/**
 * Whether anything answers where the NHI control software (健保卡讀卡機控制軟體) of this computer does. Only its presence is
 * asked, so its certificate is not looked at; the app itself pins it.
 */
export function isControlSoftwareHere() {
  return new Promise((resolve) => {
    const request = get(statusUrl, { rejectUnauthorized: false, timeout: probeMs }, (response) => {
      response.resume()
      resolve(true)
    })
    request.once('timeout', () => request.destroy(new Error('no answer in time')))
    request.once('error', () => resolve(false))
  })
}
