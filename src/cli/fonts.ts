import sans from '../pdf/fonts/OpsRoundsSans-Regular.ttf';
import sansBold from '../pdf/fonts/OpsRoundsSans-Semibold.ttf';
import serif from '../pdf/fonts/OpsRoundsSerif-Regular.ttf';
import serifBold from '../pdf/fonts/OpsRoundsSerif-Semibold.ttf';
import type { FontName } from '../pdf/tokens';

/** The report's fonts; the bundler puts their bytes into the command. */
export const fonts: Readonly<Record<FontName, Uint8Array>> = { sans, sansBold, serif, serifBold };
