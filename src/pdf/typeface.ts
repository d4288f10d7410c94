import type { EmbeddedFont } from '../../node_modules/pdfkit/js/pdfkit.browser.mjs';

interface Glyph {
  hex: string;
  /** In 1/1000 of the size; also for a missing one. */
  width: number;
}

/** Width of the box that stands for a character the font does not have. */
const BOX_WIDTH = 560;

/** A run of glyphs, or one missing character, drawn as a box. */
export type Piece = { hex: string; at: number } | { box: true; at: number };

/** One embedded font: widths and glyph numbers, each looked up once. Our fonts have no kerning and no ligatures. */
export class Typeface {
  private readonly glyphs = new Map<string, Glyph | null>();
  private readonly widths = new Map<string, number>();

  constructor(readonly embedded: EmbeddedFont) {}

  width(text: string, size: number): number {
    let width = this.widths.get(text);
    if (width === undefined) {
      width = 0;
      for (const character of text) {
        width += this.glyph(character)?.width ?? BOX_WIDTH;
      }
      this.widths.set(text, width);
    }
    return (width * size) / 1000;
  }

  /** The text as pieces with their offsets in points. */
  pieces(text: string, size: number): Piece[] {
    const pieces: Piece[] = [];
    let at = 0;
    let run: { hex: string; at: number } | null = null;
    for (const character of text) {
      const glyph = this.glyph(character);
      if (glyph === null) {
        pieces.push({ box: true, at: (at * size) / 1000 });
        at += BOX_WIDTH;
        run = null;
        continue;
      }
      if (run === null) {
        run = { hex: '', at: (at * size) / 1000 };
        pieces.push(run);
      }
      run.hex += glyph.hex;
      at += glyph.width;
    }
    return pieces;
  }

  has(character: string): boolean {
    return this.embedded.font.glyphForCodePoint(character.codePointAt(0) ?? 0).id !== 0;
  }

  private glyph(character: string): Glyph | null {
    let glyph = this.glyphs.get(character);
    if (glyph === undefined) {
      glyph = this.has(character) ? this.encode(character) : null;
      this.glyphs.set(character, glyph);
    }
    return glyph;
  }

  private encode(character: string): Glyph {
    const [hex, positions] = this.embedded.encode(character);
    return { hex: hex.join(''), width: positions.reduce((sum, position) => sum + position.advanceWidth, 0) };
  }
}
