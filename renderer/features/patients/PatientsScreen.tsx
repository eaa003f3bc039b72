export const PatientsScreen = () => null
