/** The program's own name among Windows' programs (AppUserModelID): `appId` of electron-builder.yml, which the shortcut is installed with. */
export const appId = 'tw.nhi.clinic-workstation'
