export const ReportsScreen = () => null
