export const ConsultationScreen = () => null
