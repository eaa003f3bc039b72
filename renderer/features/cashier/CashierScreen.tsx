export const CashierScreen = () => null
