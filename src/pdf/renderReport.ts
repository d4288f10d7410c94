import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { NotesBlock } from '../core/report/blocks';
import type { ReportModel } from '../core/report/model';
import { reportJson } from '../core/report/reportFiles';
import { drawBlocks } from './blocks/drawBlock';
import { CompactDocument } from './compactDocument';
import { drawFeet, Flow, type Bookmark } from './flow';
import { Paper } from './paper';
import { FONT_NAMES, PAGE_WIDTH, type FontName } from './tokens';
import { Typeface } from './typeface';
import { drawVerdictPage } from './verdictPage';

/** Called after each section. */
export type RenderProgress = (done: number, total: number) => void;

export interface RenderedReport {
  file: Uint8Array<ArrayBuffer>;
  pages: number;
}

/**
 * The report as PDF: a pure function of model and fonts, the same bytes in Node and in every browser. Rejects only when the
 * signal aborts, or when the model cannot be drawn, which is a bug.
 */
export async function renderReport(
  model: ReportModel,
  fonts: Readonly<Record<FontName, Uint8Array>>,
  onProgress: RenderProgress = () => undefined,
  signal?: AbortSignal
): Promise<RenderedReport> {
  const document = openDocument(model);
  const faces = loadFaces(document, fonts);
  const paper = new Paper(document, faces);
  const flow = new Flow(paper, model);
  const json = utf8ToBytes(reportJson(model));
  const last = model.sections[model.sections.length - 1];
  const ofTheFile = closingNotes(model, missingCharacters(model, paper));
  const steps = [
    () => drawVerdictPage(flow, model),
    ...model.sections.map((section) => () => {
      const blocks = section === last ? [...section.blocks, ...ofTheFile] : section.blocks;
      flow.section(section, () => drawBlocks(flow, blocks));
    }),
    () => {
      drawFeet(paper, model, bytesToHex(sha256(json)));
      paper.close();
      addBookmarks(document, flow.bookmarks);
      attach(document, model, json);
    },
  ];
  for (const [index, step] of steps.entries()) {
    signal?.throwIfAborted();
    step();
    onProgress(index + 1, steps.length + 1);
    await Promise.resolve();
  }
  const file = document.finish();
  onProgress(steps.length + 1, steps.length + 1);
  return { file, pages: paper.pages };
}

function openDocument({ period }: ReportModel): CompactDocument {
  return new CompactDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    lang: 'en-GB',
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    // Without it the browser build asks for a Helvetica that nobody registered.
    font: null,
    info: {
      Title: `Operations report, ${period.name}`,
      Subject: `${period.name} in ${period.zone}`,
      Creator: 'Ops Rounds',
      Producer: 'Ops Rounds',
      CreationDate: new Date(period.toMs),
      ModDate: new Date(period.toMs),
    },
  });
}

function loadFaces(
  document: CompactDocument,
  fonts: Readonly<Record<FontName, Uint8Array>>
): Record<FontName, Typeface> {
  const entries = FONT_NAMES.map((name) => {
    document.font(fonts[name]);
    return [name, new Typeface(document._font)] as const;
  });
  return Object.fromEntries(entries) as Record<FontName, Typeface>;
}

/** Characters of the model's texts that the sans, which all data is set in, does not have. */
function missingCharacters(model: ReportModel, paper: Paper): string[] {
  const seen = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const character of value) {
        seen.add(character);
      }
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(visit);
    }
  };
  visit(model);
  return paper.missing([...seen].join(''), 'sans').sort();
}

/** What is to say about the file itself, at the end of its last section. `missing` are characters that no font has. */
function closingNotes({ period }: ReportModel, missing: readonly string[]): NotesBlock[] {
  const digest: NotesBlock = {
    kind: 'notes',
    id: 'digest',
    title: '',
    note: '',
    form: 'prose',
    notes: [
      {
        lead: '',
        rest: `The digest at the foot of the pages is the SHA-256 of the attached report-${period.id}.json: the same input gives the same file, byte for byte.`,
      },
    ],
  };
  if (missing.length === 0) {
    return [digest];
  }
  const characters: NotesBlock = {
    kind: 'notes',
    id: 'characters',
    title: 'Characters that could not be drawn',
    note: 'shown as a box; the fonts of the report do not have them',
    form: 'prose',
    notes: [{ lead: '', rest: missing.map(codePoint).join(', ') }],
  };
  return [digest, characters];
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function addBookmarks(document: CompactDocument, bookmarks: readonly Bookmark[]): void {
  const place = ({ page, top }: Bookmark) => ({ pageNumber: page, top, left: PAGE_WIDTH });
  for (const bookmark of bookmarks) {
    const item = document.outline.addItem(bookmark.title, { ...place(bookmark), expanded: true });
    bookmark.children.forEach((child) => item.addItem(child.title, place(child)));
  }
}

/** The model itself, so that a machine can read what people read. */
function attach(document: CompactDocument, { period }: ReportModel, json: Uint8Array): void {
  const at = new Date(period.toMs);
  document.file(json, {
    name: `report-${period.id}.json`,
    type: 'application/json',
    description: 'The model of this report',
    relationship: 'Source',
    creationDate: at,
    modifiedDate: at,
  });
}
