import type { StructureElement, StructureOptions } from '../../node_modules/pdfkit/js/pdfkit.browser.mjs';
import type { CompactDocument } from './compactDocument';
import { COLOURS, PAGE_HEIGHT, PAGE_WIDTH, type Colour, type FontName, type Style } from './tokens';
import type { Typeface } from './typeface';

export type Point = readonly [x: number, y: number];
export type Align = 'left' | 'right' | 'centre';

/** A page reference whose number is known only when all pages are laid out. */
interface PageLink {
  page: number;
  element: StructureElement;
  x: number;
  baseline: number;
  role: Style;
  destination: string;
}

/**
 * Where everything is drawn: y grows downwards from the top of the page. Every call that leaves a mark throws outside of tagged
 * content and artifacts, so that nothing in the file is untagged.
 */
export class Paper {
  private readonly parents: StructureElement[];
  private readonly links: PageLink[] = [];
  private readonly destinations = new Map<string, number>();
  /** Elements that hold a page link open to the end, outermost last. */
  private readonly unfinished: StructureElement[] = [];
  private marked = false;
  private paint = '';
  private readonly operators = new Map<Colour, string>();
  pages = 0;

  constructor(
    private readonly document: CompactDocument,
    private readonly faces: Readonly<Record<FontName, Typeface>>
  ) {
    const root = document.struct('Document');
    document.addStructure(root);
    this.parents = [root];
  }

  newPage(): void {
    this.document.addPage();
    this.paint = '';
    this.pages += 1;
  }

  /** Draws on a page that was laid out before, counted from 0. */
  onPage(index: number, draw: () => void): void {
    this.document.switchToPage(index);
    this.paint = '';
    draw();
  }

  /** A structure element; what `build` opens is inside it. */
  element(type: string, options: StructureOptions, build: () => void): void {
    const element = this.document.struct(type, options);
    this.parent().add(element);
    this.parents.push(element);
    const links = this.links.length;
    build();
    this.parents.pop();
    if (this.links.length > links) {
      this.unfinished.push(element);
    } else {
      element.end();
    }
  }

  /** Content of the current element. */
  content(draw: () => void): void {
    this.parent().add(() => this.inMark(draw));
  }

  /** An element that holds nothing but this content. */
  leaf(type: string, options: StructureOptions, draw: () => void): void {
    this.element(type, options, () => this.content(draw));
  }

  /** What says nothing: rules, shading, repeated heads. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.document.markContent('Artifact', { type });
    this.inMark(draw);
    this.document.endMarkedContent();
  }

  text(x: number, baseline: number, text: string, role: Style, align: Align = 'left'): void {
    const width = align === 'left' ? 0 : this.width(text, role);
    const left = x - (align === 'right' ? width : align === 'centre' ? width / 2 : 0);
    const face = this.faces[role.font];
    for (const piece of face.pieces(text, role.size)) {
      if ('box' in piece) {
        const side = role.size * 0.46;
        this.rect(left + piece.at + role.size * 0.05, baseline - side * 1.3, side, side * 1.3, {
          stroke: role.colour,
          line: 0.5,
        });
      } else {
        this.glyphs(left + piece.at, baseline, piece.hex, role, face);
      }
    }
  }

  width(text: string, role: Style): number {
    return this.faces[role.font].width(text, role.size);
  }

  /** Characters of a text that a font does not have. */
  missing(text: string, font: FontName): string[] {
    return [...new Set(text)].filter((character) => !this.faces[font].has(character));
  }

  rect(
    x: number,
    y: number,
    width: number,
    height: number,
    paint: { fill?: Colour; stroke?: Colour; line?: number }
  ): void {
    this.shape(`${n(x)} ${n(y)} ${n(width)} ${n(height)} re`, paint);
  }

  line(from: Point, to: Point, stroke: Colour, width = 0.5, dash = ''): void {
    this.shape(`${n(from[0])} ${n(from[1])} m ${n(to[0])} ${n(to[1])} l`, { stroke, line: width, dash });
  }

  path(points: readonly Point[], paint: { fill?: Colour; stroke?: Colour; line?: number; closed?: boolean }): void {
    const steps = points.map(([x, y], index) => `${n(x)} ${n(y)} ${index === 0 ? 'm' : 'l'}`);
    this.shape(steps.join(' ') + (paint.closed ? ' h' : ''), paint);
  }

  /** Raw path operators, already in points of the page. */
  shape(path: string, paint: { fill?: Colour; stroke?: Colour; line?: number; dash?: string }): void {
    const set: string[] = [];
    if (paint.fill) {
      set.push(`${this.operands(paint.fill)} rg`);
    }
    if (paint.stroke) {
      set.push(`${this.operands(paint.stroke)} RG ${n(paint.line ?? 0.5)} w [${paint.dash ?? ''}] 0 d`);
    }
    const operators = set.join(' ');
    const verb = paint.fill && paint.stroke ? 'B' : paint.fill ? 'f' : 'S';
    this.emit(operators === this.paint ? `${path} ${verb}` : `${operators} ${path} ${verb}`);
    this.paint = operators;
  }

  /** Diagonal lines in an outline: unknown. */
  hatch(x: number, y: number, width: number, height: number, colour: Colour = 'unknown', outlined = true): void {
    const lines: string[] = [];
    for (let at = -height; at < width; at += 2.4) {
      lines.push(`${n(x + at)} ${n(y + height)} m ${n(x + at + height)} ${n(y)} l`);
    }
    const box = `${n(x)} ${n(y)} ${n(width)} ${n(height)} re`;
    this.emit(`q ${box} W n ${this.operands(colour)} RG 0.45 w [] 0 d ${lines.join(' ')} S Q`);
    if (outlined) {
      this.shape(box, { stroke: colour, line: 0.5 });
    }
  }

  /** A place that links and bookmarks can lead to. */
  destination(name: string, top: number): void {
    this.destinations.set(name, this.pages);
    this.document.addNamedDestination(name, 'XYZ', 0, Math.max(0, top - 12), null);
  }

  /** `page 7` as a link to a destination; the number is set at the end. Returns the width that it will take at most. */
  pageLink(x: number, baseline: number, destination: string, role: Style): number {
    const element = this.document.struct('Link');
    this.parent().add(element);
    this.links.push({ page: this.pages - 1, element, x, baseline, role, destination });
    return this.width('page 888', role);
  }

  /** Sets the page links and closes the structure; nothing can be drawn after it. */
  close(): void {
    for (const link of this.links) {
      const text = `page ${this.destinations.get(link.destination) ?? ''}`;
      const width = this.width(text, link.role);
      this.onPage(link.page, () => {
        link.element.add(() => this.inMark(() => this.text(link.x, link.baseline, text, link.role)));
        this.document.goTo(link.x, link.baseline - link.role.size, width, link.role.size * 1.3, link.destination, {
          structParent: link.element,
          // pdfkit writes a plain string as a name and only a String object as a string.
          // eslint-disable-next-line no-new-wrappers
          Contents: new String(text),
        });
        link.element.end();
      });
    }
    this.unfinished.forEach((element) => element.end());
    this.parents[0]?.end();
  }

  private parent(): StructureElement {
    const parent = this.parents[this.parents.length - 1];
    if (parent === undefined) {
      throw new Error('no structure element is open');
    }
    return parent;
  }

  private inMark(draw: () => void): void {
    if (this.marked) {
      throw new Error('marked content inside marked content');
    }
    this.marked = true;
    draw();
    this.marked = false;
  }

  private glyphs(x: number, baseline: number, hex: string, role: Style, face: Typeface): void {
    const { id } = face.embedded;
    this.document.page.fonts[id] ??= face.embedded.ref();
    const fill = `${this.operands(role.colour)} rg`;
    const set = fill === this.paint ? '' : `${fill} `;
    this.paint = fill;
    this.emit(`${set}BT /${id} ${n(role.size)} Tf 1 0 0 -1 ${n(x)} ${n(baseline)} Tm <${hex}> Tj ET`);
  }

  private operands(colour: Colour): string {
    let operands = this.operators.get(colour);
    if (operands === undefined) {
      const hex = COLOURS[colour];
      operands = [1, 3, 5].map((at) => (parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ');
      this.operators.set(colour, operands);
    }
    return operands;
  }

  private emit(operators: string): void {
    if (!this.marked) {
      throw new Error('drawn outside of tagged content');
    }
    this.document.addContent(operators);
  }
}

/** A coordinate with at most two decimals. */
function n(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  if (!(Math.abs(rounded) <= 2 * (PAGE_WIDTH + PAGE_HEIGHT))) {
    throw new Error(`not a place on the page: ${value}`);
  }
  return String(rounded);
}
