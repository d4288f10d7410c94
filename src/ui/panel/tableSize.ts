/** Heights of the parts of a panel's table, px: those that its styles give, for whoever counts what fits. */

export const TABLE_HEAD_PX = 24;
export const ROW_PX = 28;

/** Below this a panel is small: glyphs without words, and the least that a line can say. */
export const WIDE_PX = 480;
