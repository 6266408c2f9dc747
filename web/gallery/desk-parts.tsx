// Parts of the desk.
export const DeskParts = () => null
