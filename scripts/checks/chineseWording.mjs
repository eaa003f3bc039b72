/** Words that a Chinese text of this program doesn't use, and what stands there instead; the glossary is in resources/i18n/README.md. */
const instead = {
  // Said elsewhere, not in Taiwan.
  打印: '列印',
  數據: '資料',
  視頻: '視訊',
  信息: '訊息',
  默認: '預設',
  屏幕: '螢幕',
  鼠標: '滑鼠',
  網絡: '網路',
  軟件: '軟體',
  硬件: '硬體',
  文件夾: '資料夾',
  登陸: '登入',
  賬: '帳',
  激活: '啟用',
  菜單: '選單',
  點擊: '點選',
  設置: '設定',
  字符: '字元',
  硬盤: '硬碟',
  二維碼: '條碼',
  掃碼: '掃描條碼',
  短信: '簡訊',
  刷新: '重新整理',
  界面: '介面',
  服務器: '伺服器',
  拷貝: '複製',
  粘貼: '貼上',
  緩存: '快取',
  鏈接: '連結',
  對話框: '對話方塊',
  導出: '匯出',
  導入: '匯入',
  兼容: '相容',
  // Said in clinics, but here another word says the same.
  結帳: '結案',
  例外就醫: '異常就醫',
  收件憑證: '收件確認',
  資訊人員: '資訊廠商',
}

/** A visit is 就醫; only coming to the clinic, 到院就診, is said so. */
const otherVisit = /(?<!到院)就診/u

const han = String.raw`\p{Script=Han}`
const fullWidth = '，。；：！？（）「」、'

const marks = [
  [new RegExp(`${han}[,;:!?()]|[,;:!?()]${han}`, 'u'), 'a half-width mark beside Chinese'],
  [new RegExp(`${han}[A-Za-z0-9]|[A-Za-z0-9%]${han}`, 'u'), 'no space between Chinese and letters or figures'],
  [new RegExp(` [${fullWidth}]|[${fullWidth}] `, 'u'), 'a space beside a full-width mark'],
  [/…|\.\.\./u, 'dots for something under way'],
]

/**
 * What is wrong with the Chinese texts themselves, one sentence each: a word that this program says otherwise, a mark or a space against
 * the convention, the title of an error without its full stop.
 * @param {Record<string, string>} texts by key
 */
export function chineseProblems(texts) {
  return Object.entries(texts).flatMap(([key, text]) => [
    ...Object.entries(instead)
      .filter(([word]) => text.includes(word))
      .map(([word, better]) => `zh-TW says ${word} for ${better}: ${key}`),
    ...(otherVisit.test(text) ? [`zh-TW says 就診 for 就醫: ${key}`] : []),
    ...marks.filter(([mark]) => mark.test(text)).map(([, problem]) => `zh-TW has ${problem}: ${key}`),
    ...(/^error\.[^.]+\.title$/.test(key) && !text.endsWith('。')
      ? [`zh-TW has a title without a full stop: ${key}`]
      : []),
  ])
}
