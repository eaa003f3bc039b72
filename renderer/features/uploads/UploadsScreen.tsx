export const UploadsScreen = () => null
