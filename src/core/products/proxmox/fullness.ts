/** What a forecast says of what does not grow, or is not full for long: ten years. */
export const NOT_SOON_DAYS = 3650;
